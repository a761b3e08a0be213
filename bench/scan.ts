import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { inputs } from '../test/inputs.ts';
import type { Figure } from './figure.ts';

const RUNS = 3;
const CHILD = fileURLToPath(new URL('./scan-child.js', import.meta.url));

/**
 * `scan.kubeflow.seconds`: the public kubeflow tree, cold (a new process, files cached), whole process. Beside it the same files only
 * parsed by the `yaml` package, which every reader of them pays. `scan.tenfold.ratio`: ten copies mapped to ten realms, over one.
 */
export function scanFigures(): readonly Figure[] {
  const tree = inputs('kubeflow');
  const folder = mkdtempSync(join(tmpdir(), 'writ-bench-'));
  try {
    const one = median(() => child(tree));
    const raw = median(() => parseOnly(tree));
    for (let copy = 0; copy < 10; copy += 1) cpSync(tree, join(folder, `copy${copy}`), { recursive: true });
    const realms = Array.from({ length: 10 }, (_, copy) => `  - { path: "copy${copy}/**", realm: r${copy} }\n`);
    writeFileSync(join(folder, 'writ.estate.yaml'), `realms:\n${realms.join('')}`);
    // Machines drift: the ratio is to single scans just before and just after.
    const before = child(tree).seconds;
    const ten = child(folder);
    const after = child(tree).seconds;
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

interface Measured {
  readonly seconds: number;
  readonly mib: number;
}

function child(path: string): Measured {
  const started = performance.now();
  const done = spawnSync(process.execPath, [CHILD, path], { encoding: 'utf8', maxBuffer: 1 << 20 });
  if (done.status !== 0) throw new Error(`the measured scan failed: ${done.stderr}`);
  return { seconds: (performance.now() - started) / 1000, mib: Number(done.stdout) };
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
