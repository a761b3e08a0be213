import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTreeHead, type TreeHead } from '../note/tree-head.ts';
import { parseNote } from '../note/note.ts';
import { verifyLog } from '../read/verify.ts';
import { event, KEY, openLedger, OTHER_KEY } from '../testing/ledgers.ts';
import { MemoryDisk } from '../testing/memory-disk.ts';
import { afterPowerLoss } from '../testing/power-loss.ts';
import type { Receipt } from './ledger.ts';

const sound = async (disk: MemoryDisk, known?: TreeHead): Promise<number> => {
  const { faults, entries, unsealed } = await verifyLog(disk, { keys: [KEY.verifier], ...(known ? { known } : {}) });
  expect(faults).toEqual([]);
  return entries + unsealed;
};

const full = (): Error => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

describe('the ledger', () => {
  it('keeps what it acknowledged, before it is sealed and after, and goes on where it ended', async () => {
    const disk = new MemoryDisk();
    const first = await openLedger(disk);
    const receipts = await Promise.all(Array.from({ length: 300 }, (_, at) => first.append(event(at))));
    expect(receipts.map(({ seq }) => seq)).toEqual(Array.from({ length: 300 }, (_, at) => at + 1));
    expect(first.unsealed).toBe(300);
    const second = await openLedger(disk);
    expect(second.unsealed).toBe(300);
    const head = await second.seal();
    expect([head.size, second.unsealed]).toEqual([300, 0]);
    expect((await second.append(event(300))).seq).toBe(301);
    expect(await sound(disk, head)).toBe(301);
    await second.close();
    expect((await openLedger(disk)).head.size).toBe(301);
  });

  it('has one tree for whatever batches it was sealed in', async () => {
    const roots = await Promise.all(
      [1, 7, 100, 1000].map(async (batch) => {
        const ledger = await openLedger(new MemoryDisk(), { batch, now: () => new Date(0) });
        for (let at = 0; at < 600; at += 150) {
          await Promise.all(Array.from({ length: 150 }, (_, more) => ledger.append(event(at + more))));
          await ledger.seal();
        }
        return `${ledger.head.size} ${ledger.head.root.toString('hex')}`;
      }),
    );
    expect(new Set(roots).size).toBe(1);
  });

  it('refuses what does not fit, and nothing else with it', async () => {
    const disk = new MemoryDisk();
    const ledger = await openLedger(disk);
    const all = await Promise.allSettled([
      ledger.append(event(1)),
      ledger.append({ ...event(2), reason: 'x'.repeat(70_000) }),
      ledger.append({ ...event(3), data: Number.NaN }),
      ledger.append({ ...event(4), reason: '\ud800' }),
      ledger.append(event(5)),
    ]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
    await ledger.close();
    expect(await sound(disk)).toBe(2);
  });

  it('refuses while the disk is full, says so to each, and goes on when there is room', async () => {
    const disk = new MemoryDisk();
    const ledger = await openLedger(disk);
    await ledger.append(event(1));
    disk.refuse = ({ call }) => (call === 'sync' ? full() : undefined);
    const refused = await Promise.allSettled([ledger.append(event(2)), ledger.append(event(3))]);
    expect(refused).toMatchObject([{ reason: { code: 'ENOSPC' } }, { reason: { code: 'ENOSPC' } }]);
    await expect(ledger.seal()).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(ledger.unsealed).toBe(1);
    disk.refuse = undefined;
    expect((await ledger.append(event(4))).seq).toBe(2);
    await ledger.close();
    expect(await sound(disk)).toBe(2);
  });

  it('does not go on over tiles that were changed, or a spool that does not fit', async () => {
    const disk = new MemoryDisk();
    const ledger = await openLedger(disk);
    for (let at = 0; at < 5; at++) await ledger.append(event(at));
    await ledger.close();
    const other = new MemoryDisk(disk.files);
    const tile = Buffer.from(disk.files.get('tile/0/000.p/5') ?? '');
    tile[40] = (tile[40] ?? 0) ^ 1;
    other.files.set('tile/0/000.p/5', tile);
    await expect(openLedger(other)).rejects.toThrow('do not have the root');
    const without = new MemoryDisk(
      [...disk.files].filter(([path]) => !path.startsWith('tile') && path !== 'checkpoint'),
    );
    const spool = without.files.get('spool/0000000000000001') ?? Buffer.alloc(0);
    without.files.set('spool/0000000000000001', spool.subarray(8 + spool.readUInt32BE(0)));
    await expect(openLedger(without)).rejects.toThrow('does not go on where the tree ends');
  });

  it('goes on under another key only when the one before is known, and not at all over a head of somebody else', async () => {
    const disk = new MemoryDisk();
    const ledger = await openLedger(disk);
    await ledger.append(event(1));
    await ledger.close();
    await expect(openLedger(disk, { signers: [OTHER_KEY] })).rejects.toThrow('no key of this log signed it');
    const rotated = await openLedger(disk, { signers: [OTHER_KEY], formerly: [KEY.verifier] });
    await rotated.append(event(2));
    await rotated.close();
    expect((await verifyLog(disk, { keys: [OTHER_KEY.verifier] })).faults).toEqual([]);
    expect((await verifyLog(disk, { keys: [KEY.verifier] })).faults).toMatchObject([{ code: 'not-signed' }]);
  });

  it('never opens for writing again what a signed head needs', async () => {
    const disk = new MemoryDisk();
    const ledger = await openLedger(disk);
    for (const entries of [250, 20, 1, 241, 1, 30, 256, 5]) {
      await Promise.all(Array.from({ length: entries }, (_, at) => ledger.append(event(at))));
      await ledger.seal();
    }
    const opened = disk.calls.flatMap((one) => (one.call === 'write' && one.at === 'start' ? [one.path] : []));
    const tiles = opened.filter((path) => path.startsWith('tile/'));
    expect(tiles).toContain('tile/1/000.p/1');
    expect(tiles).toEqual([...new Set(tiles)]);
  });

  it('loses nothing that it acknowledged when the power goes at any call', async () => {
    const disk = new MemoryDisk();
    const acknowledged: { readonly receipt: Receipt; readonly calls: number }[] = [];
    const heads: { readonly head: TreeHead; readonly calls: number }[] = [];
    const ledger = await openLedger(disk, { batch: 40 });
    const append = async (at: number): Promise<void> => {
      const receipt = await ledger.append(event(at));
      acknowledged.push({ receipt, calls: disk.calls.length });
    };
    for (let round = 0; round < 6; round++) {
      await Promise.all(Array.from({ length: 50 }, (_, at) => append(round * 50 + at)));
      const sealing = ledger.seal().then((head) => heads.push({ head, calls: disk.calls.length }));
      await append(1000 + round);
      await sealing;
    }
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: disk.calls.length }),
        fc.infiniteStream(fc.nat({ max: 0xffff })),
        async (count, stream) => {
          const luck = { next: (below: number) => Number(stream.next().value) % below };
          const left = new MemoryDisk(afterPowerLoss(disk.calls, count, luck));
          const again = await openLedger(left);
          const safe = acknowledged.filter(({ calls }) => calls <= count).length;
          expect(again.head.size + again.unsealed).toBeGreaterThanOrEqual(safe);
          await again.append(event(9999));
          await again.close();
          const known = heads.filter(({ calls }) => calls <= count).at(-1)?.head;
          expect(await sound(left, known)).toBeGreaterThan(safe);
          const note = parseNote(left.files.get('checkpoint') ?? Buffer.alloc(0));
          expect(note && parseTreeHead(note.text)?.size).toBe(again.head.size);
        },
      ),
      { numRuns: 150 },
    );
  });
});
