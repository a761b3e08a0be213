import type { Candidate } from '../layers/candidate.ts';
import type { Need } from '../port.ts';
import type { Literal } from './literal.ts';

/** A need in words, and what has to hold where it is the other way round. */
export interface OpenNeed extends Pick<Need, 'key' | 'kind'> {
  readonly says: Saying;
}
export type Saying = readonly [holds: string, fails: string];
/** `the caller is among ...`, or `is not`. */
export const amongOrNot = (subject: string, among: boolean, rest: string): Saying => {
  const both = [`${subject} is among ${rest}`, `${subject} is not among ${rest}`] as const;
  return among ? both : [both[1], both[0]];
};

/** What is left of a question once everything that is known is filled in: a formula over conditions on keys that are not known. */
export type Node =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Node[] }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'is'; readonly literal: Literal; readonly there: boolean }
  /** Hangs on something that is no condition key's value alone: a hole, a variable, a doubt. Nothing is known of how it hangs together. */
  | { readonly kind: 'open'; readonly needs: readonly OpenNeed[] };

export const TRUE: Node = { kind: 'all', of: [] };
export const FALSE: Node = { kind: 'any', of: [] };

export const isTrue = (node: Node): boolean => node.kind === 'all' && node.of.length === 0;
export const isFalse = (node: Node): boolean => node.kind === 'any' && node.of.length === 0;

export function all(nodes: readonly Node[]): Node {
  if (nodes.some(isFalse)) return FALSE;
  const of = nodes.filter((node) => !isTrue(node));
  return of.length === 1 ? (of[0] ?? TRUE) : { kind: 'all', of };
}

export function any(nodes: readonly Node[]): Node {
  if (nodes.some(isTrue)) return TRUE;
  const of = nodes.filter((node) => !isFalse(node));
  return of.length === 1 ? (of[0] ?? FALSE) : { kind: 'any', of };
}

export function none(node: Node): Node {
  if (isTrue(node)) return FALSE;
  return isFalse(node) ? TRUE : { kind: 'not', of: node };
}

/** A statement with what is left of it. */
export interface Left {
  readonly candidate: Candidate;
  readonly node: Node;
}
