import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure } from './figure.ts';
import { MIDDLE, write } from './graph/write.ts';

const RUNS = 3;
const MIB = 1 << 20;
const CLI = fileURLToPath(new URL('../../bin/writ.js', import.meta.url));

/** The first workload has the most edges of all. */
const HUB = 'k8s:Deployment:r00000/team-0/deployment-0000000';

const GUARDS = 200;
const FORMS: readonly ((realm: string, at: number) => string)[] = [
  (realm) => `no agent of realm ${realm} reaches tier 8`,
  (realm) => `no account of realm ${realm} reaches a jewel of environment prod`,
  (realm, at) => `no workload in namespace team-${at % 7} of realm ${realm} reaches tier 13`,
  (realm) => `nothing reaches k8s:Secret:${realm}/** except by k8s:ServiceAccount:${realm}/**`,
  (realm) => `only k8s:ServiceAccount:${realm}/** may read k8s:Secret:${realm}/**`,
  (realm, at) => `every secret of realm ${realm} is read by at most ${1 + (at % 9)} identities`,
  (realm) => `no role of realm ${realm} may assume roles of environment prod`,
  (realm) => `every account of realm ${realm} has an owner`,
];

/**
 * `scan.verbs.seconds`: the slowest of three questions to a saved scan of 200,000 nodes and 2,000,000 edges, each the whole process of
 * the command line: `map` and `who-can` of the node with the most edges, `assert` with 200 guards of eight forms over a hundred realms.
 */
export function verbsFigures(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'writ-bench-'));
  try {
    const estate = write(MIDDLE, join(folder, 'middle.writ'));
    const guards = join(folder, 'guards.yaml');
    writeFileSync(guards, guardsFile());
    const asked: readonly (readonly [string, readonly string[]])[] = [
      ['map', ['map', HUB]],
      ['who_can', ['who-can', 'alter-output', HUB]],
      ['assert', ['assert', '--guards', guards]],
    ];
    const figures = asked.map(([name, words]): Figure => {
      const value = median(() => seconds([...words, '--estate', estate, '-q', '-o', 'json']));
      return { name: `scan.verbs.${name}.seconds`, value, unit: 's' };
    });
    const slowest = Math.max(...figures.map(({ value }) => value));
    return [{ name: 'scan.verbs.seconds', value: slowest, unit: 's', bound: { atMost: 1 } }, ...figures];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function guardsFile(): string {
  const lines = Array.from({ length: GUARDS }, (_, at) => {
    const realm = `r${String((at * 7) % 100).padStart(5, '0')}`;
    return `  - guard: ${JSON.stringify(FORMS[at % FORMS.length]?.(realm, at))}\n`;
  });
  return `guards:\n${lines.join('')}`;
}

/** One run with its whole answer read. Broken guards are an answer too. */
function seconds(words: readonly string[]): number {
  const started = performance.now();
  const done = spawnSync(process.execPath, [CLI, ...words], { maxBuffer: 256 * MIB });
  const took = (performance.now() - started) / 1000;
  if ((done.status !== 0 && done.status !== 1) || done.stdout.length === 0)
    throw new Error(`writ ${words[0] ?? ''} failed: ${done.stderr.toString()}`);
  return took;
}

function median(measure: () => number): number {
  return Array.from({ length: RUNS }, measure).sort((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
}
