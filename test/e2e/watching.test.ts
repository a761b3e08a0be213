import fc from 'fast-check';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scan, type ScanOptions, type ScanResult } from '../../src/inventory/scan.ts';
import { Watched } from '../../src/inventory/watched.ts';
import { MUTATIONS } from './fuzz/mutations.ts';
import { Random } from './fuzz/random.ts';
import { estate } from './watching/files.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const FILES = estate();
const PATHS = [...FILES.keys()];
/** Those that make a small file of a small file. */
const SMALL = Object.keys(MUTATIONS).filter((name) => !/^(?:long|many|deep)/u.test(name));
const OPTIONS: ScanOptions = { today: '2026-01-01' };

function planted(): string {
  const folder = mkdtempSync(join(tmpdir(), 'writ-watching-'));
  folders.push(folder);
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, '.git/config'), '[remote "origin"]\n\turl = git@github.com:acme/support.git\n');
  for (const path of PATHS) write(folder, path, FILES.get(path) ?? '');
  return folder;
}

function write(folder: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

const EDITS = {
  'a line before': (folder, path) => {
    const to = join(folder, path);
    if (existsSync(to)) writeFileSync(to, `${extname(path) === '.json' ? '' : '#'}\n${readFileSync(to, 'utf8')}`);
  },
  'a line after': (folder, path) => {
    const to = join(folder, path);
    if (existsSync(to)) writeFileSync(to, `${readFileSync(to, 'utf8')}\n`);
  },
  damage: (folder, path, random) => {
    const name = SMALL[random.below(SMALL.length)] ?? 'cut';
    write(folder, path, MUTATIONS[name]?.(FILES.get(path) ?? '', random, /\.(?:json|ipynb)$/u.test(path)) ?? '');
  },
  'another name': (folder, path) => {
    write(folder, path, (FILES.get(path) ?? '').replaceAll('app', 'main').replaceAll('acme', 'other'));
  },
  'the text of another': (folder, path, random) => {
    write(folder, path, FILES.get(PATHS[random.below(PATHS.length)] ?? '') ?? '');
  },
  remove: (folder, path) => {
    rmSync(join(folder, path), { force: true });
  },
  rename: (folder, path, random) => {
    if (existsSync(join(folder, path)))
      renameSync(join(folder, path), join(folder, dirname(path), `r${random.below(3)}${extname(path)}`));
  },
  restore: (folder, path) => {
    write(folder, path, FILES.get(path) ?? '');
  },
} satisfies Readonly<Record<string, (folder: string, path: string, random: Random) => void>>;

/** All but how long it took and the graph, which is made of the estate. */
const told = ({ estate: all, findings, files, guards, scannedAt }: ScanResult): string =>
  JSON.stringify({ all, findings, files, guards, scannedAt }, undefined, 1);

/** Equal, or the first lines that are not: the whole is megabytes. */
function expectSame(watched: string, fresh: string, after: string): void {
  if (watched === fresh) return;
  const [left, right] = [watched.split('\n'), fresh.split('\n')];
  const at = left.findIndex((line, index) => line !== right[index]);
  expect(left.slice(Math.max(0, at - 6), at + 6), after).toEqual(right.slice(Math.max(0, at - 6), at + 6));
  expect(left.length, after).toBe(right.length);
}

describe('a folder that is watched', () => {
  const edit = fc.record({
    kind: fc.constantFrom(...(Object.keys(EDITS) as (keyof typeof EDITS)[])),
    path: fc.constantFrom(...PATHS),
    seed: fc.nat(),
  });
  const steps = fc.array(fc.array(edit, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 5 });

  it('is told as a fresh scan tells it, byte for byte, whatever is edited', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(steps, (bursts) => {
        const folder = planted();
        const watched = new Watched([folder], OPTIONS);
        let before = watched.next()?.now;
        const done: string[] = [];
        for (const edits of bursts) {
          for (const { kind, path, seed } of edits) {
            EDITS[kind](folder, path, new Random(seed));
            done.push(`${kind}: ${path}`);
          }
          const seen = new Set(before?.findings.map(({ id }) => id));
          const now = watched.next()?.now ?? before;
          // Only what is new gets its fix printed.
          const fixesFor = (id: string): boolean => now !== before && !seen.has(id);
          if (now && now !== before) expectSame(told(now), told(scan([folder], { ...OPTIONS, fixesFor })), done.join(', then ')); // prettier-ignore
          before = now;
        }
        rmSync(folder, { recursive: true, force: true });
      }),
      { numRuns: Number(process.env['WATCH_RUNS'] ?? 12) },
    );
  });

  it('says nothing where no edit is', () => {
    const folder = planted();
    const watched = new Watched([folder], OPTIONS);
    expect(watched.next()?.before).toBeUndefined();
    expect(watched.next()).toBeUndefined();
  });
});
