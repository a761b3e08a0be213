import { beforeAll, describe, expect, it } from 'vitest';
import { leafHash } from '../merkle/hash.ts';
import { verifyConsistency, verifyInclusion } from '../merkle/proofs.ts';
import type { TreeHead } from '../note/tree-head.ts';
import { event, KEY, openLedger, OTHER_KEY } from '../testing/ledgers.ts';
import { MemoryDisk } from '../testing/memory-disk.ts';
import { LogFiles } from './log-files.ts';
import { TileCache } from './tile-cache.ts';
import { isProvenBy, parseProof, Prover } from './prove.ts';

const disk = new MemoryDisk();
const heads: TreeHead[] = [];
let prover: Prover;

beforeAll(async () => {
  const ledger = await openLedger(disk);
  for (const [from, to] of [
    [0, 1],
    [1, 256],
    [256, 300],
    [300, 1300],
  ] as const) {
    await Promise.all(Array.from({ length: to - from }, (_, at) => ledger.append(event(from + at))));
    heads.push(await ledger.seal());
  }
  prover = new Prover(disk, disk.files.get('checkpoint') ?? Buffer.alloc(0), ledger.head);
});

const entryAt = async (index: number): Promise<Buffer> =>
  (await new LogFiles(disk, prover.head.size).entries(Math.floor(index / 256)))[index % 256] ?? Buffer.alloc(0);

describe('proofs from tiles', () => {
  it('show each entry under the head', async () => {
    for (const index of [0, 1, 255, 256, 299, 300, 511, 512, 1279, 1280, 1299]) {
      const leaf = leafHash(await entryAt(index));
      expect(verifyInclusion(leaf, index, prover.head.size, await prover.inclusion(index), prover.head.root)).toBe(
        true,
      );
    }
    await expect(async () => prover.inclusion(1300)).rejects.toThrow('not in a tree of 1300');
  });

  it('show each earlier head as the start of the last', async () => {
    for (const old of heads) expect(verifyConsistency(old, prover.head, await prover.consistency(old.size))).toBe(true);
  });

  it('are made of nothing that is not under the head: a changed tile is told, wherever it stands', async () => {
    const files = new LogFiles(disk, prover.head.size);
    const tiles = [...[0, 1, 2, 3, 4, 5].map((index) => files.path(0, index)), files.path(1, 0)];
    const note = disk.files.get('checkpoint') ?? Buffer.alloc(0);
    for (const path of tiles) {
      const damaged = new MemoryDisk(disk.files);
      const bytes = Buffer.from(disk.files.get(path) ?? Buffer.alloc(0));
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      damaged.files.set(path, bytes);
      const other = new Prover(damaged, note, prover.head);
      const indexes = [0, 256, 512, 768, 1024, 1299];
      const found = await Promise.allSettled(indexes.map((index) => other.inclusion(index)));
      expect(found.some(({ status }) => status === 'rejected')).toBe(true);
      for (const [at, one] of found.entries())
        if (one.status === 'fulfilled') expect(one.value).toEqual(await prover.inclusion(indexes[at] ?? 0));
    }
  });

  it('hold no more bytes of tiles than they were given, and later heads use what earlier ones checked', async () => {
    const note = disk.files.get('checkpoint') ?? Buffer.alloc(0);
    const cache = new TileCache(3 * 16_352);
    const small = new Prover(disk, note, prover.head, cache);
    for (const index of [0, 300, 600, 900, 1200, 1299]) {
      expect(await small.inclusion(index)).toEqual(await prover.inclusion(index));
      expect(cache.bytes).toBeLessThanOrEqual(3 * 16_352);
    }
    const gone = new MemoryDisk([...disk.files].filter(([path]) => !path.startsWith('tile/0/004')));
    expect(await new Prover(gone, note, prover.head, cache).inclusion(1200)).toEqual(await prover.inclusion(1200));
  });

  it('can be handed on as text and checked without the log', async () => {
    const text = await prover.proofText(777);
    const proof = parseProof(text);
    const entry = await entryAt(777);
    if (!proof) throw new Error('the proof is not read back');
    expect(isProvenBy(proof, entry, [KEY.verifier])).toBe(true);
    expect(isProvenBy(proof, entry, [OTHER_KEY.verifier])).toBe(false);
    expect(isProvenBy(proof, await entryAt(776), [KEY.verifier])).toBe(false);
    expect(isProvenBy({ ...proof, index: 776 }, entry, [KEY.verifier])).toBe(false);
    for (const wrong of [text.replace('@v1', '@v2'), text.replace('index 7', 'index 07'), text.slice(0, 200), ''])
      expect(parseProof(wrong)).toBeUndefined();
  });
});
