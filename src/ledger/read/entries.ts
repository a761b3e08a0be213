import type { Disk } from '../disk/disk.ts';
import { leafHash } from '../merkle/hash.ts';
import { TILE } from '../tiles/path.ts';
import { LogFiles } from './log-files.ts';

export interface LoggedEntry {
  readonly index: number;
  /** Leaf hash, hex: what the one who appended it was told. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** The entries of a log of `size` in their order. Throws `LogDamage`. */
export async function* entriesOf(disk: Disk, size: number): AsyncGenerator<LoggedEntry> {
  const files = new LogFiles(disk, size);
  for (let bundle = 0; bundle * TILE < size; bundle++)
    for (const [at, bytes] of (await files.entries(bundle)).entries())
      yield { index: bundle * TILE + at, id: leafHash(bytes).toString('hex'), bytes };
}
