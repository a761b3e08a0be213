import { Type, type Static } from '@sinclair/typebox';
import { finishToDos, toDoById, toDosFrom, TO_DO_KINDS, type ToDo } from '../../store/rows/to-dos.ts';
import { keyAfter, paged } from '../pages.ts';
import { EVERYBODY } from '../permit.ts';
import { Refused } from '../refused.ts';
import { route, type Route } from '../route.ts';
import { Page, Paged, Reason, Text, ToDoShape } from '../shapes.ts';
import { identitySubject } from './identities.ts';

const tag = 'to-dos';

/** What people have to do, mostly outside of Writ. */
export const toDoRoutes: readonly Route[] = [
  route({
    id: 'list-to-dos',
    method: 'GET',
    path: '/api/to-dos',
    tag,
    summary: 'What is to be done about identities that you may see',
    roles: EVERYBODY,
    listed: true,
    scope: 'read',
    query: Type.Object(Page),
    answer: Paged(ToDoShape),
    async read(db, { query: { limit = 100, cursor }, within }) {
      const after = keyAfter(cursor);
      const toDos = await toDosFrom(db, { limit: limit + 1, within, ...(after === undefined ? {} : { after }) });
      return paged(toDos.map(toDoAnswer), limit, ({ id }) => id);
    },
  }),
  route({
    id: 'finish-to-do',
    method: 'POST',
    path: '/api/to-dos/{id}/done',
    tag,
    summary: 'Say that it is done, and how',
    roles: ['owner', 'operator'],
    scope: 'write',
    status: 204,
    params: Type.Object({ id: Text(64) }),
    body: Type.Object({ reason: Reason }),
    subject: async (db, { id }) => {
      const toDo = await toDoById(db, id);
      return toDo && identitySubject(db, { id: toDo.identity });
    },
    async write(change, { params: { id } }) {
      if ((await finishToDos(change, { id })) === 0) throw new Refused('conflict', 'it is done already');
    },
  }),
];

export const toDoAnswer = ({ id, kind, identity, about, data, since }: ToDo): Static<typeof ToDoShape> => ({
  ...{ id, kind, says: TO_DO_KINDS[kind], identity, about, data, since: since.toISOString() },
});
