import type { Change, Reader } from '../change.ts';
import { putMany } from './many.ts';
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

/** One that is in the store, with what became of it. */
export interface KeptCredential extends Credential {
  /** The source that tells of it. */
  readonly source: string | null;
  /** Since when its source no longer has it. */
  readonly goneSince: Date | null;
  /** Since when it is to be revoked outside: its identity was retired. */
  readonly ended: Date | null;
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

export async function credentialsOf(db: Reader, identity: string): Promise<readonly KeptCredential[]> {
  return credentialsOfAll(db, [identity]);
}

/** Those of many identities, by id. */
export async function credentialsOfAll(db: Reader, identities: readonly string[]): Promise<readonly KeptCredential[]> {
  const rows = await db
    .selectFrom('credentials')
    .selectAll()
    .where((where) => where('identity', '=', where.fn.any(where.val([...identities]))))
    .orderBy('id')
    .execute();
  return rows.map(({ id, identity, kind, name, place, created, source, ended, ...row }) => ({
    ...{ id, identity, kind, name, place, created, source, ended },
    lastUsed: row.last_used,
    goneSince: row.gone_since,
  }));
}

export type FoundCredential = Pick<
  KeptCredential,
  'id' | 'identity' | 'kind' | 'name' | 'place' | 'source' | 'goneSince'
>;

/** Puts what a source tells of credentials; what else is known of them stays. */
export async function putCredentials({ db, revision }: Change, all: readonly FoundCredential[]): Promise<void> {
  await putMany(
    db,
    'credentials',
    all.map(({ goneSince, ...same }) => ({ ...same, gone_since: goneSince, revision })),
  );
}

/** All that an identity had is to be revoked outside. */
export async function endCredentials({ db, revision, now }: Change, identity: string): Promise<void> {
  await db.updateTable('credentials').set({ ended: now, revision }).where('identity', '=', identity).execute();
}
