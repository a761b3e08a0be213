import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { YOUNG_MIB } from '../src/cli/in-worker.ts';

export interface Measured {
  readonly seconds: number;
  readonly mib: number;
}

const CHILD = fileURLToPath(new URL('./scan-child.js', import.meta.url));

/** Gives a measured process the heap that the verb has. */
export const SCAN_HEAP = [`--max-semi-space-size=${YOUNG_MIB.scan / 3}`];

/** One scan in a process of its own: its wall time and its peak resident set. */
export function scanInChild(path: string): Measured {
  const started = performance.now();
  const done = spawnSync(process.execPath, [...SCAN_HEAP, CHILD, path], { encoding: 'utf8', maxBuffer: 1 << 20 });
  if (done.status !== 0) throw new Error(`the measured scan failed: ${done.stderr}`);
  return { seconds: (performance.now() - started) / 1000, mib: Number(done.stdout) };
}
