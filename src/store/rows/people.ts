import { sql } from 'kysely';
import type { Change, Reader } from '../change.ts';
import { kept } from '../connection/kept-statement.ts';
import type { AccountSystem } from '../tables.ts';
import { tell } from './outbox.ts';
import type { Kept } from './identities.ts';

/** Rules about people hold for the person, whichever account is used. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Somebody who left is kept for what was recorded, and can do nothing. */
  readonly active: boolean;
  /** Its name at the directory that enrols people (SCIM `userName`), of one person only in any case of letters. */
  readonly userName?: string | null;
  /** Its id there (SCIM `externalId`). */
  readonly externalId?: string | null;
  readonly email?: string | null;
}

export type KeptPerson = Kept<Required<Person> & { readonly created: Date }>;

/** A subject of sign-in, a chat user, a git handle, a cloud user. The realm says whose: issuer, workspace, host, organisation. */
export interface Account {
  readonly system: AccountSystem;
  readonly realm: string;
  readonly name: string;
}

export async function putPerson(change: Change, person: Person): Promise<void> {
  const { db, revision, now } = change;
  const { id, name, active, userName = null, externalId = null, email = null } = person;
  const row = { name, active, user_name: userName, external_id: externalId, email, revision };
  await db
    .insertInto('people')
    .values({ id, created: now, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await tell(change, { kind: 'person-kept', object: id, data: { active } });
}

/** Gives an account to a person. It is of one person only: one that another has is not taken away, and the answer is false. */
export async function linkAccount(change: Change, person: string, { system, realm, name }: Account): Promise<boolean> {
  const { db, revision } = change;
  await db
    .insertInto('accounts')
    .values({ system, realm, name, person, revision })
    .onConflict((conflict) => conflict.columns(['system', 'realm', 'name']).doNothing())
    .execute();
  if ((await personOf(db, { system, realm, name }))?.id !== person) return false;
  await tell(change, { kind: 'account-linked', object: person, data: { system, realm } });
  return true;
}

export async function unlinkAccount(change: Change, { system, realm, name }: Account): Promise<boolean> {
  const removed = await change.db
    .deleteFrom('accounts')
    .where('system', '=', system)
    .where('realm', '=', realm)
    .where('name', '=', name)
    .returning('person')
    .executeTakeFirst();
  if (removed) await tell(change, { kind: 'account-unlinked', object: removed.person, data: { system, realm } });
  return removed !== undefined;
}

const FIELDS = [
  'people.id',
  'people.name',
  'people.active',
  'people.user_name as userName',
  'people.external_id as externalId',
  'people.email',
  'people.created',
  'people.revision',
] as const;

const BY_ID = kept((db) => db.selectFrom('people').select(FIELDS).where('id', '=', ''));

export async function personById(db: Reader, id: string): Promise<KeptPerson | undefined> {
  return (await BY_ID(db, id))[0];
}

/** By its name at the directory, in any case of letters. */
export async function personByUserName(db: Reader, userName: string): Promise<KeptPerson | undefined> {
  return db
    .selectFrom('people')
    .select(FIELDS)
    .where(sql<boolean>`lower(user_name) = lower(${userName})`)
    .executeTakeFirst();
}

/** Whose account it is. */
export async function personOf(db: Reader, { system, realm, name }: Account): Promise<KeptPerson | undefined> {
  return db
    .selectFrom('accounts')
    .innerJoin('people', 'people.id', 'accounts.person')
    .select(FIELDS)
    .where('accounts.system', '=', system)
    .where('accounts.realm', '=', realm)
    .where('accounts.name', '=', name)
    .executeTakeFirst();
}

/** A page, by id. */
export async function peopleFrom(
  db: Reader,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<readonly KeptPerson[]> {
  let query = db.selectFrom('people').select(FIELDS);
  if (after !== undefined) query = query.where('id', '>', after);
  return query.orderBy('id').limit(limit).execute();
}

export async function accountsOf(db: Reader, person: string): Promise<readonly Account[]> {
  const query = db.selectFrom('accounts').select(['system', 'realm', 'name']).where('person', '=', person);
  return query.orderBy('system').orderBy('realm').orderBy('name').execute();
}
