import { isDeepStrictEqual } from 'node:util';
import type { Change, Reader } from '../change.ts';
import { recordOf, rowOf, told, TOLD, type Identity, type Kept } from './identities.ts';
import { putMany } from './many.ts';
import { tellAll } from './outbox.ts';

/** An identity that is put, and what was there before; undefined when nothing was. */
export interface Put {
  readonly before: Identity | undefined;
  readonly after: Identity;
}

/** As `putIdentity` for many at once: rows, history and events in one statement each. */
export async function putIdentities(change: Change, puts: readonly Put[]): Promise<void> {
  const { db, revision, actor, now } = change;
  await putMany(
    db,
    'identities',
    puts.map(({ after }) => row(after, revision)),
  );
  const changed = puts.flatMap(({ before, after }) => {
    const fields = before && TOLD.filter((field) => !isDeepStrictEqual(before[field], after[field]));
    return before && fields && fields.length > 0 ? [{ before, after, fields }] : [];
  });
  await putMany(
    db,
    'identity_history',
    changed.flatMap(({ before, after, fields }) =>
      fields.map((field) => ({
        ...{ identity: after.id, revision, field, before: before[field], after: after[field] },
        ...{ actor, at: now },
      })),
    ),
  );
  await tellAll(change, [
    ...puts
      .filter(({ before }) => before === undefined)
      .map(({ after }) => ({ kind: 'identity-added', object: after.id, data: told(after) })),
    ...changed.map(({ before, after, fields }) => ({
      kind: 'identity-changed',
      object: after.id,
      data: Object.fromEntries(fields.map((field) => [field, { before: before[field], after: after[field] }])),
    })),
  ]);
}

function row(identity: Identity, revision: number) {
  const { declared, evidence } = identity;
  const { environment, owner, purpose, data_scope, rotation_policy, gone_since, used_last, ...same } = rowOf(
    identity,
    revision,
  );
  return {
    ...same,
    ...{ environment, owner, purpose, data_scope, rotation_policy, gone_since, used_last },
    ...{ declared, evidence },
  };
}

export async function identitiesById(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Kept<Identity>>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('identities')
    .selectAll()
    .where((where) => where('id', '=', where.fn.any(where.val([...ids]))))
    .execute();
  return new Map(rows.map((one) => [one.id, recordOf(one)]));
}

/** Those of one of these owners that are not retired, by id. */
export async function identitiesOwnedBy(db: Reader, owners: readonly string[]): Promise<readonly Kept<Identity>[]> {
  if (owners.length === 0) return [];
  const rows = await db
    .selectFrom('identities')
    .selectAll()
    .where('owner', 'in', [...owners])
    .where('state', '!=', 'retired')
    .orderBy('id')
    .execute();
  return rows.map(recordOf);
}
