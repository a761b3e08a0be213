import { randomUUID } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import { NOWHERE } from '../../governance/roles.ts';
import { addToken, revokeToken, tokenById, tokensOf, type ApiToken } from '../../store/rows/tokens.ts';
import { endSessions, sessionsOf } from '../../store/rows/sessions.ts';
import { SCOPES, type Scope } from '../principal.ts';
import { Refused } from '../refused.ts';
import { route, type Route } from '../route.ts';
import { RoleShape, Text, Time, Uuid } from '../shapes.ts';
import { mint } from '../sign-in/secrets.ts';
import { TOKEN_PREFIX } from '../sign-in/signed-in.ts';

const tag = 'me';
const DAY_MS = 24 * 3_600_000;
const ScopeName = Type.Unsafe<Scope>({ type: 'string', enum: [...SCOPES] });

const TokenShape = Type.Object(
  { id: Uuid, name: Type.String(), scopes: Type.Array(ScopeName), created: Time, expires: Time },
  { title: 'Token' },
);

/** What everybody may ask and do about themselves. */
export const myRoutes: readonly Route[] = [
  route({
    id: 'get-me',
    method: 'GET',
    path: '/api/me',
    tag,
    summary: 'Who is signed in, and what that person holds',
    scope: 'read',
    answer: Type.Object({ id: Uuid, name: Type.String(), roles: Type.Array(RoleShape) }),
    read: (_, { principal: { id, name, roles } }) => Promise.resolve({ id, name, roles: [...roles] }),
  }),
  route({
    id: 'list-my-sessions',
    method: 'GET',
    path: '/api/me/sessions',
    tag,
    summary: 'Your sessions that go on',
    scope: 'read',
    answer: Type.Object({
      items: Type.Array(
        Type.Object({ created: Time, usedLast: Time, expires: Time, how: Type.String(), current: Type.Boolean() }),
      ),
    }),
    read: async (db, { principal: { id, by }, now }) => ({
      items: (await sessionsOf(db, id, now)).map(({ created, usedLast, expires, how, hash }) => ({
        created: created.toISOString(),
        usedLast: usedLast.toISOString(),
        expires: expires.toISOString(),
        how,
        current: 'session' in by && by.session.equals(hash),
      })),
    }),
  }),
  route({
    id: 'end-my-sessions',
    method: 'DELETE',
    path: '/api/me/sessions',
    tag,
    summary: 'End all your sessions, this one too',
    scope: 'write',
    answer: Type.Object({ ended: Type.Integer() }),
    write: async (change, { principal }) => ({ ended: await endSessions(change, { person: principal.id }) }),
  }),
  route({
    id: 'list-my-tokens',
    method: 'GET',
    path: '/api/me/tokens',
    tag,
    summary: 'Your API tokens that are good',
    scope: 'read',
    answer: Type.Object({ items: Type.Array(TokenShape) }),
    read: async (db, { principal, now }) => ({ items: (await tokensOf(db, principal.id, now)).map(tokenAnswer) }),
  }),
  route({
    id: 'add-my-token',
    once: true,
    method: 'POST',
    path: '/api/me/tokens',
    tag,
    summary: 'Make an API token; it is shown this once',
    scope: 'administer',
    status: 201,
    body: Type.Object({
      name: Text(100),
      scopes: Type.Array(ScopeName, { minItems: 1, uniqueItems: true }),
      days: Type.Integer({ minimum: 1, maximum: 366, description: 'Until it expires.' }),
    }),
    answer: Type.Object({ token: Type.String(), ...TokenShape.properties }),
    async write(change, { principal, body: { name, scopes, days }, now }) {
      if ('token' in principal.by) throw new Refused('forbidden', 'a token makes no tokens', 'token-makes-token');
      if (scopes.includes('provision') && scopes.length > 1)
        throw new Refused('bad-request', 'a token that provisions does nothing else: "provision" stands alone');
      const { secret, hash } = mint(TOKEN_PREFIX);
      const token = { id: randomUUID(), hash, name, person: principal.id, scopes, created: now };
      const kept = { ...token, expires: new Date(now.getTime() + days * DAY_MS) };
      await addToken(change, kept);
      return { token: secret, ...tokenAnswer(kept) };
    },
  }),
  route({
    id: 'revoke-token',
    method: 'DELETE',
    path: '/api/tokens/{id}',
    tag,
    summary: 'Revoke an API token: your own, or as administrator anyone’s',
    roles: ['administrator'],
    scope: 'administer',
    params: Type.Object({ id: Uuid }),
    status: 204,
    subject: async (db, { id }) => {
      const token = await tokenById(db, id);
      return token && { ...NOWHERE, person: token.person, own: true };
    },
    async write(change, { params: { id } }) {
      if (!(await revokeToken(change, id))) throw new Refused('not-found');
    },
  }),
];

const tokenAnswer = ({ id, name, scopes, created, expires }: ApiToken) => ({
  id,
  name,
  scopes: SCOPES.filter((scope) => scopes.includes(scope)),
  created: created.toISOString(),
  expires: expires.toISOString(),
});
