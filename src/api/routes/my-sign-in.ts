import { Type } from '@sinclair/typebox';
import { accountsOf } from '../../store/rows/people.ts';
import { endSessions, sessionsOf } from '../../store/rows/sessions.ts';
import { Refused } from '../refused.ts';
import { route, type Route } from '../route.ts';
import { AccountShape } from '../shapes.ts';

const tag = 'me';

/** How one signs in, and as what one is known elsewhere. */
export const mySignInRoutes: readonly Route[] = [
  route({
    id: 'end-my-session',
    method: 'DELETE',
    path: '/api/me/sessions/{id}',
    tag,
    summary: 'End one of your sessions',
    scope: 'write',
    status: 204,
    params: Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,43}$' }) }),
    async write(change, { principal, params: { id }, now }) {
      const hash = Buffer.from(id, 'base64url');
      const mine = (await sessionsOf(change.db, principal.id, now)).some((one) => one.hash.equals(hash));
      if (!mine) throw new Refused('not-found');
      await endSessions(change, { hash });
    },
  }),
  route({
    id: 'list-my-accounts',
    method: 'GET',
    path: '/api/me/accounts',
    tag,
    summary: 'Accounts that are known to be yours',
    scope: 'read',
    answer: Type.Object({ items: Type.Array(AccountShape) }),
    read: async (db, { principal }) => ({ items: [...(await accountsOf(db, principal.id))] }),
  }),
];
