import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, type ScanResult } from '../../src/inventory/scan.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Source } from '../../src/model/estate.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { firstScreen } from '../../src/report/first-screen.ts';
import { htmlReport } from '../../src/report/html/report.ts';
import { INCLUDES } from '../../src/report/includes.ts';
import { jsonlReport, jsonReport } from '../../src/report/json.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { ocsfReport } from '../../src/report/ocsf.ts';
import { opengraphReport } from '../../src/report/opengraph.ts';
import { sarifReport } from '../../src/report/sarif.ts';
import { PLAIN, render } from '../../src/report/screen.ts';
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
  it.each(Array.from({ length: RUNS }, (_, run) => SEED + run))('is read as far as it can be, seed %s', (seed) => {
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
  let scanned: ScanResult;

  beforeAll(() => {
    roots = plantTree(folder(), FILES, seed);
    scanned = scan(
      roots.map((one) => join(folder(), one)),
      { today: '2026-11-24' },
    );
  });

  it('is read to the end by the program, and every file of it is accounted for', () => {
    const done = spawnSync(
      process.execPath,
      [CLI, 'scan', ...roots, '-o', 'json', '--include', 'nodes,edges,identities'],
      {
        cwd: folder(),
        encoding: 'utf8',
        maxBuffer: 1 << 29,
        env: { PATH: process.env['PATH'], HOME: folder(), WRIT_STATE: join(root, 'state') },
        timeout: 300_000,
      },
    );
    expect(done.status, done.stderr.slice(-2000)).toBe(3);
    const told = JSON.parse(done.stdout) as Told;
    expect(roots).toHaveLength(FILES);
    expect(told.nodes.length).toBeGreaterThan(FILES);
    expect(lost(roots, told)).toEqual([]);
    expect(leaked(done.stdout + done.stderr)).toEqual([]);
  });

  const reports: Readonly<Record<string, (of: ScanResult) => Iterable<string>>> = {
    json: (of) => jsonReport(of, new Set(INCLUDES)),
    jsonl: (of) => jsonlReport(of, new Set(INCLUDES)),
    table: (of) => [render(firstScreen(of, { width: 120, limit: 10_000 }), PLAIN)],
    sarif: (of) => sarifReport(of, '1.0.0'),
    md: (of) => markdownReport(of),
    html: (of) => htmlReport(of, { version: '1.0.0' }),
    ocsf: (of) => ocsfReport(of, '1.0.0'),
    opengraph: (of) => opengraphReport(of),
  };
  it.each(Object.keys(reports))('shows no secret in %s', (format) => {
    const text = [...(reports[format]?.(scanned) ?? [])].join('');
    expect(text.length).toBeGreaterThan(500);
    expect(leaked(text)).toEqual([]);
  });
});
