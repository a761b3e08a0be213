import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { entryText } from '../entry/entry.ts';
import { PRUNED } from '../entry/pruning.ts';
import { isProvenBy, parseProof, Prover } from '../read/prove.ts';
import { entriesOf } from '../read/entries.ts';
import { verifyLog } from '../read/verify.ts';
import { event, KEY, openLedger } from '../testing/ledgers.ts';
import { MemoryDisk } from '../testing/memory-disk.ts';
import { afterPowerLoss } from '../testing/power-loss.ts';
import type { Ledger } from './ledger.ts';
import { prune, type Pruned } from './prune.ts';
import { Records } from './records.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

/** A log whose clock the test moves: so many entries on each day. */
class Aged {
  day = 0;
  readonly disk: MemoryDisk;

  constructor(disk = new MemoryDisk()) {
    this.disk = disk;
  }

  readonly now = (): Date => new Date(START + this.day * DAY);
  readonly open = (emitter = 'one'): Promise<Ledger> => openLedger(this.disk, { now: this.now, emitter });

  async grow(ledger: Ledger, entries: number): Promise<void> {
    await Promise.all(Array.from({ length: entries }, (_, at) => ledger.append(event(at))));
    await ledger.seal();
  }

  prune(ledger: Ledger, keep = 184): Promise<Pruned> {
    return prune(ledger, this.disk, { by: 'ada', keep, now: this.now });
  }

  verify() {
    return verifyLog(this.disk, { keys: [KEY.verifier] });
  }
}

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

/** 700 entries on day 0, as many on day 100. */
async function twoAges(): Promise<{ aged: Aged; ledger: Ledger }> {
  const aged = new Aged();
  const ledger = await aged.open();
  await aged.grow(ledger, 700);
  aged.day = 100;
  await aged.grow(ledger, 700);
  return { aged, ledger };
}

