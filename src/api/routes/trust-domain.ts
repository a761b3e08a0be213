import { createHash } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import {
  authoritiesOf,
  removeAuthority,
  retireAuthority,
  trustDomainOf,
  type Authority,
} from '../../store/rows/authorities.ts';
import type { AuthorityState, AuthorityUsage } from '../../store/tables.ts';
import { Refused } from '../refused.ts';
import { route, type Route } from '../route.ts';
import { Time, words } from '../shapes.ts';

const tag = 'trust-domain';
const ADMINISTRATOR = ['administrator'] as const;
const USAGES: readonly AuthorityUsage[] = ['x509', 'jwt'];
const STATES: readonly AuthorityState[] = ['prepared', 'active', 'old'];
const ById = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{32}$', description: 'Of an authority.' }) });
const Reason = Type.Object({
  reason: Type.String({ minLength: 1, maxLength: 1000, description: 'Goes into the record.' }),
});

const AuthorityShape = Type.Object(
  {
    id: Type.String({ description: 'The kid of JWT-SVIDs that it signs.' }),
    usage: words(USAGES),
    key: Type.String({ description: 'Kind of key.' }),
    state: Type.Unsafe<AuthorityState>({
      type: 'string',
      enum: [...STATES],
      description: 'prepared: in the bundle, signs nothing yet. active: signs. old: in the bundle for what it signed.',
    }),
    retiring: Type.Boolean({ description: 'Another one takes its place as soon as every verifier can know it.' }),
    notBefore: Time,
    notAfter: Time,
    since: Time,
    fingerprint: Type.String({ description: 'SHA-256 of the certificate, of the public key for JWT; hex.' }),
  },
  { title: 'Authority' },
);

/** The authorities of the trust domain, and what is done when one is not to be trusted any more. */
export const trustDomainRoutes: readonly Route[] = [
  route({
    id: 'get-trust-domain',
    method: 'GET',
    path: '/api/trust-domain',
    tag,
    summary: 'The trust domain and its authorities',
    scope: 'read',
    answer: Type.Object(
      {
        name: Type.String(),
        sequence: Type.Integer({ description: 'Of its bundle: rises with every change.' }),
        authorities: Type.Array(AuthorityShape),
      },
      { title: 'TrustDomain' },
    ),
    async read(db) {
      const domain = await trustDomainOf(db);
      if (!domain) throw new Refused('not-found');
      return { ...domain, authorities: (await authoritiesOf(db)).map(authorityAnswer) };
    },
  }),
  route({
    id: 'retire-authority',
    method: 'POST',
    path: '/api/trust-domain/authorities/{id}/retire',
    tag,
    summary: 'Rotate before the time: the next one signs as soon as every verifier can know it, without a gap',
    roles: ADMINISTRATOR,
    scope: 'administer',
    status: 204,
    params: ById,
    async write(change, { params: { id } }) {
      if (!(await retireAuthority(change, id))) throw new Refused('conflict', 'it is not the authority that signs');
    },
  }),
  route({
    id: 'distrust-authority',
    method: 'POST',
    path: '/api/trust-domain/authorities/{id}/distrust',
    tag,
    summary: 'After a compromise: out of the bundle at once; whoever looks again believes nothing that it signed',
    roles: ADMINISTRATOR,
    scope: 'administer',
    status: 204,
    params: ById,
    body: Reason,
    async write(change, { params: { id } }) {
      if (!(await removeAuthority(change, id, 'distrusted'))) throw new Refused('not-found');
    },
  }),
];

function authorityAnswer(authority: Authority) {
  const { id, usage, kind, state, retiring, notBefore, notAfter, since, certificate, publicKey } = authority;
  return {
    ...{ id, usage, key: kind, state, retiring },
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    since: since.toISOString(),
    fingerprint: createHash('sha256')
      .update(certificate ?? publicKey)
      .digest('hex'),
  };
}
