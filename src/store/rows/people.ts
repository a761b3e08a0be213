import type { Change, Reader } from '../change.ts';
import type { AccountSystem } from '../tables.ts';
import { tell } from './outbox.ts';

/** Rules about people hold for the person, whichever account is used. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

/** A subject of sign-in, a chat user, a git handle, a cloud user. The realm says whose: issuer, workspace, host, organisation. */
export interface Account {
  readonly system: AccountSystem;
  readonly realm: string;
  readonly name: string;
}

export async function putPerson(change: Change, { id, name, active }: Person): Promise<void> {
  const { db, revision } = change;
  await db
    .insertInto('people')
    .values({ id, name, active, revision })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, active, revision }))
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

export async function personById(db: Reader, id: string): Promise<Person | undefined> {
  return db.selectFrom('people').select(['id', 'name', 'active']).where('id', '=', id).executeTakeFirst();
}

/** Whose account it is. */
export async function personOf(db: Reader, { system, realm, name }: Account): Promise<Person | undefined> {
  return db
    .selectFrom('accounts')
    .innerJoin('people', 'people.id', 'accounts.person')
    .select(['people.id', 'people.name', 'people.active'])
    .where('accounts.system', '=', system)
    .where('accounts.realm', '=', realm)
    .where('accounts.name', '=', name)
    .executeTakeFirst();
}

export async function accountsOf(db: Reader, person: string): Promise<readonly Account[]> {
  const query = db.selectFrom('accounts').select(['system', 'realm', 'name']).where('person', '=', person);
  return query.orderBy('system').orderBy('realm').orderBy('name').execute();
}
