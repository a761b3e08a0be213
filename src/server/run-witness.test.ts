import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseVerifier } from '../ledger/note/keys.ts';
import { verifyLog } from '../ledger/read/verify.ts';
import { event, KEY, openLedger } from '../ledger/testing/ledgers.ts';
import { MemoryDisk } from '../ledger/testing/memory-disk.ts';
import { runWitness, type RunningWitness } from './run-witness.ts';
import { Witnesses } from './witnesses.ts';

let data: string;
let running: RunningWitness[] = [];
beforeEach(() => (data = mkdtempSync(join(tmpdir(), 'writ-witness-'))));
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  rmSync(data, { recursive: true, force: true });
});

const run = async (port = 0, name?: string): Promise<RunningWitness> => {
  const setting = { data, host: '127.0.0.1', port, logs: [KEY.verifier], now: () => new Date() };
  const one = await runWitness(name === undefined ? setting : { ...setting, name });
  running = [...running, one];
  return one;
};

describe('a witness of its own', () => {
  it('keeps its key and what it has seen, alone in its folder', async () => {
    const first = await run(0, 'witness.test/one');
    expect(parseVerifier(readFileSync(join(data, 'witness.pub'), 'utf8'))).toMatchObject({ name: 'witness.test/one' });
    expect(statSync(join(data, 'witness-key.json')).mode & 0o777).toBe(0o600);
    await expect(run()).rejects.toMatchObject({ code: 'data-in-use' });
    const told: string[] = [];
    const disk = new MemoryDisk();
    const witnesses = new Witnesses([{ url: new URL(first.url), verifier: first.verifier }], (says) => told.push(says));
    const ledger = await openLedger(disk, witnesses.signing);
    const grow = async (): Promise<void> => {
      await ledger.append(event(1));
      await ledger.seal();
    };
    const witnessed = async (): Promise<number> =>
      (await verifyLog(disk, { keys: [KEY.verifier], witnesses: witnesses.verifiers })).witnessed.length;
    await grow();
    expect(await witnessed()).toBe(1);
    // Away, it is told of once and the log goes on; back, it knows what it saw and signs again.
    const port = Number(new URL(first.url).port);
    await first.stop();
    running = [];
    await grow();
    await grow();
    expect(await witnessed()).toBe(0);
    expect(told).toEqual([expect.stringMatching(/^witness witness\.test\/one did not sign the tree head: .*ECONNREFUSED/u)]);
    const again = await run(port);
    expect(again.verifier.id).toEqual(first.verifier.id);
    await grow();
    expect(await witnessed()).toBe(1);
    expect(told.at(-1)).toBe('witness witness.test/one signs again');
    // Another history of the same log finds that it was seen.
    const fork = await openLedger(new MemoryDisk(), witnesses.signing);
    await fork.append(event(2));
    await fork.seal();
    expect(told.at(-1)).toContain('it has seen 4 entries of this log, which has 1');
  });

  it('says what is wrong with its key or its address, and lets go of its folder', async () => {
    const first = await run();
    const other = mkdtempSync(join(tmpdir(), 'writ-witness-'));
    const taken = { data: other, host: '127.0.0.1', port: Number(new URL(first.url).port), logs: [KEY.verifier], now: () => new Date() };
    await expect(runWitness(taken)).rejects.toMatchObject({ code: 'cannot-listen' });
    writeFileSync(join(other, 'witness-key.json'), '{"name":"a b","seed":"AAAA"}');
    await expect(runWitness({ ...taken, port: 0 })).rejects.toMatchObject({ code: 'bad-configuration' });
    rmSync(other, { recursive: true });
  });
}); // prettier-ignore
