import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../store/change.ts';
import {
  credentialsOfAll,
  putCredentials,
  type FoundCredential,
  type KeptCredential,
} from '../store/rows/credentials.ts';
import { tellAll } from '../store/rows/outbox.ts';
import type { Sighting } from '../store/rows/sightings.ts';
import type { SeenIdentity } from './seen.ts';

/** Credentials of these identities as a source tells of them; when it tells of all that is there, others of it are gone. */
export async function syncCredentials(
  change: Change,
  source: string,
  some: readonly SeenIdentity[],
  complete: boolean,
): Promise<void> {
  const kept = new Map(
    (
      await credentialsOfAll(
        change.db,
        some.map(({ id }) => id),
      )
    ).map((one) => [one.id, one]),
  );
  const found = some.flatMap(({ id: identity, credentials }) =>
    credentials.map((one): FoundCredential => ({ ...one, identity, source, goneSince: null })),
  );
  const told = new Set(found.map(({ id }) => id));
  // Not there before, or gone until now.
  const fresh = found.filter(({ id }) => kept.get(id)?.goneSince !== null);
  const moved = found.filter((one) => {
    const before = kept.get(one.id);
    return before?.goneSince === null && !isDeepStrictEqual(before.place, one.place);
  });
  const gone = complete ? [...kept.values()].filter((one) => one.source === source && !told.has(one.id)) : [];
  await putCredentials(change, [...fresh, ...moved]);
  await tellAll(
    change,
    fresh.map(({ id, identity, kind }) => ({ kind: 'credential-kept', object: id, data: { identity, kind } })),
  );
  await putGone(change, gone);
}

/** Identities that a source no longer has took the credentials with them that it told of. */
export async function allGone(change: Change, gone: readonly Sighting[]): Promise<void> {
  const sources = new Map(gone.map(({ identity, source }) => [identity, source]));
  const kept = await credentialsOfAll(change.db, [...sources.keys()]);
  await putGone(
    change,
    kept.filter(({ identity, source }) => source === sources.get(identity)),
  );
}

async function putGone(change: Change, credentials: readonly KeptCredential[]): Promise<void> {
  const gone = credentials.filter(({ goneSince }) => goneSince === null);
  await putCredentials(
    change,
    gone.map(({ id, identity, kind, name, place, source }) => ({
      ...{ id, identity, kind, name, place, source },
      goneSince: change.now,
    })),
  );
  await tellAll(
    change,
    gone.map(({ id, identity, kind }) => ({ kind: 'credential-gone', object: id, data: { identity, kind } })),
  );
}
