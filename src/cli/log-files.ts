import { setTimeout as sleep } from 'node:timers/promises';
import { WritError } from '../model/errors.ts';
import type { Disk } from '../ledger/disk/disk.ts';
import { MINIMUM_FILE } from '../ledger/read/minimum.ts';
import { parseTilePath } from '../ledger/tiles/path.ts';
import type { Add } from '../store/archive/write.ts';

const HEAD = 'checkpoint';
const TRIES = 50;

/**
 * Adds the files of a log, which may be growing. The order matters: the spool first, for an entry leaves it only after it is in the tree; then the
 * signed head with the partial tiles under it, again when it moved meanwhile; then the full tiles, which never change. Returns how many.
 */
export async function addLog(disk: Disk, add: Add): Promise<number> {
  const small = new Map<string, Buffer>();
  for (const path of await filesUnder(disk, 'spool')) await take(disk, path, small);
  const { full, partial } = await settled(disk);
  for (const [path, bytes] of [...small, ...partial]) await add(`log/${path}`, bytes);
  let count = small.size + partial.size;
  for (const path of full) {
    const bytes = await disk.read(path);
    if (!bytes) throw new WritError('broken-ledger', `${path} was there and is not any more`);
    await add(`log/${path}`, bytes);
    count += 1;
  }
  return count;
}

/** The head and its partial tiles, of one moment. */
async function settled(
  disk: Disk,
): Promise<{ readonly full: readonly string[]; readonly partial: ReadonlyMap<string, Buffer> }> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const partial = new Map<string, Buffer>();
    await take(disk, HEAD, partial);
    await take(disk, MINIMUM_FILE, partial);
    const minimum = partial.get(MINIMUM_FILE);
    const tiles = await filesUnder(disk, 'tile');
    for (const path of tiles.filter(isPartial)) await take(disk, path, partial);
    const now = (await disk.read(HEAD)) ?? Buffer.alloc(0);
    const pruned = !((await disk.read(MINIMUM_FILE)) ?? Buffer.alloc(0)).equals(minimum ?? Buffer.alloc(0));
    if (!pruned && now.equals(partial.get(HEAD) ?? Buffer.alloc(0)))
      return { full: tiles.filter((path) => !isPartial(path)), partial };
    await sleep(20);
  }
  throw new WritError('timed-out', 'the ledger is sealed too often for its files to be read together');
}

const isPartial = (path: string): boolean => path.includes('.p/');

async function take(disk: Disk, path: string, into: Map<string, Buffer>): Promise<void> {
  const bytes = await disk.read(path);
  if (bytes) into.set(path, bytes);
}

/** All files of the log under a folder; what has another name is none of it. */
async function filesUnder(disk: Disk, folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await disk.list(folder)) {
    const path = `${folder}/${name}`;
    if (isFolder(name, folder)) found.push(...(await filesUnder(disk, path)));
    else if (parseTilePath(path) ?? /^spool\/\d+$/u.test(path)) found.push(path);
  }
  return found;
}

/** As tlog-tiles names them: under `tile` a level or `entries`, then groups with an x and partial tiles with .p. */
function isFolder(name: string, folder: string): boolean {
  return folder === 'tile' || /^x\d{3}$/u.test(name) || name.endsWith('.p');
}
