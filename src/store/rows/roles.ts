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

/** Its own, without what its groups give. */
export async function rolesOf(db: Reader, person: string): Promise<readonly Role[]> {
  const query = db.selectFrom('roles').select(['role', 'environment', 'team']).where('person', '=', person);
  return query.orderBy('role').orderBy('environment').orderBy('team').execute();
}

/** Its own and those that its groups give. */
export async function allRolesOf(db: Reader, person: string): Promise<readonly Role[]> {
  const own = db.selectFrom('roles').select(['role', 'environment', 'team']).where('person', '=', person);
  const through = db
    .selectFrom('group_members')
    .innerJoin('group_roles', 'group_roles.group', 'group_members.group')
    .select(['group_roles.role', 'group_roles.environment', 'group_roles.team'])
    .where('group_members.person', '=', person);
  return own.union(through).orderBy('role').orderBy('environment').orderBy('team').execute();
}

/** Active people who hold a role everywhere, by themselves or through a group. */
export async function holdersOf(db: Reader, role: string): Promise<readonly string[]> {
  const everywhere = { environment: '*', team: '*' };
  const own = db
    .selectFrom('roles')
    .innerJoin('people', 'people.id', 'roles.person')
    .select('roles.person')
    .where('people.active', '=', true)
    .where('roles.role', '=', role)
    .where('roles.environment', '=', everywhere.environment)
    .where('roles.team', '=', everywhere.team);
  const through = db
    .selectFrom('group_members')
    .innerJoin('group_roles', 'group_roles.group', 'group_members.group')
    .innerJoin('people', 'people.id', 'group_members.person')
    .select('group_members.person')
    .where('people.active', '=', true)
    .where('group_roles.role', '=', role)
    .where('group_roles.environment', '=', everywhere.environment)
    .where('group_roles.team', '=', everywhere.team);
  const rows = await own.union(through).orderBy('person').execute();
  return rows.map(({ person }) => person);
}
