import { beforeAll, describe, expect, it } from 'vitest';
import { COSIGNATURE, signerOf } from '../note/keys.ts';
import { cosign, parseNote, printNote, signNote } from '../note/note.ts';
import { printTreeHead, type TreeHead } from '../note/tree-head.ts';
import { event, KEY, openLedger, OTHER_KEY } from '../testing/ledgers.ts';
import { MemoryDisk } from '../testing/memory-disk.ts';
import { decodeBundle, encodeBundle } from '../tiles/bundle.ts';
import { verifyLog, type VerifyOptions } from './verify.ts';

/** A log of 700 entries, 3 of them not in the tree yet; and its head of 600. */
let log: ReadonlyMap<string, Buffer>;
let older: TreeHead;
let head: TreeHead;
let olderNote: Buffer;

beforeAll(async () => {
  const disk = new MemoryDisk();
  const ledger = await openLedger(disk);
  const append = async (from: number, to: number): Promise<void> => {
    await Promise.all(Array.from({ length: to - from }, (_, at) => ledger.append(event(from + at))));
  };
  await append(0, 600);
  older = await ledger.seal();
  olderNote = disk.files.get('checkpoint') ?? Buffer.alloc(0);
  await append(600, 700);
  head = await ledger.seal();
  await append(700, 703);
  log = disk.files;
});

const flip = (bytes: Buffer, at: number): Buffer => {
  const other = Buffer.from(bytes);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
};

async function faultsOf(
  change: (files: Map<string, Buffer>) => void,
  options: VerifyOptions = {},
): Promise<readonly string[]> {
  const files = new Map(log);
  change(files);
  const { faults } = await verifyLog(new MemoryDisk(files), { keys: [KEY.verifier], ...options });
  return faults.map(({ code, file, index }) => [code, file, index].filter((one) => one !== undefined).join(' '));
}

const at = (files: ReadonlyMap<string, Buffer>, path: string): Buffer => files.get(path) ?? Buffer.alloc(0);

