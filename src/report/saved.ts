import { snapshotChunks, tablesOf } from '../graph/snapshot.ts';
import type { SnapshotExtra } from './read-estate.ts';
import type { Scanned } from './scanned.ts';

/** The snapshot of a scan with its findings, in pieces. */
export function saveEstate({ estate, findings }: Scanned): Iterable<Uint8Array> {
  return snapshotChunks(tablesOf(estate, { findings } satisfies SnapshotExtra));
}
