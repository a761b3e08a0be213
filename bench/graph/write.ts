import { closeSync, openSync, writeSync } from 'node:fs';
import { snapshotChunks } from '../../src/graph/snapshot.ts';
import { generate, type Plan } from './generate.ts';

/** The estate of most figures of the graph. */
export const MIDDLE: Plan = { nodes: 200_000, edges: 2_000_000, jewels: 64, planted: 16, seed: 1 };

/** Writes the made-up estate as a snapshot and returns its file. */
export function write(plan: Plan, file: string): string {
  const handle = openSync(file, 'wx', 0o600);
  try {
    for (const chunk of snapshotChunks(generate(plan)))
      for (let at = 0; at < chunk.length;) at += writeSync(handle, chunk, at, chunk.length - at);
  } finally {
    closeSync(handle);
  }
  return file;
}
