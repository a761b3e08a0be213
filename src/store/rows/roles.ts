import { counting } from '../../governance/counting.ts';
import { isHolding, type Role as Known } from '../../governance/roles.ts';
import type { Change, Reader } from '../change.ts';
import { kept } from '../connection/kept-statement.ts';
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
const OWN = kept((db) => {
  const query = db.selectFrom('roles').select(['role', 'environment', 'team']).where('person', '=', '');
  return query.orderBy('role').orderBy('environment').orderBy('team');
});

export const rolesOf = (db: Reader, person: string): Promise<readonly Role[]> => OWN(db, person);

/** Its own and those that its groups give, as far as they count together. A word that this version does not know counts for nothing. */
export async function allRolesOf(db: Reader, person: string): Promise<readonly Known[]> {
  const [own, given] = await Promise.all([rolesOf(db, person), groupsGive(db, person)]);
  const { roles } = counting(known(own), known(given));
  const byText = new Map(roles.map((one) => [JSON.stringify([one.role, one.environment, one.team]), one]));
  return [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, role]) => role);
}

/** What its groups give, whether or not it counts. */
export const groupsGive = (db: Reader, person: string): Promise<readonly Role[]> => GIVEN(db, person);

const GIVEN = kept((db) =>
  db
    .selectFrom('group_members')
    .innerJoin('group_roles', 'group_roles.group', 'group_members.group')
    .select(['group_roles.role', 'group_roles.environment', 'group_roles.team'])
    .distinct()
    .where('group_members.person', '=', '')
    .orderBy('role')
    .orderBy('environment')
    .orderBy('team'),
);

export const known = (roles: readonly Role[]): readonly Known[] =>
  roles.filter((one): one is Known => isHolding(one.role));

/** Tells of what groups give to a person and does not count: nobody is to find out by a refusal. */
export async function tellWithout(change: Change, person: string): Promise<void> {
  const { without } = counting(known(await rolesOf(change.db, person)), known(await groupsGive(change.db, person)));
  for (const { one, other, why } of without)
    await tell(change, { kind: 'group-role-without-effect', object: person, data: { role: one, apart: other, why } });
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
