import type { Disk } from '../disk/disk.ts';
import { pruningOf, type Pruning } from '../entry/pruning.ts';
import { backwards } from './entries.ts';

/** What the log says of the pruning that ended at this index; the newest entry that says so counts. */
export async function lastPruning(disk: Disk, size: number, minimum: number): Promise<Pruning | undefined> {
  for await (const { entry } of backwards(disk, size)) {
    const pruning = entry && pruningOf(entry);
    if (pruning?.minimumIndex === minimum) return pruning;
  }
  return undefined;
}
