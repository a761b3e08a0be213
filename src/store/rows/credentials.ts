import type { Change, Reader } from '../change.ts';
import { tell } from './outbox.ts';

/** A credential of an identity: that it is there and where. Its value never comes into the store. */
export interface Credential {
  readonly id: string;
  readonly identity: string;
  readonly kind: string;
  readonly name: string;
  readonly place: unknown;
  readonly created: Date | null;
  readonly lastUsed: Date | null;
}

export async function putCredential(change: Change, credential: Credential): Promise<void> {
  const { db, revision } = change;
  const { id, lastUsed, place, ...same } = credential;
  const row = { ...same, place: JSON.stringify(place), last_used: lastUsed, revision };
  await db
    .insertInto('credentials')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await tell(change, { kind: 'credential-kept', object: id, data: { identity: same.identity, kind: same.kind } });
}

/** False when there is none. */
export async function removeCredential(change: Change, id: string): Promise<boolean> {
  const removed = await change.db
    .deleteFrom('credentials')
    .where('id', '=', id)
    .returning('identity')
    .executeTakeFirst();
  if (removed) await tell(change, { kind: 'credential-removed', object: id, data: removed });
  return removed !== undefined;
}

export async function credentialsOf(db: Reader, identity: string): Promise<readonly Credential[]> {
  const rows = await db.selectFrom('credentials').selectAll().where('identity', '=', identity).orderBy('id').execute();
  return rows.map(({ id, kind, name, place, created, last_used }) => ({
    id,
    identity,
    kind,
    name,
    place,
    created,
    lastUsed: last_used,
  }));
}
