import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalDisk } from '../ledger/disk/local.ts';
import { decodeEntry } from '../ledger/entry/entry.ts';
import { parseVerifier, printVerifier } from '../ledger/note/keys.ts';
import type { TreeHead } from '../ledger/note/tree-head.ts';
import { entriesOf } from '../ledger/read/entries.ts';
import { verifyLog } from '../ledger/read/verify.ts';
import { Ledger } from '../ledger/write/ledger.ts';
import { lockData } from './data-lock.ts';
import { keepLogKey, logKey, newLogKey, type LogKey } from './log-key.ts';
import { rotateLogKey } from './rotate-log-key.ts';

const now = (): Date => new Date('2026-01-02T03:04:05.678Z');
let data = '';
let disk: LocalDisk;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'writ-rotate-'));
  disk = new LocalDisk(join(data, 'log'));
});
afterEach(() => {
  rmSync(data, { recursive: true, force: true });
});

/** As the control plane does: one entry, sealed. */
async function written(key: LogKey): Promise<TreeHead> {
  const { origin, signer, formerly } = key;
  const ledger = await Ledger.open({ disk, origin, signers: [signer], formerly, emitter: 'server', now });
  await ledger.append({ kind: 'test', actor: 'ada', action: 'do' });
  const head = await ledger.seal();
  await ledger.close();
  return head;
}

const faults = async (key: LogKey | string, known?: TreeHead): Promise<number> => {
  const verifier = typeof key === 'string' ? parseVerifier(key) : key.signer.verifier;
  if (!verifier) throw new Error('no key');
  return (await verifyLog(disk, { keys: [verifier], ...(known ? { known } : {}) })).faults.length;
};

describe('another key for the log', () => {
  it('signs from then on; the one before announced it, and heads that it signed are continued', async () => {
    const old = await logKey(data, false);
    const known = await written(old);
    const { from, to } = await rotateLogKey(data, 'account:ada', now);
    expect(printVerifier(from)).toBe(printVerifier(old.signer.verifier));
    const current = await logKey(data, true);
    expect(printVerifier(current.signer.verifier)).toBe(printVerifier(to));
    expect(current.formerly.map(printVerifier)).toEqual([printVerifier(from)]);
    expect(await faults(await readFile(join(data, 'log.pub'), 'utf8'), known)).toBe(0);
    expect(await faults(old)).toBeGreaterThan(0);
    const head = await written(current);
    expect(await faults(current, known)).toBe(0);
    const entries = [];
    for await (const { bytes } of entriesOf(disk, head.size)) entries.push(decodeEntry(bytes));
    const keys = { from: printVerifier(from), to: printVerifier(to) };
    expect(entries.slice(1, 3)).toMatchObject([
      { kind: 'log-key-rotated', action: 'announce', actor: 'account:ada', data: keys },
      { kind: 'log-key-rotated', action: 'rotate', actor: 'account:ada', data: keys },
    ]);
    expect(statSync(join(data, 'log-key.json')).mode & 0o777).toBe(0o600);
    await rotateLogKey(data, 'account:ada', now);
    expect((await logKey(data, true)).formerly).toHaveLength(2);
  });

  it('that was cut off once the key was kept: the log goes on under it', async () => {
    const old = await logKey(data, false);
    const known = await written(old);
    await keepLogKey(data, newLogKey(old));
    await written(await logKey(data, true));
    expect(await faults(await logKey(data, true), known)).toBe(0);
  });

  it('is not given while somebody writes the log, nor to a folder without one', async () => {
    await expect(rotateLogKey(data, 'ada', now)).rejects.toMatchObject({ code: 'no-ledger' });
    expect(existsSync(join(data, 'log-key.json'))).toBe(false);
    await written(await logKey(data, false));
    const lock = await lockData(data);
    await expect(rotateLogKey(data, 'ada', now)).rejects.toMatchObject({ code: 'data-in-use' });
    await lock.release();
  });
});
