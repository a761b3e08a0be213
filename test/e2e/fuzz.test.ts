import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../../src/inventory/scan.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Source } from '../../src/model/estate.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { MUTATIONS } from './fuzz/mutations.ts';
import { SECRETS } from './fuzz/samples.ts';
import { plantClass, plantTree } from './fuzz/tree.ts';

/** `FUZZ_RUNS` is how many trees are made, `FUZZ_SEED` which is the first: every message names its seed. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_124);
const FILES = 1000;
const CLI = resolve('bin/writ.js');
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'writ-fuzz-'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

interface Told {
  readonly sources: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
  readonly nodes: readonly { readonly evidence: readonly Evidence[] }[];
}

/** Files that nobody accounts for: neither told of in a diagnostic, nor counted as read. Every file is scanned as a root of its own. */
function lost(roots: readonly string[], { sources, diagnostics }: Told): readonly string[] {
  const told = [
    ...diagnostics.map(({ place }) => place.file),
    ...sources.filter(({ files }) => files > 0).map(({ path }) => `${path}/`),
  ];
  const known = new Set(told.map((one) => roots.find((root) => one.startsWith(`${root}/`))));
  return roots.filter((root) => !known.has(root));
}

/** Values that stand in a text. The longer half of a token that was cut in two is one too. */
function leaked(text: string): readonly string[] {
  return SECRETS.filter((secret) => text.includes(secret) || (secret.length > 30 && text.includes(secret.slice(9))));
}

describe.each(Object.keys(MUTATIONS))('every format with %s', (name) => {
  it.each(Array.from({ length: RUNS * 3 }, (_, run) => SEED + run))('is read as far as it can be, seed %s', (seed) => {
    const folder = join(root, `${name.replace(/\W+/gu, '-')}-${seed}`);
    mkdirSync(folder);
    const roots = plantClass(folder, name, seed);
    const { estate, findings, files } = scan(roots, { today: '2026-11-24' });
    expect(files).toBe(roots.length);
    expect(lost(roots, estate)).toEqual([]);
    const { nodes, edges, diagnostics } = estate;
    expect(leaked(JSON.stringify([nodes, edges, diagnostics, findings]))).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    rmSync(folder, { recursive: true });
  });
});

describe.each(Array.from({ length: RUNS }, (_, run) => SEED + run))('a tree of a thousand, seed %s', (seed) => {
  const folder = (): string => join(root, `tree-${seed}`);
  let roots: readonly string[] = [];
  const writ = (
    format: string,
    ...more: readonly string[]
  ): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [CLI, 'scan', ...roots, '-o', format, ...more], {
      cwd: folder(),
      encoding: 'utf8',
      maxBuffer: 1 << 29,
      env: { PATH: process.env['PATH'], HOME: folder(), WRIT_STATE: join(root, 'state') },
      timeout: 300_000,
    });

  beforeAll(() => {
    roots = plantTree(folder(), FILES, seed);
  });

  it('is read to the end, and every file of it is accounted for', () => {
    const done = writ('json', '--include', 'nodes,edges,identities');
    expect(done.status, done.stderr.slice(-2000)).toBe(3);
    const told = JSON.parse(done.stdout) as Told;
    expect(roots).toHaveLength(FILES);
    expect(told.nodes.length).toBeGreaterThan(FILES);
    expect(lost(roots, told)).toEqual([]);
    expect(leaked(done.stdout + done.stderr)).toEqual([]);
  });

  it.each(['table', 'sarif', 'md', 'html', 'ocsf', 'jsonl'])('shows no secret in %s', (format) => {
    const done = writ(format);
    expect(done.status, done.stderr.slice(-2000)).toBe(3);
    expect(done.stdout.length).toBeGreaterThan(500);
    expect(leaked(done.stdout + done.stderr)).toEqual([]);
  });
});
