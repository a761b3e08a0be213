import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
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
async function ended(ahead: Ahead | undefined): Promise<number> {
  const words = new Int32Array(ahead?.state ?? new ArrayBuffer(4), 0, 1);
  while ((words[0] ?? 0) < AHEAD.summed) await setImmediate();
  return words[0] ?? 0;
}

it.each([[['map', 'x', '--estate', 'saved', '-q']], [['--estate=saved']]])(
  'a snapshot is read and summed: %j',
  async (argv) => {
    const { ahead } = readAhead(argv, folder);
    expect(await ended(ahead)).toBe(AHEAD.summed);
    const taken = takeAhead(ahead, join(folder, 'saved'));
    expect(taken?.bytes.equals(whole)).toBe(true);
    expect(taken?.digest()).toEqual(createHash('sha256').update(body).digest());
    expect(takeAhead(ahead, join(folder, 'other'))).toBeUndefined();
  },
);

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
