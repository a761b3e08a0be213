import type { Disk } from '../disk/disk.ts';
import { LogDamage } from './log-files.ts';

export const MINIMUM_FILE = 'minimum-index';

/**
 * Entries before this index were pruned: their bundles are gone, their hashes stand in the tiles (C2SP tlog-tiles, "Pruning"). 0 where nothing was. It always is
 * where a bundle begins. Whether it is right, an entry of the log says: `verifyLog` looks for it. Throws `LogDamage`.
 */
export async function minimumIndex(disk: Disk): Promise<number> {
  const bytes = await disk.read(MINIMUM_FILE);
  if (!bytes) return 0;
  const text = bytes.toString('latin1');
  const index = Number(text);
  if (!/^[1-9]\d{0,15}\n$/u.test(text) || index % 256 !== 0) throw new LogDamage(MINIMUM_FILE, 'it is no index');
  return index;
}
