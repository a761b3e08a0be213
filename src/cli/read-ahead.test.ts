import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { encodeSnapshot } from '../graph/snapshot.ts';
import { AHEAD, readAhead, type Ahead } from './read-ahead.ts';
import { takeAhead } from './take-ahead.ts';

const folder = mkdtempSync(join(tmpdir(), 'writ-ahead-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const body = Buffer.concat([Buffer.from('WRITSNAP'), Buffer.alloc(100_000, 'abc')]);
const whole = Buffer.concat([body, Buffer.alloc(32)]);
writeFileSync(join(folder, 'saved'), whole);
writeFileSync(join(folder, 'other'), 'not a snapshot, however long it is');

/** The state at the end: in a program the two threads are two, here one waits for itself. */
async function ended(ahead: Ahead | undefined, last: number = AHEAD.checked): Promise<number> {
  const words = new Int32Array(ahead?.state ?? new ArrayBuffer(4), 0, 1);
  while ((words[0] ?? 0) < last) await setImmediate();
  return words[0] ?? 0;
}

it.each([[['map', 'x', '--estate', 'saved', '-q']], [['--estate=saved']]])(
  'a snapshot is read and summed: %j',
  async (argv) => {
    const { ahead } = readAhead(argv, folder);
    expect(await ended(ahead)).toBeLessThan(AHEAD.failed);
    const taken = takeAhead(ahead, join(folder, 'saved'));
    expect(taken?.bytes.equals(whole)).toBe(true);
    expect(taken?.digest()).toEqual(createHash('sha256').update(body).digest());
    expect(taken?.sound()).toBe(false);
    expect(takeAhead(ahead, join(folder, 'other'))).toBeUndefined();
  },
);

it('edges by their ends come to verbs that ask for them, of a snapshot that is none not', async () => {
  const estate = { nodes: [], edges: [], facts: [], sources: [], diagnostics: [] };
  writeFileSync(join(folder, 'empty'), encodeSnapshot(estate));
  const { ahead } = readAhead(['assert', '--estate', 'empty'], folder);
  expect(await ended(ahead, AHEAD.out)).toBe(AHEAD.out);
  const taken = takeAhead(ahead, join(folder, 'empty'));
  expect(taken?.ends?.lists?.('out')?.edge).toEqual(new Uint32Array(0));
  expect(taken?.ends?.chains).toBeUndefined();
  expect(taken?.sound()).toBe(true);
  const { ahead: broken } = readAhead(['map', '--estate', 'saved'], folder);
  expect(await ended(broken, AHEAD.out)).toBe(AHEAD.out);
  expect(takeAhead(broken, join(folder, 'saved'))?.ends?.chains?.('into')).toBeUndefined();
});

it.each([['other'], ['none'], ['.'], ['']])('nothing else is read: "%s"', (path) => {
  expect(readAhead(['map', '--estate', path], folder).ahead).toBeUndefined();
  expect(readAhead(['map', '--estate'], folder).ahead).toBeUndefined();
  expect(readAhead(['map'], folder).ahead).toBeUndefined();
});

it('what nobody wants any more is not read to its end, and not taken', async () => {
  const { ahead, stop } = readAhead(['--estate', 'saved'], folder);
  stop();
  expect(await ended(ahead)).toBe(AHEAD.failed);
  expect(takeAhead(ahead, join(folder, 'saved'))).toBeUndefined();
});
