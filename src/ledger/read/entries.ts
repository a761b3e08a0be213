import type { Disk } from '../disk/disk.ts';
import { decodeEntry, type LedgerEntry } from '../entry/entry.ts';
import { leafHash } from '../merkle/hash.ts';
import { TILE } from '../tiles/path.ts';
import { LogFiles } from './log-files.ts';
import { minimumIndex } from './minimum.ts';

export interface LoggedEntry {
  readonly index: number;
  /** Leaf hash, hex: what the one who appended it was told. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** The entries of a log of `size` in their order, from the first that was not pruned. Throws `LogDamage`. */
export async function* entriesOf(disk: Disk, size: number): AsyncGenerator<LoggedEntry> {
  const files = new LogFiles(disk, size);
  for (let bundle = (await minimumIndex(disk)) / TILE; bundle * TILE < size; bundle++)
    for (const [at, bytes] of (await files.entries(bundle)).entries())
      yield { index: bundle * TILE + at, id: leafHash(bytes).toString('hex'), bytes };
}

/** Where a leaf stands, from the tiles: also of an entry that was pruned. `id`: its hash, hex. */
export async function indexOfLeaf(disk: Disk, size: number, id: string): Promise<number | undefined> {
  const files = new LogFiles(disk, size);
  const wanted = Buffer.from(id, 'hex');
  for (let tile = 0; tile * TILE < size; tile++) {
    const at = (await files.tile(0, tile)).findIndex((hash) => hash.equals(wanted));
    if (at >= 0) return tile * TILE + at;
  }
  return undefined;
}

export interface EntryBefore {
  readonly index: number;
  readonly bytes: Buffer;
  /** Undefined for bytes that are no entry. */
  readonly entry: LedgerEntry | undefined;
}

/** Those before `end`, newest first, down to the first that was not pruned. Throws `LogDamage`. */
export async function* backwards(disk: Disk, size: number, end = size): AsyncGenerator<EntryBefore> {
  const files = new LogFiles(disk, size);
  const first = (await minimumIndex(disk)) / TILE;
  for (let bundle = Math.ceil(end / TILE) - 1; bundle >= first; bundle--) {
    const entries = await files.entries(bundle);
    for (let at = Math.min(entries.length, end - bundle * TILE) - 1; at >= 0; at--) {
      const bytes = entries[at];
      if (bytes) yield { index: bundle * TILE + at, bytes, entry: decodeEntry(bytes) };
    }
  }
}
