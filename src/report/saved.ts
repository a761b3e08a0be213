import { snapshotChunks, tablesOf } from '../graph/snapshot.ts';
import { guardRecord } from './records.ts';
import type { SnapshotExtra } from './read-estate.ts';
import type { Scanned } from './scanned.ts';

/** The snapshot of a scan with its findings, in pieces. */
export function saveEstate({ estate, findings, scannedAt, guards = [] }: Scanned): Iterable<Uint8Array> {
  const extra: SnapshotExtra = {
    findings,
    ...(scannedAt === undefined ? {} : { scannedAt }),
    ...(guards.length === 0 ? {} : { guards: guards.map(guardRecord) }),
  };
  return snapshotChunks(tablesOf(estate, extra));
}
