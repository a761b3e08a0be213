import { Type } from '@sinclair/typebox';
import { conflictOf } from '../../governance/conflicts.ts';
import { NOWHERE } from '../../governance/roles.ts';
import type { Change, Reader } from '../../store/change.ts';
import { groupById, groupRolesOf, groupsFrom, membersOf, putGroup, putGroupRoles } from '../../store/rows/groups.ts';
import { personById } from '../../store/rows/people.ts';
import { groupsGive, known, rolesOf, tellWithout, type Role } from '../../store/rows/roles.ts';
import { keyAfter, paged } from '../pages.ts';
import { Refused } from '../refused.ts';
import { route, type Route, type Subject } from '../route.ts';
import { Page, Paged, Revision, RoleShape, Time, Uuid } from '../shapes.ts';

const tag = 'groups';
const ById = Type.Object({ id: Uuid });
const READERS = ['administrator', 'auditor'] as const;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const Roles = Type.Object({ roles: Type.Array(RoleShape, { maxItems: 100 }), revision: Revision });

/** What groups of a directory give to who is in them. */
export const groupRoutes: readonly Route[] = [
  route({
    id: 'list-groups',
    method: 'GET',
    path: '/api/groups',
    tag,
    summary: 'Groups, by id',
    roles: READERS,
    scope: 'read',
    query: Type.Object(Page),
    answer: Paged(
      Type.Object({ id: Uuid, name: Type.String(), created: Time, revision: Revision }, { title: 'Group' }),
    ),
    async read(db, { query: { limit = 100, cursor } }) {
      const after = keyAfter(cursor);
      if (after !== undefined && !UUID.test(after)) throw new Refused('bad-request', 'the cursor is none');
      const groups = await groupsFrom(db, { limit: limit + 1, ...(after === undefined ? {} : { after }) });
      const items = groups.map(({ id, name, created, revision }) => ({
        id,
        name,
        created: created.toISOString(),
        revision,
      }));
      return paged(items, limit, ({ id }) => id);
    },
  }),
  route({
    id: 'get-group-roles',
    method: 'GET',
    path: '/api/groups/{id}/roles',
    tag,
    summary: 'What a group gives',
    roles: READERS,
    scope: 'read',
    params: ById,
    answer: Roles,
    subject: group,
    read: (db, { params: { id } }) => rolesAnswer(db, id),
  }),
  route({
    id: 'put-group-roles',
    method: 'PUT',
    path: '/api/groups/{id}/roles',
    tag,
    summary: 'Say what a group gives; administrators are named one by one, never by a group',
    roles: ['administrator'],
    scope: 'administer',
    guarded: true,
    params: ById,
    body: Type.Object({ roles: Type.Array(RoleShape, { maxItems: 100 }) }),
    answer: Roles,
    subject: group,
    async write(change, { params: { id }, body: { roles }, principal, seen }) {
      const before = await groupById(change.db, id);
      if (!before) throw new Refused('not-found');
      if (before.revision !== seen) throw new Refused('changed-meanwhile');
      if (roles.some(({ role }) => role === 'administrator'))
        throw new Refused('conflict', 'whoever keeps the directory would make administrators');
      const members = await membersOf(change.db, id);
      if (members.includes(principal.id) && roles.length > 0)
        throw new Refused(
          'forbidden',
          'nobody gives a role to themselves, nor to a group that they are in',
          'own-role',
        );
      const unique = [...new Map(roles.map((one) => [JSON.stringify(one), one])).values()];
      await putGroup(change, before);
      await putGroupRoles(change, id, []);
      for (const member of members) await apart(change, member, unique);
      await putGroupRoles(change, id, unique);
      for (const member of members) await tellWithout(change, member);
      return rolesAnswer(change.db, id);
    },
  }),
];

export async function group(db: Reader, { id }: { readonly id: string }): Promise<Subject | undefined> {
  return (await groupById(db, id)) && { ...NOWHERE, person: '' };
}

async function rolesAnswer(db: Reader, id: string) {
  const found = await groupById(db, id);
  if (!found) throw new Refused('not-found');
  return { roles: [...known(await groupRolesOf(db, id))], revision: found.revision };
}

/** Over all that a member has without this group. */
async function apart({ db }: Change, member: string, given: readonly Role[]): Promise<void> {
  const held = known([...(await rolesOf(db, member)), ...(await groupsGive(db, member))]);
  const roles = known(given);
  for (const [at, role] of roles.entries())
    for (const other of [...held, ...roles.slice(0, at)]) {
      const conflict = conflictOf([role, other]);
      if (!conflict) continue;
      const who = (await personById(db, member))?.name ?? member;
      const [one, two] = [conflict.one.role, conflict.other.role];
      throw new Refused('conflict', `${who} would hold ${one} and ${two}: ${conflict.why}`);
    }
}