describe('verifying a log', () => {
  it('finds nothing in a sound one, and says what it could not exclude', async () => {
    const disk = new MemoryDisk(log);
    expect(await verifyLog(disk)).toMatchObject({
      entries: 700,
      unsealed: 3,
      faults: [],
      unknown: [{ code: 'replaced' }, { code: 'cut-back' }],
    });
    expect(await verifyLog(disk, { keys: [KEY.verifier], known: older })).toMatchObject({ faults: [], unknown: [] });
  });

  it('finds a flipped byte in every kind of file, and names the place', async () => {
    for (const path of [...log.keys()].filter((one) => !one.startsWith('spool/')))
      for (const offset of [0, 1, Math.floor(at(log, path).length / 2), at(log, path).length - 2]) {
        const faults = await faultsOf((files) => files.set(path, flip(at(files, path), offset)));
        // Partial tiles of older heads are not part of the tree that is verified.
        const used = path === 'checkpoint' || !/\.p\/(?!188$)\d+$/u.test(path) || /tile\/[12]\/000\.p\/2$/u.test(path);
        expect([path, offset, faults.length > 0]).toEqual([path, offset, used]);
      }
    expect(await faultsOf((files) => files.set('tile/entries/001', flip(at(files, 'tile/entries/001'), 20)))).toEqual([
      'damaged tile/entries/001 256',
    ]);
    expect(await faultsOf((files) => files.set('tile/0/002.p/188', flip(at(files, 'tile/0/002.p/188'), 33)))).toEqual([
      'damaged tile/entries/002.p/188 513',
    ]);
    expect(await faultsOf((files) => files.set('tile/1/000.p/2', flip(at(files, 'tile/1/000.p/2'), 33)))).toEqual([
      'damaged tile/1/000.p/2',
    ]);
  });

  it('finds a changed, cut or removed spool', async () => {
    const [name = ''] = [...log.keys()].filter((one) => one.startsWith('spool/'));
    const bytes = at(log, name);
    expect(await faultsOf((files) => files.set(name, bytes.subarray(8 + bytes.readUInt32BE(0))))).toEqual([]);
    const records: Buffer[] = [];
    for (let start = 0; start < bytes.length;) {
      const end = start + 8 + bytes.readUInt32BE(start);
      records.push(bytes.subarray(start, end));
      start = end;
    }
    const missing = Buffer.concat(records.filter((_, index) => index !== records.length - 2));
    expect(await faultsOf((files) => files.set(name, missing))).toEqual(['broken-chain spool']);
    const torn = new Map(log).set(name, flip(bytes, bytes.length - 3));
    expect(await verifyLog(new MemoryDisk(torn))).toMatchObject({
      unsealed: 2,
      faults: [],
      unknown: [{ code: 'replaced' }, { code: 'cut-back' }, { code: 'torn' }],
    });
  });

  it('finds a removed, a reordered and an added entry, also where all tiles and the root were made anew', async () => {
    for (const change of [
      (entries: Buffer[]) => entries.splice(3, 1),
      (entries: Buffer[]) => entries.splice(3, 2, ...entries.slice(3, 5).reverse()),
      (entries: Buffer[]) => entries.splice(3, 0, entries[3] ?? Buffer.alloc(0)),
    ]) {
      const entries = [0, 1, 2].flatMap((index) => {
        const path = index < 2 ? `tile/entries/00${index}` : 'tile/entries/002.p/188';
        return [...(decodeBundle(at(log, path), index < 2 ? 256 : 188) ?? [])];
      });
      change(entries);
      const forged = new MemoryDisk();
      const { Sequencer } = await import('../write/sequencer.ts');
      await (await Sequencer.open(forged, { origin: head.origin, signers: [KEY] })).seal(entries);
      const { faults } = await verifyLog(forged, { keys: [KEY.verifier] });
      expect(faults.map(({ code }) => code)).toContain('broken-chain');
      expect(faults[0]?.index).toBeLessThanOrEqual(4);
      const { faults: against } = await verifyLog(forged, { keys: [KEY.verifier], known: older });
      expect(against.map(({ code }) => code)).toContain('forked');
    }
  });

  it('finds a missing file and a truncated tail', async () => {
    expect(await faultsOf((files) => files.delete('tile/entries/000'))).toEqual(['damaged tile/entries/000']);
    expect(await faultsOf((files) => files.delete('tile/0/002.p/188'))).toEqual(['damaged tile/0/002.p/188']);
    const short = encodeBundle((decodeBundle(at(log, 'tile/entries/002.p/188'), 188) ?? []).slice(0, 180));
    expect(await faultsOf((files) => files.set('tile/entries/002.p/188', short))).toEqual([
      'damaged tile/entries/002.p/188',
    ]);
    expect(await faultsOf((files) => files.delete('checkpoint'))).toEqual(['no-log checkpoint']);
  });

  it('finds a log under another key with --key, and one cut back to an older head with a known one or a witness', async () => {
    const text = printTreeHead(head);
    const other = Buffer.from(printNote(signNote(text, [OTHER_KEY])));
    expect(await faultsOf((files) => files.set('checkpoint', other))).toEqual(['not-signed checkpoint']);
    const cut = (files: Map<string, Buffer>): void => void files.set('checkpoint', olderNote);
    // The spool still holds what follows: it is the same history.
    expect(await faultsOf(cut)).toEqual([]);
    const back = (files: Map<string, Buffer>): void => {
      cut(files);
      for (const path of [...files.keys()]) if (path.startsWith('spool/')) files.delete(path);
    };
    expect(await faultsOf(back)).toEqual([]);
    expect(await faultsOf(back, { known: head })).toEqual(['cut-back checkpoint']);
    const witness = signerOf('witness.test', COSIGNATURE, Buffer.alloc(32, 3));
    const note = parseNote(at(log, 'checkpoint'));
    const signatures = [...(note?.signatures ?? []), cosign(text, witness, 1_800_000_000)];
    const witnessed = new Map(log).set('checkpoint', Buffer.from(printNote({ text, signatures })));
    expect(await verifyLog(new MemoryDisk(witnessed), { witnesses: [witness.verifier] })).toMatchObject({
      faults: [],
      unknown: [],
      witnessed: [{ name: 'witness.test', time: 1_800_000_000 }],
    });
  });

  it('finds a forked history: another entry 601 under the same key', async () => {
    const disk = new MemoryDisk();
    const ledger = await openLedger(disk, { now: () => new Date(0) });
    for (let number = 0; number < 700; number += 100)
      await Promise.all(Array.from({ length: 100 }, (_, more) => ledger.append(event(number + more + 1))));
    await ledger.close();
    const { faults } = await verifyLog(disk, { keys: [KEY.verifier], known: older });
    expect(faults.map(({ code }) => code)).toEqual(['forked']);
  });
});
