import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Frontier } from '../write/frontier.ts';
import { EMPTY_ROOT, leafHash, nodeHash, type Hash } from './hash.ts';
import { consistencyRanges, inclusionRanges, verifyConsistency, verifyInclusion, type Range } from './proofs.ts';
import { foldRoots, subtrees } from './tree.ts';

/** RFC 6962, 2.1, word for word. */
function naive(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return EMPTY_ROOT;
  const [only] = leaves;
  if (leaves.length === 1 && only) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(naive(leaves.slice(0, k)), naive(leaves.slice(k)));
}

const leavesOf = (count: number): readonly Hash[] =>
  Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`entry ${at}`)));
const rootsOf = (leaves: readonly Hash[], ranges: readonly Range[]): readonly Hash[] =>
  ranges.map((range) =>
    foldRoots(
      subtrees(range).map(({ level, index }) => naive(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))),
    ),
  );
const flipped = (proof: readonly Hash[], at: number): readonly Hash[] =>
  proof.map((hash, index) => {
    if (index !== at) return hash;
    const other = Buffer.from(hash);
    other[7] = (other[7] ?? 0) ^ 1;
    return other;
  });

describe('the Merkle tree', () => {
  it('has the roots of RFC 6962, however it grew', () => {
    // Roots of the reference implementation's test data: inputs "", 00, 10, 2021, 3031, 40414243, 5051525354555657, 606162636465666768696a6b6c6d6e6f.
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const leaves = inputs.map((hex) => leafHash(Buffer.from(hex, 'hex')));
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(naive(leaves.slice(0, 1)).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(naive(leaves).toString('hex')).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1200 }), (count) => {
        const all = leavesOf(count);
        const frontier = new Frontier();
        for (const leaf of all) frontier.add(leaf, () => undefined);
        expect(frontier.root().equals(naive(all))).toBe(true);
        expect(rootsOf(all, [{ start: 0, end: count }])[0]?.equals(naive(all))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('proves that every entry is in it, and refuses every other index, size and changed proof', () => {
    for (let size = 1; size <= 33; size++) {
      const leaves = leavesOf(size);
      const root = naive(leaves);
      for (const [index, leaf] of leaves.entries()) {
        const proof = rootsOf(leaves, inclusionRanges(index, size));
        expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
        for (const other of [index - 1, index + 1]) expect(verifyInclusion(leaf, other, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, [...proof, leaf], root)).toBe(false);
        proof.forEach((_, at) => {
          expect(verifyInclusion(leaf, index, size, flipped(proof, at), root)).toBe(false);
          expect(verifyInclusion(leaf, index, size, proof.slice(0, at), root)).toBe(false);
        });
      }
    }
  });

  it('proves that an earlier tree is its start, and nothing else', () => {
    for (let size = 0; size <= 24; size++) {
      const leaves = leavesOf(size);
      const now = { size, root: naive(leaves) };
      for (let old = 0; old <= size; old++) {
        const before = { size: old, root: naive(leaves.slice(0, old)) };
        const proof = rootsOf(leaves, consistencyRanges(old, size));
        expect(verifyConsistency(before, now, proof)).toBe(true);
        proof.forEach((_, at) => {
          expect(verifyConsistency(before, now, flipped(proof, at))).toBe(false);
          expect(verifyConsistency(before, now, proof.slice(0, at))).toBe(false);
        });
        if (old > 0) expect(verifyConsistency({ size: old, root: leafHash(Buffer.from('x')) }, now, proof)).toBe(false);
        expect(verifyConsistency(now, before, proof)).toBe(old === size);
      }
    }
  });
});
