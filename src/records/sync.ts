import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../store/change.ts';
import { identitiesById, putIdentities, type Put } from '../store/rows/identities-many.ts';
import { tellAll } from '../store/rows/outbox.ts';
import {
  countSightings,
  notSeenSince,
  putSightings,
  seenAgain,
  sightingsOf,
  type Sighting,
} from '../store/rows/sightings.ts';
import { keepFailure, keepScan, knowSource } from '../store/rows/sources.ts';
import type { Store } from '../store/store.ts';
import { afterGone, afterSeen, differs } from './differences.ts';
import { allGone, syncCredentials } from './sync-credentials.ts';
import type { Seen, SeenIdentity } from './seen.ts';

/** One scan of one source. */
export interface Run {
  /** Of the scan, a UUID. */
  readonly id: string;
  readonly source: string;
  readonly kind: string;
  /** On whose account: `schedule`, a hook, a person. */
  readonly actor: string;
  readonly began: Date;
  readonly ended: Date;
}

export interface Synced {
  readonly added: number;
  readonly changed: number;
  readonly returned: number;
  readonly gone: number;
}

/** Identities of one change: what a change holds up others for is bounded, and each is complete in itself. */
const AT_ONCE = 2000;

/**
 * Brings what a scan saw into the records: what is new, what changed, and, when the scan saw all that is there, what is gone. Nothing is deleted, and
 * what a scan could not read is never taken for gone.
 */
export async function sync(store: Store, run: Run, seen: Seen): Promise<Synced> {
  const by = { actor: run.actor, now: run.ended };
  const total = { added: 0, changed: 0, returned: 0, gone: 0 };
  const all = [...new Map(seen.identities.map((one) => [one.id, one])).values()];
  const complete = seen.incomplete === undefined;
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const some = all.slice(at, at + AT_ONCE);
    const done = await store.change(by, (change) => syncSome(change, run, some, complete));
    for (const key of ['added', 'changed', 'returned'] as const) total[key] += done[key];
  }
  for (let left = complete; left;) {
    const gone = await store.change(by, (change) => goneSome(change, run));
    total.gone += gone;
    left = gone === AT_ONCE;
  }
  const { incomplete, counts } = seen;
  await store.change(by, async (change) => {
    await keepScan(change, { ...run, counts: { ...counts, ...total } });
    if (incomplete !== undefined) {
      const kept = await countSightings(change.db, run.source);
      await keepFailure(change, {
        name: run.source,
        kind: run.kind,
        at: run.ended,
        failure: `${incomplete}; ${kept} are kept`,
      });
    }
  });
  return total;
}

async function syncSome(
  change: Change,
  { source, kind, ended }: Run,
  some: readonly SeenIdentity[],
  complete: boolean,
) {
  await knowSource(change, source, kind);
  const ids = some.map(({ id }) => id);
  const before = await identitiesById(change.db, ids);
  const sightings = await sightingsOf(change.db, ids);
  const puts: Put[] = [];
  const sighted: Sighting[] = [];
  const returned: string[] = [];
  for (const one of some) {
    const known = { before: before.get(one.id), sightings: sightings.get(one.id) ?? [] };
    const after = { ...afterSeen(known, one, source, ended), seenLast: ended };
    if (differs(known.before, after)) puts.push({ before: known.before, after });
    const last = known.sightings.find((sighting) => sighting.source === source);
    if (last?.goneSince !== null || !isDeepStrictEqual(last.said, one.said))
      sighted.push({ source, identity: one.id, said: one.said, seenLast: ended, goneSince: null });
    if (known.before && known.before.goneSince !== null) returned.push(one.id);
  }
  await putIdentities(change, puts);
  await putSightings(change, sighted);
  await seenAgain(change, source, ids, ended);
  await tellAll(
    change,
    returned
      .filter((id) => before.get(id)?.state === 'retired')
      .map((id) => ({ kind: 'identity-returned', object: id, data: { source, state: 'retired' } })),
  );
  await syncCredentials(change, source, some, complete);
  const added = puts.filter((put) => put.before === undefined).length;
  return { added, changed: puts.length - added, returned: returned.length };
}

/** Those that the source did not tell of this time. */
async function goneSome(change: Change, { source, ended }: Run): Promise<number> {
  const gone = await notSeenSince(change.db, source, ended, AT_ONCE);
  return goneFrom(change, gone);
}

/** These sightings are of the past. */
export async function goneFrom(change: Change, gone: readonly Sighting[]): Promise<number> {
  const ids = gone.map(({ identity }) => identity);
  if (ids.length === 0) return 0;
  const before = await identitiesById(change.db, ids);
  const sightings = await sightingsOf(change.db, ids);
  const puts = gone.flatMap(({ identity, source }): Put[] => {
    const known = before.get(identity);
    if (!known) return [];
    const left = (sightings.get(identity) ?? []).filter((one) => one.source !== source);
    const after = afterGone(known, left, change.now);
    return differs(known, after) ? [{ before: known, after }] : [];
  });
  await putIdentities(change, puts);
  await putSightings(
    change,
    gone.map((one) => ({ ...one, goneSince: change.now })),
  );
  await allGone(change, gone);
  return gone.length;
}
