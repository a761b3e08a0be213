import type { Disk } from '../disk/disk.ts';
import { decodeEntry } from '../entry/entry.ts';
import { PRUNED, type ChainEnd } from '../entry/pruning.ts';
import { leafHash } from '../merkle/hash.ts';
import { lastPruning } from '../read/last-pruning.ts';
import { LogFiles } from '../read/log-files.ts';
import { MINIMUM_FILE, minimumIndex } from '../read/minimum.ts';
import { parseTilePath, TILE } from '../tiles/path.ts';
import type { Ledger } from './ledger.ts';

/** Days that every entry is kept at least: the longest six months (Regulation (EU) 2024/1689, articles 19 and 26(6)). */
export const KEPT_DAYS = 184;

const DAY_MS = 86_400_000;
/** An entry has 64 KiB; a chain's end has less than 400 bytes of them. */
const MOST_CHAINS = 150;

export interface PruneOptions {
  readonly by: string;
  /** Days; fewer than `KEPT_DAYS` is a RangeError. */
  readonly keep: number;
  readonly now: () => Date;
}

export interface Pruned {
  /** Entries that went now. */
  readonly entries: number;
  readonly minimumIndex: number;
}

/**
 * Lets go of the bundles whose entries are all older than is kept; tiles stay, so that every root and every proof of a later entry can still be made. First an entry
 * says so and is sealed, then the index is durable, then the bundles go: cut off anywhere, the log verifies, and the next call goes on.
 */
export async function prune(ledger: Ledger, disk: Disk, { by, keep, now }: PruneOptions): Promise<Pruned> {
  if (!(keep >= KEPT_DAYS)) throw new RangeError(`entries are kept ${KEPT_DAYS} days at least`);
  const from = await minimumIndex(disk);
  const cut = await cutBefore(disk, ledger.head.size, from, now().getTime() - keep * DAY_MS);
  if (cut.index > from) {
    await ledger.append({
      kind: PRUNED,
      actor: by,
      action: 'prune',
      object: ledger.head.origin,
      outcome: 'done',
      data: { from, minimumIndex: cut.index, newest: cut.newest, chains: cut.chains.map((end) => ({ ...end })) },
    });
    await ledger.seal();
    await disk.create(`${MINIMUM_FILE}.new`, Buffer.from(`${cut.index}\n`));
    await disk.rename(`${MINIMUM_FILE}.new`, MINIMUM_FILE);
    await disk.syncFolder('.');
  }
  await sweep(disk, 'tile/entries', cut.index);
  return { entries: cut.index - from, minimumIndex: cut.index };
}

interface Cut {
  readonly index: number;
  /** When the last entry before it was written. */
  readonly newest: string;
  readonly chains: readonly ChainEnd[];
}

/** The first full bundle that holds an entry which is not old enough, and where the chains are cut there. */
async function cutBefore(disk: Disk, size: number, from: number, before: number): Promise<Cut> {
  const files = new LogFiles(disk, size);
  const earlier = from === 0 ? undefined : await lastPruning(disk, size, from);
  const ends = new Map((earlier?.chains ?? []).map((end) => [end.emitter, end]));
  let index = from;
  let newest = '';
  for (; index + TILE <= size; index += TILE) {
    const entries = (await files.entries(index / TILE)).map((bytes) => ({ bytes, entry: decodeEntry(bytes) }));
    if (!entries.every(({ entry }) => entry && Date.parse(entry.at) < before)) break;
    const more = new Map(ends);
    for (const { bytes, entry } of entries) {
      if (!entry) continue;
      more.set(entry.emitter, { emitter: entry.emitter, seq: entry.seq, id: leafHash(bytes).toString('hex') });
      newest = entry.at;
    }
    if (more.size > MOST_CHAINS) break;
    for (const [emitter, end] of more) ends.set(emitter, end);
  }
  return { index, newest, chains: [...ends.values()] };
}

async function sweep(disk: Disk, folder: string, minimum: number): Promise<void> {
  for (const name of await disk.list(folder)) {
    const path = `${folder}/${name}`;
    if (/^x\d{3}$/u.test(name)) await sweep(disk, path, minimum);
    else if ((parseTilePath(path)?.index ?? Infinity) * TILE < minimum) await disk.remove(path);
  }
}
