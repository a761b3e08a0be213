import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { inputs } from '../test/inputs.ts';
import type { Figure } from './figure.ts';
import { htmlFigures } from './html5000.ts';
import { mixedFigures } from './mixed.ts';
import { scanInChild, type Measured } from './scan-process.ts';
import { verbsFigures } from './verbs.ts';
import { watchFigures } from './watch.ts';

const RUNS = 3;

/** All that a scan and the verbs on its result are measured by. */
export async function* scanFigures(): AsyncGenerator<Figure> {
  yield* treeFigures();
  yield* mixedFigures();
  yield* watchFigures();
  yield* verbsFigures();
  yield* await htmlFigures();
}

/**
 * `scan.kubeflow.seconds`: the public kubeflow tree, cold (a new process, files cached), whole process. Beside it the same files only
 * parsed by the `yaml` package, which every reader of them pays. `scan.tenfold.ratio`: ten copies mapped to ten realms, over one.
 */
function treeFigures(): readonly Figure[] {
  const tree = inputs('kubeflow');
  const folder = mkdtempSync(join(tmpdir(), 'writ-bench-'));
  try {
    const one = median(() => scanInChild(tree));
    const raw = median(() => parseOnly(tree));
    for (let copy = 0; copy < 10; copy += 1) cpSync(tree, join(folder, `copy${copy}`), { recursive: true });
    const realms = Array.from({ length: 10 }, (_, copy) => `  - { path: "copy${copy}/**", realm: r${copy} }\n`);
    writeFileSync(join(folder, 'writ.estate.yaml'), `realms:\n${realms.join('')}`);
    // Machines drift: the ratio is to single scans just before and just after.
    const before = scanInChild(tree).seconds;
    const ten = scanInChild(folder);
    const after = scanInChild(tree).seconds;
    return [
      { name: 'scan.kubeflow.seconds', value: one.seconds, unit: 's', bound: { atMost: 5 } },
      { name: 'scan.kubeflow.rss_mib', value: one.mib, unit: 'MiB' },
      { name: 'scan.yaml_parse_only.seconds', value: raw.seconds, unit: 's', neighbourOf: 'scan.kubeflow.seconds' },
      { name: 'scan.tenfold.seconds', value: ten.seconds, unit: 's' },
      { name: 'scan.tenfold.rss_mib', value: ten.mib, unit: 'MiB' },
      { name: 'scan.tenfold.ratio', value: (2 * ten.seconds) / (before + after), unit: 'ratio', bound: { atMost: 11 } },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parseOnly(path: string): Measured {
  const started = performance.now();
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }))
    if (/\.ya?ml$/u.test(name)) parseAllDocuments(readFileSync(join(path, name), 'utf8'));
  return { seconds: (performance.now() - started) / 1000, mib: 0 };
}

function median(measure: () => Measured): Measured {
  const all = Array.from({ length: RUNS }, measure).sort((a, b) => a.seconds - b.seconds);
  const middle = all[Math.floor(all.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}