describe('pruning', () => {
  it('lets whole bundles go that are old enough, says so in the log, and keeps every hash', async () => {
    const { aged, ledger } = await twoAges();
    const kept = ledger.head;
    aged.day = 183;
    expect(await aged.prune(ledger)).toEqual({ entries: 0, minimumIndex: 0 });
    aged.day = 185;
    expect(await aged.prune(ledger)).toEqual({ entries: 512, minimumIndex: 512 });
    expect(aged.disk.files.has('tile/entries/001')).toBe(false);
    expect(aged.disk.files.has('tile/entries/002')).toBe(true);
    const { faults, unknown, entries } = await verifyLog(aged.disk, { keys: [KEY.verifier], known: kept });
    expect([faults, entries]).toEqual([[], 1401]);
    expect(unknown).toMatchObject([{ code: 'pruned', says: expect.stringContaining('first 512 entries') as unknown }]);
    const first = await entriesOf(aged.disk, ledger.head.size).next();
    expect(first.value).toMatchObject({ index: 512 });
    // The rest goes later, and the chain is followed from cut to cut.
    aged.day = 290;
    expect(await aged.prune(ledger)).toEqual({ entries: 768, minimumIndex: 1280 });
    expect((await aged.verify()).faults).toEqual([]);
  });

  it('refuses to keep less than the law wants', async () => {
    const { aged, ledger } = await twoAges();
    for (const keep of [183, 0, -1, Number.NaN]) await expect(aged.prune(ledger, keep)).rejects.toThrow(RangeError);
  });

  it('proves what is left, and that what is gone was there', async () => {
    const { aged, ledger } = await twoAges();
    const [old] = await all(entriesOf(aged.disk, 1));
    aged.day = 185;
    await aged.prune(ledger);
    const note = aged.disk.files.get('checkpoint') ?? Buffer.alloc(0);
    const proof = parseProof(await new Prover(aged.disk, note, ledger.head).proofText(0));
    expect(proof && old && isProvenBy(proof, old.bytes, [KEY.verifier])).toBe(true);
  });

  it('goes on after a start, also of an emitter of which nothing is left', async () => {
    const { aged, ledger } = await twoAges();
    await ledger.close();
    // A spool is one emitter's; this one left nothing that is not in the tree.
    for (const path of aged.disk.files.keys()) if (path.startsWith('spool/')) aged.disk.files.delete(path);
    aged.day = 200;
    const other = await aged.open('two');
    await aged.grow(other, 300);
    aged.day = 300;
    expect(await aged.prune(other)).toMatchObject({ minimumIndex: 1280 });
    aged.day = 400;
    expect(await aged.prune(other)).toMatchObject({ minimumIndex: 1536 });
    await other.close();
    for (const path of aged.disk.files.keys()) if (path.startsWith('spool/')) aged.disk.files.delete(path);
    const again = await aged.open();
    await aged.grow(again, 3);
    const { faults } = await aged.verify();
    expect(faults).toEqual([]);
  });

  it('is not believed of files that are merely gone', async () => {
    const { aged, ledger } = await twoAges();
    const remove = (files: Map<string, Buffer>): void => {
      files.delete('tile/entries/000');
      files.delete('tile/entries/001');
    };
    const codes = async (change: (files: Map<string, Buffer>) => void): Promise<readonly string[]> => {
      const files = new Map(aged.disk.files);
      change(files);
      const { faults } = await verifyLog(new MemoryDisk(files), { keys: [KEY.verifier] });
      return faults.map(({ code, file }) => `${code} ${file}`);
    };
    const claim = Buffer.from('512\n');
    expect(await codes(remove)).toEqual(['damaged tile/entries/000']);
    expect(await codes((files) => (remove(files), files.set('minimum-index', claim)))).toEqual([
      'damaged minimum-index',
    ]);
    // Neither does an entry count that only stands in the spool, where no signature covers it.
    const entries = await all(entriesOf(aged.disk, ledger.head.size));
    const end = entries.at(-1);
    const id = (at: number): string => entries[at]?.id ?? '';
    const forged = new Records(1);
    const chains = [{ emitter: 'one', seq: 512, id: id(511) }];
    forged.add(
      entryText(
        { kind: PRUNED, actor: 'mallory', action: 'prune', data: { minimumIndex: 512, chains } },
        { emitter: 'one', seq: 1401, prev: end?.id ?? '', at: aged.now().toISOString() },
      ),
    );
    expect(
      await codes((files) => {
        remove(files);
        files.set('minimum-index', claim);
        files.set('spool/0000000000001401', Buffer.from(forged.bytes));
      }),
    ).toEqual(['damaged minimum-index']);
    aged.day = 185;
    await aged.prune(ledger);
    expect(await codes(() => undefined)).toEqual([]);
    expect(await codes((files) => files.set('minimum-index', Buffer.from('768\n')))).toEqual(['damaged minimum-index']);
    expect(await codes((files) => files.set('minimum-index', Buffer.from('256\n')))).toEqual([
      'damaged tile/entries/001',
    ]);
    for (const bad of ['', '0\n', '512', '511\n', '1e3\n', '99999999999999999999\n', '25600\n'])
      expect(await codes((files) => files.set('minimum-index', Buffer.from(bad)))).toEqual(['damaged minimum-index']);
    expect(await codes((files) => files.delete('tile/0/001'))).toEqual(['damaged tile/0/001']);
  });

  it('leaves a log that verifies and goes on, wherever the power goes', async () => {
    const { aged, ledger } = await twoAges();
    aged.day = 185;
    const before = aged.disk.calls.length;
    await aged.prune(ledger);
    for (let count = before; count <= aged.disk.calls.length; count++)
      for (let seed = 0; seed < 3; seed++) {
        const luck = {
          next: (below: number) =>
            createHash('sha256').update(`${count} ${seed} ${below}`).digest().readUInt16BE() % below,
        };
        const cut = new Aged(new MemoryDisk(afterPowerLoss(aged.disk.calls, count, luck)));
        cut.day = 186;
        const again = await cut.open();
        expect((await cut.verify()).faults, `after ${count}`).toEqual([]);
        await cut.prune(again);
        await again.close();
        expect((await cut.verify()).faults, `after ${count}, pruned again`).toEqual([]);
        expect(cut.disk.files.has('tile/entries/000')).toBe(false);
      }
  });
});
