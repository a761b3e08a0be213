import { Type } from '@sinclair/typebox';
import { passkeysOf, removePasskey } from '../../store/rows/passkeys.ts';
import { accountsOf, linkAccount, personById, unlinkAccount } from '../../store/rows/people.ts';
import { endSessions } from '../../store/rows/sessions.ts';
import { Refused } from '../refused.ts';
import { route, type Route } from '../route.ts';
import { AccountShape, Time, Uuid } from '../shapes.ts';
import { makeLink } from '../sign-in/links.ts';
import { oneself, somebody } from './people.ts';

const tag = 'people';
const ById = Type.Object({ id: Uuid });
const READERS = ['administrator', 'auditor'] as const;
const ADMINISTRATOR = ['administrator'] as const;

/** How people sign in, and as what they are known elsewhere. */
export const peopleSignInRoutes: readonly Route[] = [
  route({
    id: 'make-sign-in-link',
    once: true,
    method: 'POST',
    path: '/api/people/{id}/sign-in-link',
    tag,
    summary: 'A link by which a person signs in once, within a day; for those who have no other way',
    roles: ADMINISTRATOR,
    scope: 'administer',
    status: 201,
    params: ById,
    answer: Type.Object({
      path: Type.String({ description: 'To be put behind the address of Writ.' }),
      expires: Time,
    }),
    subject: somebody,
    async write(change, { params: { id }, principal }) {
      if (id === principal.id) throw new Refused('forbidden', 'nobody makes a link for themselves', 'own-link');
      const { db } = change;
      if ((await personById(db, id))?.active !== true) throw new Refused('conflict', 'the person has left');
      // Whoever has the link is that person. For one who can sign in, that is seen: what it has is taken away first.
      const subjects = (await accountsOf(db, id)).filter(({ system }) => system === 'subject');
      if (subjects.length + (await passkeysOf(db, id)).length > 0)
        throw new Refused('conflict', 'it has an account at a provider or a passkey: that is to be removed first');
      const { secret, expires } = await makeLink(change, { for: 'person', person: id });
      return { path: `/sign-in/link#${secret}`, expires: expires.toISOString() };
    },
  }),
  route({
    id: 'end-sessions',
    method: 'DELETE',
    path: '/api/people/{id}/sessions',
    tag,
    summary: 'End all sessions of a person',
    roles: ADMINISTRATOR,
    scope: 'administer',
    params: ById,
    answer: Type.Object({ ended: Type.Integer() }),
    subject: somebody,
    write: async (change, { params: { id } }) => ({ ended: await endSessions(change, { person: id }) }),
  }),
  route({
    id: 'remove-passkeys',
    method: 'DELETE',
    path: '/api/people/{id}/passkeys',
    tag,
    summary: 'Remove all passkeys of a person, whose device is lost; its sessions end',
    roles: ADMINISTRATOR,
    scope: 'administer',
    params: ById,
    answer: Type.Object({ removed: Type.Integer() }),
    subject: somebody,
    async write(change, { params: { id } }) {
      const passkeys = await passkeysOf(change.db, id);
      for (const passkey of passkeys) await removePasskey(change, id, passkey.id);
      await endSessions(change, { person: id });
      return { removed: passkeys.length };
    },
  }),
  route({
    id: 'list-accounts',
    method: 'GET',
    path: '/api/people/{id}/accounts',
    tag,
    summary: 'Accounts that are known to be a person’s',
    roles: READERS,
    scope: 'read',
    params: ById,
    answer: Type.Object({ items: Type.Array(AccountShape) }),
    subject: oneself,
    read: async (db, { params: { id } }) => ({ items: [...(await accountsOf(db, id))] }),
  }),
  route({
    id: 'link-account',
    method: 'POST',
    path: '/api/people/{id}/accounts',
    tag,
    summary: 'Say that an account is a person’s; it is of one person only',
    roles: ADMINISTRATOR,
    scope: 'administer',
    status: 201,
    params: ById,
    body: AccountShape,
    answer: AccountShape,
    subject: somebody,
    async write(change, { params: { id }, body }) {
      if (!(await linkAccount(change, id, body))) throw new Refused('conflict', 'the account is of somebody else');
      return body;
    },
  }),
  route({
    id: 'unlink-account',
    method: 'DELETE',
    path: '/api/people/{id}/accounts',
    tag,
    summary: 'Take an account from a person; its sessions end',
    roles: ADMINISTRATOR,
    scope: 'administer',
    status: 204,
    params: ById,
    query: AccountShape,
    subject: somebody,
    async write(change, { params: { id }, query }) {
      const has = (await accountsOf(change.db, id)).some(
        ({ system, realm, name }) => system === query.system && realm === query.realm && name === query.name,
      );
      if (!has) throw new Refused('not-found');
      await unlinkAccount(change, query);
      await endSessions(change, { person: id });
    },
  }),
];
