import type { Range } from './proofs.ts';
import { EMPTY_ROOT, nodeHash, type Hash } from './hash.ts';

/** The entries from `index * 2 ** level` up to the next such number. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** Sizes are whole numbers up to 2 ** 53: shifts would cut them to 32 bits. */
const half = (value: number): number => Math.floor(value / 2);

/** The complete subtrees that a range consists of, left to right; its start is a multiple of the largest of them. */
export function subtrees({ start, end }: Range): readonly Subtree[] {
  const found: Subtree[] = [];
  for (let at = start; at < end;) {
    const level = Math.min(largest(end - at), at === 0 ? 53 : alignment(at));
    found.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return found;
}

/** The level of the largest complete subtree of `count` entries. */
function largest(count: number): number {
  let level = 0;
  for (let left = half(count); left > 0; left = half(left)) level++;
  return level;
}

/** How often a number can be halved. */
function alignment(value: number): number {
  let level = 0;
  for (let left = value; left % 2 === 0; left = half(left)) level++;
  return level;
}

/** RFC 6962, 2.1: the Merkle Tree Hash over what consists of these complete subtrees, left to right. */
export const foldRoots = (roots: readonly Hash[]): Hash =>
  roots.length === 0 ? EMPTY_ROOT : roots.reduceRight((right, left) => nodeHash(left, right));
