import { nodeHash, type Hash } from './hash.ts';

/** The largest power of two that is smaller than `size`: where RFC 6962 splits a tree of more than one entry. */
function split(size: number): number {
  let at = 1;
  while (at * 2 < size) at *= 2;
  return at;
}

/** Entries from `start` up to `end`, whose Merkle Tree Hash is one hash of a proof. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** RFC 6962, 2.1.1: the audit path of entry `index` in the tree of `size` entries, from the leaf up. */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`entry ${index} is not in a tree of ${size}`);
  const path: Range[] = [];
  let start = 0;
  for (let end = size; end - start > 1;) {
    const middle = start + split(end - start);
    if (index < middle) {
      path.push({ start: middle, end });
      end = middle;
    } else {
      path.push({ start, end: middle });
      start = middle;
    }
  }
  return path.reverse();
}

/** RFC 6962, 2.1.2: that the tree of `old` entries is the start of the tree of `size`. Empty when they are the same, or `old` is 0. */
export function consistencyRanges(old: number, size: number): readonly Range[] {
  if (!(old >= 0 && old <= size)) throw new RangeError(`a tree of ${old} is no start of one of ${size}`);
  if (old === 0 || old === size) return [];
  const path: Range[] = [];
  let start = 0;
  let end = size;
  while (old !== end) {
    const middle = start + split(end - start);
    if (old <= middle) {
      path.push({ start: middle, end });
      end = middle;
    } else {
      path.push({ start, end: middle });
      start = middle;
    }
  }
  if (start > 0) path.push({ start, end });
  return path.reverse();
}

/** RFC 9162, 2.1.3.2. */
export function verifyInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (!(index >= 0 && index < size)) return false;
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const one of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(one, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, one);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
}

/** RFC 9162, 2.1.4.2. */
export function verifyConsistency(
  old: { readonly size: number; readonly root: Hash },
  now: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (!(old.size >= 0 && old.size <= now.size)) return false;
  if (old.size === now.size) return proof.length === 0 && old.root.equals(now.root);
  if (old.size === 0) return proof.length === 0;
  let at = old.size - 1;
  let last = now.size - 1;
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  // A start that is one complete subtree is not said again in the proof.
  const path = at === 0 ? [old.root, ...proof] : [...proof];
  const first = path.shift();
  if (!first) return false;
  let before = first;
  let after = first;
  for (const one of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      before = nodeHash(one, before);
      after = nodeHash(one, after);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else after = nodeHash(after, one);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && before.equals(old.root) && after.equals(now.root);
}
