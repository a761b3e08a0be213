import type { KeptFact } from '../../cloud/kept.ts';
import type { FactBase } from '../../model/fact-base.ts';
import { fieldsOf, inside, list, oneOf, text, wrong, type At, type Fields } from './fields.ts';
import { CONFIDENCES, evidenceOf } from './records.ts';

/** How each kind of fact is read. */
export type Readers<K extends KeptFact['fact']> = {
  readonly [F in K]: (fields: Fields, at: At) => Extract<KeptFact, { fact: F }>;
};

export function base(fields: Fields, at: At): FactBase {
  return {
    node: text(fields, 'node', at),
    evidence: list(fields, 'evidence', at, evidenceOf),
    confidence: oneOf(CONFIDENCES, fields, 'confidence', at),
  };
}

export function flag(fields: Fields, key: string, at: At): boolean {
  const value = fields.get(key);
  if (typeof value !== 'boolean') throw wrong(inside(at, key), 'is not true or false');
  return value;
}

/** What stands there only when it is so. */
export function only(fields: Fields, key: string, at: At): true {
  if (!flag(fields, key, at)) throw wrong(inside(at, key), 'is not true');
  return true;
}

export const textIn = (value: unknown, at: At): string => text(new Map([['', value]]), '', at);

export function recordOf<T>(
  fields: Fields,
  key: string,
  at: At,
  read: (value: unknown, at: At) => T,
): Readonly<Record<string, T>> {
  const here = inside(at, key);
  const entries = [...fieldsOf(fields.get(key), here)];
  return Object.fromEntries(entries.map(([name, value]) => [name, read(value, inside(here, name.slice(0, 60)))]));
}

/** The texts among these keys that are there. */
export function someTexts<K extends string>(
  keys: readonly K[],
  fields: Fields,
  at: At,
): { readonly [P in K]?: string } {
  const there = keys.filter((key) => fields.get(key) !== undefined && fields.get(key) !== null);
  const found = Object.fromEntries(there.map((key) => [key, text(fields, key, at)]));
  return found as { readonly [P in K]?: string };
}
