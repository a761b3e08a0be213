import { randomUUID } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import { conflictOf } from '../../governance/conflicts.ts';
import { NOWHERE } from '../../governance/roles.ts';
import type { Reader } from '../../store/change.ts';
import { peopleFrom, personById, personByUserName, putPerson, type KeptPerson } from '../../store/rows/people.ts';
import { allRolesOf, giveRole, groupsGive, known, rolesOf, takeRole } from '../../store/rows/roles.ts';
import { leave, notTheLast } from '../leave.ts';
import { keyAfter, paged } from '../pages.ts';
import { Refused } from '../refused.ts';
import { route, type Route, type Subject } from '../route.ts';
import { Page, Paged, PersonShape, RoleShape, Text, Uuid, type PersonAnswer } from '../shapes.ts';

const tag = 'people';
const ById = Type.Object({ id: Uuid });
const READERS = ['administrator', 'auditor'] as const;
const ADMINISTRATOR = ['administrator'] as const;

/** People and what they hold. */
export const peopleRoutes: readonly Route[] = [
  route({
    id: 'list-people',
    method: 'GET',
    path: '/api/people',
    tag,
    summary: 'People, by id',
    roles: READERS,
    scope: 'read',
    query: Type.Object(Page),
    answer: Paged(PersonShape),
    async read(db, { query: { limit = 100, cursor } }) {
      const after = keyAfter(cursor);
      if (after !== undefined && !/^[0-9a-f-]{36}$/u.test(after))
        throw new Refused('bad-request', 'the cursor is none');
      const people = await peopleFrom(db, { limit: limit + 1, ...(after === undefined ? {} : { after }) });
      return paged(people.map(personAnswer), limit, ({ id }) => id);
    },
  }),
  route({
    id: 'add-person',
    method: 'POST',
    path: '/api/people',
    tag,
    summary: 'Enrol a person; it signs in by a link that an administrator makes, or by its account at a provider',
    roles: ADMINISTRATOR,
    scope: 'administer',
    status: 201,
    body: Type.Object({ name: Text(200), userName: Text(320), email: Type.Optional(Text(320)) }),
    answer: PersonShape,
    async write(change, { body: { name, userName, email } }) {
      if (await personByUserName(change.db, userName)) throw new Refused('conflict', 'the userName is taken');
      const id = randomUUID();
      await putPerson(change, { id, name, active: true, userName, email: email ?? null });
      return personAnswer(await found(change.db, id));
    },
  }),
  route({
    id: 'get-person',
    method: 'GET',
    path: '/api/people/{id}',
    tag,
    summary: 'One person',
    roles: READERS,
    scope: 'read',
    params: ById,
    answer: PersonShape,
    subject: oneself,
    read: async (db, { params: { id } }) => personAnswer(await found(db, id)),
  }),
  route({
    id: 'change-person',
    method: 'PATCH',
    path: '/api/people/{id}',
    tag,
    summary:
      'Rename a person, or let it leave: its sessions, tokens and own roles end, what it owned goes under review',
    roles: ADMINISTRATOR,
    scope: 'administer',
    guarded: true,
    params: ById,
    body: Type.Object({ name: Type.Optional(Text(200)), active: Type.Optional(Type.Boolean()) }),
    answer: PersonShape,
    subject: somebody,
    async write(change, { params: { id }, body, seen }) {
      const person = await found(change.db, id);
      if (person.revision !== seen) throw new Refused('changed-meanwhile');
      const after = { ...person, ...body };
      if (person.active && !after.active) await leave(change, person, body);
      else await putPerson(change, after);
      return personAnswer(await found(change.db, id));
    },
  }),
  route({
    id: 'list-roles',
    method: 'GET',
    path: '/api/people/{id}/roles',
    tag,
    summary: 'What a person holds itself, and all that counts with what its groups give',
    roles: READERS,
    scope: 'read',
    params: ById,
    answer: Type.Object({ own: Type.Array(RoleShape), all: Type.Array(RoleShape) }),
    subject: oneself,
    read: async (db, { params: { id } }) => ({
      own: [...known(await rolesOf(db, id))],
      all: [...(await allRolesOf(db, id))],
    }),
  }),
  route({
    id: 'give-role',
    method: 'POST',
    path: '/api/people/{id}/roles',
    tag,
    summary: 'Give a role. Nobody gives one to themselves, and what is to be apart is not given to one person',
    roles: ADMINISTRATOR,
    scope: 'administer',
    status: 201,
    params: ById,
    body: RoleShape,
    answer: RoleShape,
    subject: somebody,
    async write(change, { params: { id }, body, principal }) {
      if (id === principal.id) throw new Refused('forbidden', 'nobody gives a role to themselves', 'own-role');
      const held = known([...(await rolesOf(change.db, id)), ...(await groupsGive(change.db, id))]);
      const conflict = held.map((one) => conflictOf([one, body])).find((one) => one !== undefined);
      if (conflict) throw new Refused('conflict', `${conflict.one.role} and ${conflict.other.role}: ${conflict.why}`);
      await giveRole(change, id, body);
      return body;
    },
  }),
  route({
    id: 'take-role',
    method: 'DELETE',
    path: '/api/people/{id}/roles',
    tag,
    summary: 'Take a role away; the last administrator stays one',
    roles: ADMINISTRATOR,
    scope: 'administer',
    status: 204,
    params: ById,
    query: RoleShape,
    subject: somebody,
    async write(change, { params: { id }, query }) {
      if (!(await takeRole(change, id, query))) throw new Refused('not-found');
      await notTheLast(change);
    },
  }),
];

/** A person, who may do nothing more with it than others. */
export async function somebody(db: Reader, { id }: { readonly id: string }): Promise<Subject | undefined> {
  return (await personById(db, id)) && { ...NOWHERE, person: id };
}

/** What everybody may do about themselves. */
export async function oneself(db: Reader, params: { readonly id: string }): Promise<Subject | undefined> {
  const subject = await somebody(db, params);
  return subject && { ...subject, own: true };
}

async function found(db: Reader, id: string): Promise<KeptPerson> {
  const person = await personById(db, id);
  if (!person) throw new Refused('not-found');
  return person;
}

const personAnswer = ({ id, name, active, userName, email, created, revision }: KeptPerson): PersonAnswer => ({
  id,
  name,
  active,
  userName,
  email,
  created: created.toISOString(),
  revision,
});
