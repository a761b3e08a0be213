import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Cutter, thin } from './thin.ts';

const folder = mkdtempSync(join(tmpdir(), 'writ-thin-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const cut = (...chunks: readonly string[]): string => {
  const cutter = new Cutter();
  return Buffer.concat([...chunks.map((one) => Buffer.from(cutter.cut(Buffer.from(one)))), cutter.end()]).toString();
};

describe('reading without embedded data', () => {
  it('keeps a text without long runs as it is, wherever chunks end', () => {
    const text = fc.string({ maxLength: 300 });
    fc.assert(
      fc.property(text, fc.nat(300), (one, at) => {
        expect(cut(one.slice(0, at), one.slice(at))).toBe(
          Buffer.from(one.slice(0, at)).toString() + Buffer.from(one.slice(at)).toString(),
        );
      }),
    );
  });

  it('cuts a run with its escaped line breaks, and keeps what follows and every line', () => {
    const run = `${'A'.repeat(76)}\\n`.repeat(100);
    const image = `"image/png": "${'B'.repeat(9000)}${run}\\n"`;
    const kept = cut(`{\n${image},\n "text": "after"\n}`);
    expect(kept.length).toBeLessThan(5000);
    expect(kept.split('\n')).toHaveLength(4);
    expect(kept).toContain('"text": "after"');
    expect(cut(image.slice(0, 9500), image.slice(9500))).toBe(cut(image));
  });

  it('says what it cut, and refuses what is too large even so', () => {
    const path = join(folder, 'a.ipynb');
    writeFileSync(path, `"${'A'.repeat(100_000)}" ${'.'.repeat(50_000)}`);
    expect(thin(path, 1024 * 1024)).toMatchObject({ skipped: 100_000 - 4096 });
    expect(thin(path, 1024)).toHaveProperty('problem');
  });
});
