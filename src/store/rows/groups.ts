import { sql } from 'kysely';
import type { Change, Reader } from '../change.ts';
import type { Kept } from './identities.ts';
import { tell } from './outbox.ts';
import { tellWithout, type Role } from './roles.ts';

/** People of a directory that go together. What it gives its members stands beside their own roles. */
export interface Group {
  readonly id: string;
  /** Of one group only, in any case of letters. */
  readonly name: string;
  readonly externalId: string | null;
  readonly created: Date;
}

const FIELDS = ['id', 'name', 'external_id as externalId', 'created', 'revision'] as const;

export async function putGroup(change: Change, { id, name, externalId, created }: Group): Promise<void> {
  const { db, revision } = change;
  const row = { name, external_id: externalId, revision };
  await db
    .insertInto('groups')
    .values({ id, created, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await tell(change, { kind: 'group-kept', object: id, data: { name } });
}

export async function removeGroup(change: Change, id: string): Promise<boolean> {
  const removed = await change.db.deleteFrom('groups').where('id', '=', id).returning('id').executeTakeFirst();
  if (removed) await tell(change, { kind: 'group-removed', object: id, data: {} });
  return removed !== undefined;
}

export async function groupById(db: Reader, id: string): Promise<Kept<Group> | undefined> {
  return db.selectFrom('groups').select(FIELDS).where('id', '=', id).executeTakeFirst();
}

/** By its name, in any case of letters. */
export async function groupByName(db: Reader, name: string): Promise<Kept<Group> | undefined> {
  const query = db
    .selectFrom('groups')
    .select(FIELDS)
    .where(sql<boolean>`lower(name) = lower(${name})`);
  return query.executeTakeFirst();
}

/** A page, by id. */
export async function groupsFrom(
  db: Reader,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<readonly Kept<Group>[]> {
  let query = db.selectFrom('groups').select(FIELDS);
  if (after !== undefined) query = query.where('id', '>', after);
  return query.orderBy('id').limit(limit).execute();
}

export async function membersOf(db: Reader, group: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('group_members')
    .select('person')
    .where('group', '=', group)
    .orderBy('person')
    .execute();
  return rows.map(({ person }) => person);
}

/** Makes its members these; returns who came and who went. */
export async function putMembers(
  change: Change,
  group: string,
  people: readonly string[],
): Promise<{ readonly came: readonly string[]; readonly went: readonly string[] }> {
  const { db, revision } = change;
  const before = new Set(await membersOf(db, group));
  const after = new Set(people);
  const came = [...after].filter((one) => !before.has(one));
  const went = [...before].filter((one) => !after.has(one));
  if (came.length > 0)
    await db
      .insertInto('group_members')
      .values(came.map((person) => ({ group, person, revision })))
      .execute();
  if (went.length > 0)
    await db.deleteFrom('group_members').where('group', '=', group).where('person', 'in', went).execute();
  if (came.length + went.length > 0)
    await tell(change, { kind: 'group-members-changed', object: group, data: { came, went } });
  for (const person of came) await tellWithout(change, person);
  return { came, went };
}

/** Makes what its members hold through it these. */
export async function putGroupRoles(change: Change, group: string, roles: readonly Role[]): Promise<void> {
  const { db, revision } = change;
  await db.deleteFrom('group_roles').where('group', '=', group).execute();
  if (roles.length > 0)
    await db
      .insertInto('group_roles')
      .values(roles.map(({ role, environment, team }) => ({ group, role, environment, team, revision })))
      .execute();
  await tell(change, { kind: 'group-roles-changed', object: group, data: { roles } });
}

export async function groupRolesOf(db: Reader, group: string): Promise<readonly Role[]> {
  const query = db.selectFrom('group_roles').select(['role', 'environment', 'team']).where('group', '=', group);
  return query.orderBy('role').orderBy('environment').orderBy('team').execute();
}

export async function groupsOf(db: Reader, person: string): Promise<readonly Kept<Group>[]> {
  return db
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group')
    .select(['groups.id', 'groups.name', 'groups.external_id as externalId', 'groups.created', 'groups.revision'])
    .where('group_members.person', '=', person)
    .orderBy('groups.id')
    .execute();
}
