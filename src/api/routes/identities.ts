import { Type } from '@sinclair/typebox';
import type { Reader } from '../../store/change.ts';
import { historyOf, identitiesFrom, identityById, type Identity, type Kept } from '../../store/rows/identities.ts';
import { credentialsOf } from '../../store/rows/credentials.ts';
import { keyAfter, paged } from '../pages.ts';
import { EVERYBODY } from '../permit.ts';
import { route, type Route, type Subject } from '../route.ts';
import { IdentityShape, Maybe, Page, Paged, State, Text, Time, type IdentityAnswer } from '../shapes.ts';

const tag = 'identities';
export const ById = Type.Object({ id: Text(2048) });

/** The inventory as records. */
export const identityRoutes: readonly Route[] = [
  route({
    id: 'list-identities',
    method: 'GET',
    path: '/api/identities',
    tag,
    summary: 'Identities that you may see, by id',
    roles: EVERYBODY,
    listed: true,
    scope: 'read',
    query: Type.Object({
      ...Page,
      owner: Type.Optional(Text(253)),
      kind: Type.Optional(Text(253)),
      environment: Type.Optional(Text(253)),
      state: Type.Optional(State),
    }),
    answer: Paged(IdentityShape),
    async read(db, { query: { limit = 100, cursor, ...filter }, within }) {
      const after = keyAfter(cursor);
      const page = { ...filter, ...(after === undefined ? {} : { after }), limit: limit + 1, within };
      return paged((await identitiesFrom(db, page)).map(identityAnswer), limit, ({ id }) => id);
    },
  }),
  route({
    id: 'get-identity',
    method: 'GET',
    path: '/api/identities/{id}',
    tag,
    summary: 'One identity',
    roles: EVERYBODY,
    scope: 'read',
    params: ById,
    answer: IdentityShape,
    subject: identitySubject,
    show: ({ identity }) => identityAnswer(identity),
  }),
  route({
    id: 'get-identity-history',
    method: 'GET',
    path: '/api/identities/{id}/history',
    tag,
    summary: 'Every change of what is known and decided about it, oldest first',
    roles: EVERYBODY,
    scope: 'read',
    params: ById,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          revision: Type.Integer(),
          field: Type.String(),
          before: Type.Any(),
          after: Type.Any(),
          actor: Type.String(),
          at: Time,
        }),
      ),
    }),
    subject: identitySubject,
    read: async (db, { params: { id } }) => ({
      items: (await historyOf(db, id)).map((one) => ({ ...one, at: one.at.toISOString() })),
    }),
  }),
  route({
    id: 'list-identity-credentials',
    method: 'GET',
    path: '/api/identities/{id}/credentials',
    tag,
    summary: 'The credentials that it has: that they are there and where, never their values',
    roles: EVERYBODY,
    scope: 'read',
    params: ById,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          kind: Type.String(),
          name: Type.String(),
          place: Type.Any(),
          created: Maybe(Time),
          lastUsed: Maybe(Time),
          goneSince: Maybe(Time),
          ended: Maybe(Time),
        }),
      ),
    }),
    subject: identitySubject,
    read: async (db, { params: { id } }) => ({
      items: (await credentialsOf(db, id)).map(({ id: credential, kind, name, place, ...times }) => ({
        id: credential,
        kind,
        name,
        place,
        created: times.created?.toISOString() ?? null,
        lastUsed: times.lastUsed?.toISOString() ?? null,
        goneSince: times.goneSince?.toISOString() ?? null,
        ended: times.ended?.toISOString() ?? null,
      })),
    }),
  }),
];

/** Where an identity stands: its environment, and as team its owner. */
export interface IdentitySubject extends Subject {
  readonly identity: Kept<Identity>;
}

export async function identitySubject(
  db: Reader,
  { id }: { readonly id: string },
): Promise<IdentitySubject | undefined> {
  const identity = await identityById(db, id);
  return identity && { environment: identity.environment, team: identity.owner, identity };
}

export function identityAnswer(identity: Kept<Identity>): IdentityAnswer {
  const { seenFirst, seenLast, goneSince, usedLast, declared, evidence, ...same } = identity;
  return {
    ...same,
    declared: { ...declared },
    evidence: [...evidence],
    seenFirst: seenFirst.toISOString(),
    seenLast: seenLast.toISOString(),
    goneSince: goneSince?.toISOString() ?? null,
    usedLast: usedLast?.toISOString() ?? null,
  };
}
