import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Static } from '@sinclair/typebox';
import { NOWHERE } from '../../governance/roles.ts';
import type { Change, Reader } from '../../store/change.ts';
import { findPeople } from '../../store/rows/directory.ts';
import { putMembers, groupsOf, membersOf, putGroup } from '../../store/rows/groups.ts';
import { personById, personByUserName, putPerson, type KeptPerson } from '../../store/rows/people.ts';
import { leave } from '../leave.ts';
import { Refused } from '../refused.ts';
import { route, type Route, type Subject } from '../route.ts';
import { filterOf } from './filter.ts';
import { booleanOf, stepsOf } from './patch.ts';
import { listed, pageOf, userResource } from './resources.ts';
import { ById, row, silent } from './row.ts';
import { BASE, Chosen, Found, PatchBody, UserBody } from './shapes.ts';
import { stepped, type UserDraft } from './user-draft.ts';

const path = `${BASE}/Users`;

/** People as a directory sees them: those who have a name there. */
export const userRoutes: readonly Route[] = [
  route({
    ...row,
    id: 'scim-list-users',
    method: 'GET',
    path,
    summary: 'Users that fit a filter',
    query: Found,
    async read(db, { query: { filter, startIndex, count, ...choice } }) {
      const page = pageOf(startIndex, count);
      const { total, ids } = await findPeople(db, { terms: filterOf(filter), ...page });
      const users: object[] = [];
      for (const id of ids) users.push(await userResource(db, await found(db, id), choice));
      return listed(total, page.offset, users);
    },
  }),
  route({
    ...row,
    id: 'scim-add-user',
    method: 'POST',
    path,
    summary: 'Enrol a user',
    status: 201,
    body: UserBody,
    async write(change, { body }) {
      const id = randomUUID();
      const draft = draftOf(body);
      await unique(change.db, draft.userName);
      await putPerson(change, { id, ...draft });
      return answer(change.db, id);
    },
  }),
  route({
    ...row,
    id: 'scim-get-user',
    method: 'GET',
    path: `${path}/{id}`,
    summary: 'One user',
    params: ById,
    query: Chosen,
    subject: user,
    read: async (db, { params: { id }, query }) => userResource(db, await found(db, id), query),
  }),
  route({
    ...row,
    id: 'scim-replace-user',
    method: 'PUT',
    path: `${path}/{id}`,
    summary: 'Put a user in the place of what is there',
    params: ById,
    body: UserBody,
    subject: user,
    async write(change, { params: { id }, body, seen }) {
      await put(change, await found(change.db, id, seen), draftOf(body));
      return answer(change.db, id);
    },
  }),
  route({
    ...row,
    id: 'scim-change-user',
    method: 'PATCH',
    path: `${path}/{id}`,
    summary: 'Change attributes of a user',
    params: ById,
    body: PatchBody,
    subject: user,
    async write(change, { params: { id }, body, seen }) {
      const person = await found(change.db, id, seen);
      await put(change, person, stepsOf(body.Operations).reduce(stepped, person as UserDraft));
      return answer(change.db, id);
    },
  }),
  route({
    ...silent,
    id: 'scim-remove-user',
    method: 'DELETE',
    path: `${path}/{id}`,
    summary: 'Let a user leave: it is no user any longer, and the person is kept for what was recorded',
    status: 204,
    params: ById,
    subject: user,
    async write(change, { params: { id }, seen }) {
      const person = await found(change.db, id, seen);
      for (const group of await groupsOf(change.db, id)) {
        const rest = (await membersOf(change.db, group.id)).filter((one) => one !== id);
        await putGroup(change, group);
        await putMembers(change, group.id, rest);
      }
      await leave(change, person, { userName: null, externalId: null });
    },
  }),
];

async function user(db: Reader, { id }: { readonly id: string }): Promise<Subject | undefined> {
  const person = await personById(db, id);
  return person && person.userName !== null ? { ...NOWHERE, person: id } : undefined;
}

async function found(db: Reader, id: string, seen?: number): Promise<KeptPerson> {
  const person = await personById(db, id);
  if (!person || person.userName === null) throw new Refused('not-found');
  if (seen !== undefined && person.revision !== seen) throw new Refused('changed-meanwhile');
  return person;
}

const answer = async (db: Reader, id: string): Promise<object> => userResource(db, await found(db, id));

async function put(change: Change, before: KeptPerson, draft: UserDraft): Promise<void> {
  const after = { ...before, ...draft };
  if (isDeepStrictEqual(before, after)) return;
  if (draft.userName.toLowerCase() !== before.userName?.toLowerCase()) await unique(change.db, draft.userName);
  if (before.active && !after.active) await leave(change, before, after);
  else await putPerson(change, after);
}

async function unique(db: Reader, userName: string): Promise<void> {
  if (await personByUserName(db, userName)) throw new Refused('conflict', 'the userName is taken', 'uniqueness');
}

/** What a whole user says; what it leaves out is empty. */
function draftOf({ userName, externalId, displayName, name, active, emails }: Static<typeof UserBody>): UserDraft {
  const parts = [name?.givenName, name?.familyName].filter((one) => (one ?? '') !== '').join(' ');
  const called = [displayName, name?.formatted, parts].find((one) => (one ?? '') !== '') ?? userName;
  const empty: UserDraft = { userName, externalId: externalId ?? null, name: called, email: null, active: true };
  const draft = emails ? stepped(empty, { op: 'replace', attribute: 'emails', value: emails }) : empty;
  return { ...draft, active: active === undefined ? true : booleanOf(active) };
}
