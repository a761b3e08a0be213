import { snapshotChunks, tablesOf } from '../graph/snapshot.ts';
import { guardRecord } from './records.ts';
import type { SnapshotExtra } from './read-estate.ts';
import type { Scanned } from './scanned.ts';

/** The snapshot of a scan with its findings, in pieces. Of its facts it keeps those that questions are asked of, where they are not too many. */
export function saveEstate(
  { estate, findings, scannedAt, guards = [] }: Scanned,
  policies: Uint8Array | undefined,
): Iterable<Uint8Array> {
  const extra: SnapshotExtra = {
    findings,
    ...(scannedAt === undefined ? {} : { scannedAt }),
    ...(guards.length === 0 ? {} : { guards: guards.map(guardRecord) }),
  };
  return snapshotChunks(tablesOf({ ...estate, facts: [] }, extra, policies));
}
