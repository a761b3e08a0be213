import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Static } from '@sinclair/typebox';
import type { Change, Reader } from '../../store/change.ts';
import { findGroups } from '../../store/rows/directory.ts';
import {
  groupById,
  groupByName,
  membersOf,
  putGroup,
  putMembers,
  removeGroup,
  type Group,
} from '../../store/rows/groups.ts';
import type { Kept } from '../../store/rows/identities.ts';
import { personById } from '../../store/rows/people.ts';
import { Refused } from '../refused.ts';
import { route, type Route } from '../route.ts';
import { group } from '../routes/groups.ts';
import { filterOf } from './filter.ts';
import { membersOf as idsOf, stepped, type GroupDraft } from './group-draft.ts';
import { stepsOf } from './patch.ts';
import { groupResource, listed, pageOf } from './resources.ts';
import { ById, row, silent } from './row.ts';
import { BASE, Chosen, Found, GroupBody, PatchBody } from './shapes.ts';

const path = `${BASE}/Groups`;

/** Groups of the directory. Who is in one is said here; what it gives is said by administrators, elsewhere. */
export const groupRoutes: readonly Route[] = [
  route({
    ...row,
    id: 'scim-list-groups',
    method: 'GET',
    path,
    summary: 'Groups that fit a filter',
    query: Found,
    async read(db, { query: { filter, startIndex, count, ...choice } }) {
      const page = pageOf(startIndex, count);
      const { total, ids } = await findGroups(db, { terms: filterOf(filter), ...page });
      const groups: object[] = [];
      for (const id of ids) groups.push(await groupResource(db, await found(db, id), choice));
      return listed(total, page.offset, groups);
    },
  }),
  route({
    ...row,
    id: 'scim-add-group',
    method: 'POST',
    path,
    summary: 'Make a group; it gives nothing until an administrator says what',
    status: 201,
    body: GroupBody,
    async write(change, { body }) {
      const made = { id: randomUUID(), created: change.now };
      await put(change, { ...made, name: '', externalId: null, members: [] }, draftOf(body));
      return answer(change.db, made.id);
    },
  }),
  route({
    ...row,
    id: 'scim-get-group',
    method: 'GET',
    path: `${path}/{id}`,
    summary: 'One group',
    params: ById,
    query: Chosen,
    subject: group,
    read: async (db, { params: { id }, query }) => groupResource(db, await found(db, id), query),
  }),
  route({
    ...row,
    id: 'scim-replace-group',
    method: 'PUT',
    path: `${path}/{id}`,
    summary: 'Put a group in the place of what is there',
    params: ById,
    body: GroupBody,
    subject: group,
    async write(change, { params: { id }, body, seen }) {
      await put(change, await whole(change.db, id, seen), draftOf(body));
      return answer(change.db, id);
    },
  }),
  route({
    ...row,
    id: 'scim-change-group',
    method: 'PATCH',
    path: `${path}/{id}`,
    summary: 'Change attributes or members of a group',
    params: ById,
    body: PatchBody,
    subject: group,
    async write(change, { params: { id }, body, seen }) {
      const before = await whole(change.db, id, seen);
      await put(change, before, stepsOf(body.Operations).reduce<GroupDraft>(stepped, before));
      return answer(change.db, id);
    },
  }),
  route({
    ...silent,
    id: 'scim-remove-group',
    method: 'DELETE',
    path: `${path}/{id}`,
    summary: 'Remove a group, and with it what it gave',
    status: 204,
    params: ById,
    subject: group,
    async write(change, { params: { id }, seen }) {
      await found(change.db, id, seen);
      await removeGroup(change, id);
    },
  }),
];

type Whole = GroupDraft & { readonly id: string; readonly created: Date };

async function found(db: Reader, id: string, seen?: number): Promise<Kept<Group>> {
  const one = await groupById(db, id);
  if (!one) throw new Refused('not-found');
  if (seen !== undefined && one.revision !== seen) throw new Refused('changed-meanwhile');
  return one;
}

async function whole(db: Reader, id: string, seen?: number): Promise<Whole> {
  const { name, externalId, created } = await found(db, id, seen);
  return { id, name, externalId, created, members: await membersOf(db, id) };
}

const answer = async (db: Reader, id: string): Promise<object> => groupResource(db, await found(db, id));

const draftOf = ({ displayName, externalId, members }: Static<typeof GroupBody>): GroupDraft => ({
  name: displayName,
  externalId: externalId ?? null,
  members: [...new Set(idsOf(members ?? []))],
});

async function put(change: Change, before: Whole, { name, externalId, members }: GroupDraft): Promise<void> {
  const after = { ...before, name, externalId, members: [...members].sort() };
  if (isDeepStrictEqual({ ...before, members: [...before.members].sort() }, after)) return;
  const other = await groupByName(change.db, name);
  if (other && other.id !== before.id) throw new Refused('conflict', 'the displayName is taken', 'uniqueness');
  for (const id of members.filter((one) => !before.members.includes(one)))
    if (((await personById(change.db, id))?.userName ?? null) === null)
      throw new Refused('bad-request', `there is no user ${id}`, 'invalidValue');
  await putGroup(change, after);
  await putMembers(change, before.id, members);
}
