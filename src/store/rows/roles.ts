import type { Change, Reader } from '../change.ts';
import { tell } from './outbox.ts';

/** A role that a person holds; `*` is every environment or team. Which may be held together is not decided here. */
export interface Role {
  readonly role: string;
  readonly environment: string;
  readonly team: string;
}

export async function giveRole(change: Change, person: string, { role, environment, team }: Role): Promise<void> {
  const { db, revision } = change;
  const given = await db
    .insertInto('roles')
    .values({ person, role, environment, team, revision })
    .onConflict((conflict) => conflict.columns(['person', 'role', 'environment', 'team']).doNothing())
    .returning('person')
    .executeTakeFirst();
  if (given) await tell(change, { kind: 'role-given', object: person, data: { role, environment, team } });
}

export async function takeRole(change: Change, person: string, { role, environment, team }: Role): Promise<boolean> {
  const taken = await change.db
    .deleteFrom('roles')
    .where('person', '=', person)
    .where('role', '=', role)
    .where('environment', '=', environment)
    .where('team', '=', team)
    .returning('person')
    .executeTakeFirst();
  if (taken) await tell(change, { kind: 'role-taken', object: person, data: { role, environment, team } });
  return taken !== undefined;
}

export async function rolesOf(db: Reader, person: string): Promise<readonly Role[]> {
  const query = db.selectFrom('roles').select(['role', 'environment', 'team']).where('person', '=', person);
  return query.orderBy('role').orderBy('environment').orderBy('team').execute();
}
