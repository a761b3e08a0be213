import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure } from './figure.ts';
import type { Plan } from './graph/generate.ts';
import { MIDDLE, write } from './graph/write.ts';

const LARGE: Plan = { nodes: 1_000_000, edges: 10_000_000, jewels: 64, planted: 16, seed: 2 };
const RUNS = 3;
/** Seconds that the neighbour gets. */
const PATIENCE = 60;

/** Figures of the estate graph, each from a fresh process, on estates written as snapshots to a folder of their own. */
export function* graphFigures(): Generator<Figure, void, undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'writ-bench-'));
  try {
    const middle = write(MIDDLE, join(folder, 'middle.writ'));
    yield* exposureFigures('200k', middle, 3, 512);
    yield* whatIfFigures(middle);
    yield* graphologyFigures(middle);
    yield* exposureFigures('1m', write(LARGE, join(folder, 'large.writ')), 15, 2048);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* exposureFigures(
  size: string,
  file: string,
  seconds: number,
  mib: number,
): Generator<Figure, void, undefined> {
  const runs = Array.from({ length: RUNS }, () => child('exposure-child', [file]));
  const median = (name: string): number => runs.map((run) => number(run, name)).sort((a, b) => a - b)[RUNS >> 1] ?? 0;
  yield { name: `graph.${size}.seconds`, value: median('seconds'), unit: 's', bound: { atMost: seconds } };
  yield { name: `graph.${size}.rss_mib`, value: median('mib'), unit: 'MiB', bound: { atMost: mib } };
  yield { name: `graph.${size}.load.seconds`, value: median('loaded'), unit: 's' };
  yield { name: `graph.${size}.search.seconds`, value: median('searched') - median('loaded'), unit: 's' };
  yield { name: `graph.${size}.rows`, value: median('rows'), unit: 'rows' };
}

function* whatIfFigures(file: string): Generator<Figure, void, undefined> {
  const run = child('whatif-child', [file]);
  yield { name: 'graph.whatif.p50_ms', value: number(run, 'p50'), unit: 'ms', bound: { atMost: 100 } };
  yield { name: 'graph.whatif.p95_ms', value: number(run, 'p95'), unit: 'ms' };
  yield { name: 'graph.whatif.max_ms', value: number(run, 'max'), unit: 'ms' };
  yield { name: 'graph.whatif.any_p50_ms', value: number(run, 'any'), unit: 'ms' };
  yield { name: 'graph.changes.seconds', value: number(run, 'changesSeconds'), unit: 's' };
  yield { name: 'graph.changes.edges', value: number(run, 'changes'), unit: 'edges' };
}

function* graphologyFigures(file: string): Generator<Figure, void, undefined> {
  const run = child('graphology-child', [file, String(PATIENCE)], ['--max-old-space-size=8192']);
  yield {
    name: 'graph.graphology.seconds',
    value: number(run, 'seconds'),
    unit: 's',
    neighbourOf: 'graph.200k.seconds',
  };
  yield { name: 'graph.graphology.load.seconds', value: number(run, 'loadSeconds'), unit: 's' };
  yield { name: 'graph.graphology.share', value: number(run, 'done'), unit: 'of the work' };
}

function child(
  script: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const path = fileURLToPath(new URL(`./graph/${script}.js`, import.meta.url));
  const done = spawnSync(process.execPath, [...flags, path, ...args], { encoding: 'utf8', maxBuffer: 1 << 20 });
  if (done.status !== 0) throw new Error(`${script} failed: ${done.stderr}`);
  const answer: unknown = JSON.parse(done.stdout);
  if (typeof answer !== 'object' || answer === null) throw new Error(`${script} told nothing`);
  return { ...answer };
}

function number(run: Readonly<Record<string, unknown>>, name: string): number {
  const value = run[name];
  if (typeof value !== 'number') throw new Error(`no ${name} was measured`);
  return value;
}
