import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { batched, writeWhole } from './output-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'writ-output-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const told: string[] = [];
const write = (path: string, pieces: Iterable<string | Uint8Array>): void => {
  writeWhole(path, pieces, (temporary) => told.push(temporary));
};

it('a file is written whole, and the temporary one is told before it exists', () => {
  const path = join(folder, 'whole');
  write(
    path,
    (function* () {
      expect(existsSync(path)).toBe(false);
      expect(told).toHaveLength(1);
      yield 'one ';
      yield Buffer.from([0, 255]);
      yield 'two';
    })(),
  );
  expect(readFileSync(path)).toEqual(Buffer.concat([Buffer.from('one '), Buffer.from([0, 255]), Buffer.from('two')]));
});

it('a report that fails half-way leaves the old file and nothing else', () => {
  const path = join(folder, 'kept');
  writeFileSync(path, 'old');
  const failing = (function* () {
    yield 'x'.repeat(1 << 17);
    throw new Error('half-way');
  })();
  expect(() => {
    write(path, failing);
  }).toThrow('half-way');
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

it('through a symbolic link the file behind it is replaced, and the link stays', () => {
  symlinkSync('kept', join(folder, 'link'));
  write(join(folder, 'link'), ['new']);
  expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('new');
});

it('a device is written in place, not replaced', () => {
  write('/dev/null', ['gone']);
  expect(readFileSync('/dev/null', 'utf8')).toBe('');
});

it('small pieces become large ones, in order', () => {
  const pieces = [...batched(Array.from({ length: 50_000 }, (_, at) => `${at},`))];
  expect(pieces.length).toBeLessThan(6);
  expect(Buffer.concat(pieces).toString()).toBe(Array.from({ length: 50_000 }, (_, at) => `${at},`).join(''));
});
