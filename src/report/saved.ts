import { snapshotChunks, tablesOf } from '../graph/snapshot.ts';
import { packPolicies } from './policies.ts';
import { guardRecord } from './records.ts';
import type { SnapshotExtra } from './read-estate.ts';
import type { Scanned } from './scanned.ts';

/** The snapshot of a scan with its findings, in pieces. Of its facts it keeps those that questions are asked of. */
export function saveEstate({ estate, findings, scannedAt, guards = [] }: Scanned): Iterable<Uint8Array> {
  const extra: SnapshotExtra = {
    findings,
    ...(scannedAt === undefined ? {} : { scannedAt }),
    ...(guards.length === 0 ? {} : { guards: guards.map(guardRecord) }),
  };
  return snapshotChunks(tablesOf({ ...estate, facts: [] }, extra, packPolicies(estate.facts)));
}
