import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scanInChild } from './scan-process.ts';
import type { Figure } from './figure.ts';
import { generateMixed } from './mixed/generate.ts';

const FILES = 20_000;
const MIB = 1 << 20;

/** `scan.mixed20k`: 20,000 files of eight kinds, some 500 MB, most of it pictures in notebooks; cold, the whole process. */
export function* mixedFigures(): Generator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'writ-bench-'));
  try {
    yield { name: 'scan.mixed20k.mib', value: generateMixed(folder, FILES, 1) / MIB, unit: 'MiB' };
    const { seconds, mib } = scanInChild(folder);
    yield { name: 'scan.mixed20k.seconds', value: seconds, unit: 's', bound: { atMost: 60 } };
    yield { name: 'scan.mixed20k.rss_mib', value: mib, unit: 'MiB', bound: { atMost: 700 } };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
