import { Type } from '@sinclair/typebox';
import { mayBecome, STATES, type IdentityState } from '../../governance/lifecycle.ts';
import { parseId } from '../../model/id.ts';
import { declaredAmong, describe, type Description } from '../../records/describe.ts';
import { BY_HAND, EDITED } from '../../records/differences.ts';
import { retire } from '../../records/retire.ts';
import type { Change } from '../../store/change.ts';
import { changeIdentity, identityById, putIdentity, type Identity, type Kept } from '../../store/rows/identities.ts';
import { personById } from '../../store/rows/people.ts';
import { held } from '../principal.ts';
import { Refused } from '../refused.ts';
import { route, type Call, type Route } from '../route.ts';
import { IdentityShape, Maybe, Reason, Text, ToDoShape, words } from '../shapes.ts';
import { ById, identityAnswer, identitySubject } from './identities.ts';
import { toDoAnswer } from './to-dos.ts';

const tag = 'identities';
const OWNER = ['owner'] as const;
const Described = {
  owner: Type.Optional(Maybe(Text(253))),
  purpose: Type.Optional(Maybe(Text(1000))),
  environment: Type.Optional(Maybe(Text(253))),
  dataScope: Type.Optional(Maybe(Text(1000))),
  rotationPolicy: Type.Optional(Maybe(Text(1000))),
};
/** Retiring has a route of its own: it is the end. */
const Settable = words(STATES.filter((state): state is Exclude<IdentityState, 'retired'> => state !== 'retired'));

/** What people decide about identities. What git declares is changed there. */
export const identityChangeRoutes: readonly Route[] = [
  route({
    id: 'propose-identity',
    method: 'POST',
    path: '/api/identities',
    tag,
    summary: 'Propose an identity that no scan has seen yet; it is the same record when one does',
    roles: ['owner', 'operator'],
    scope: 'write',
    status: 201,
    body: Type.Object({ id: Text(2048), kind: Text(100), ...Described, reason: Type.Optional(Reason) }),
    answer: IdentityShape,
    subject: (_, __, { environment = null, owner = null }) => Promise.resolve({ environment, team: owner }),
    async write(change, { body, now }) {
      const { id, kind } = body;
      const description = descriptionIn(body);
      const parsed = parseId(id);
      if (!parsed) throw new Refused('bad-request', 'an id reads SOURCE:KIND:REALM/NAME');
      if (await identityById(change.db, id)) throw new Refused('conflict', 'there is one with this id');
      await knownOwner(change, description.owner);
      const nothing = { owner: null, purpose: null, environment: null, dataScope: null, rotationPolicy: null };
      const seen = { seenFirst: now, seenLast: now, goneSince: null, usedLast: null, evidence: [], declared: {} };
      const { name, realm } = parsed;
      const identity = { id, kind, name, realm, state: 'proposed' as const, source: BY_HAND, ...nothing, ...seen };
      return identityAnswer(await putIdentity(change, { ...identity, ...description }, 0));
    },
  }),
  route({
    id: 'change-identity',
    method: 'PATCH',
    path: '/api/identities/{id}',
    tag,
    summary: 'Say what it is for and who answers for it; a field that git declares is changed there',
    roles: OWNER,
    scope: 'write',
    guarded: true,
    params: ById,
    body: Type.Object({ ...Described, reason: Type.Optional(Reason) }),
    answer: IdentityShape,
    subject: identitySubject,
    overKnown: ({ owner }) => personIn(owner) === undefined,
    async write(change, { body, ...call }, { identity: before }) {
      if (before.revision !== call.seen) throw new Refused('changed-meanwhile');
      return identityAnswer(await described(change, before, descriptionIn(body), call));
    },
  }),
  route({
    id: 'assign-owner',
    method: 'POST',
    path: '/api/identities/{id}/owner',
    tag,
    summary: 'Give it to a team, or to a person as person:ID, and say why',
    roles: OWNER,
    scope: 'write',
    params: ById,
    body: Type.Object({ owner: Text(253), reason: Reason }),
    answer: IdentityShape,
    subject: identitySubject,
    async write(change, { body: { owner }, ...call }, { identity }) {
      return identityAnswer(await described(change, identity, { owner }, call));
    },
  }),
  route({
    id: 'set-identity-state',
    method: 'POST',
    path: '/api/identities/{id}/state',
    tag,
    summary: 'Move it in its life: activate, review, suspend; and say why',
    roles: OWNER,
    scope: 'write',
    params: ById,
    body: Type.Object({ state: Settable, reason: Reason }),
    answer: IdentityShape,
    subject: identitySubject,
    async write(change, { body: { state } }, { identity }) {
      return identityAnswer(await changeIdentity(change, movable(identity, state), { state }));
    },
  }),
  route({
    id: 'retire-identity',
    method: 'POST',
    path: '/api/identities/{id}/retire',
    tag,
    summary: 'End it for good: what it held is recorded, and what is still valid outside becomes things to do',
    roles: OWNER,
    scope: 'write',
    params: ById,
    body: Type.Object({ reason: Reason }),
    answer: Type.Object({ identity: IdentityShape, toDos: Type.Array(ToDoShape) }),
    subject: identitySubject,
    async write(change, _, { identity: before }) {
      const { identity, toDos } = await retire(change, movable(before, 'retired'));
      return { identity: identityAnswer(identity), toDos: toDos.map(toDoAnswer) };
    },
  }),
];

/** What a body says of it, without what else it says. */
const descriptionIn = (body: Description): Description =>
  Object.fromEntries(EDITED.flatMap((field) => (body[field] === undefined ? [] : [[field, body[field]]])));

async function described(
  change: Change,
  before: Kept<Identity>,
  description: Description,
  { principal }: Pick<Call<unknown, unknown, unknown>, 'principal'>,
): Promise<Kept<Identity>> {
  if (before.state === 'retired') throw new Refused('conflict', 'it is retired');
  notDeclared(before, Object.keys(description));
  if (personIn(description.owner) !== undefined) await knownOwner(change, description.owner);
  const { environment } = description;
  // Who may not act there could else take it out of the reach of those who may.
  if (environment !== undefined && held(principal, OWNER, { environment, team: before.owner }).length === 0)
    throw new Refused('forbidden', 'it takes the role owner in that environment too', 'role');
  return describe(change, before, description);
}

function movable(before: Kept<Identity>, to: IdentityState): Kept<Identity> {
  notDeclared(before, ['state']);
  if (!mayBecome(before.state, to)) throw new Refused('conflict', `from ${before.state} it cannot become ${to}`);
  return before;
}

function notDeclared(identity: Identity, fields: readonly string[]): void {
  const declared = declaredAmong(identity, fields);
  if (declared) throw new Refused('conflict', `${declared.field} is declared in ${declared.file}: change it there`);
}

const personIn = (owner: string | null | undefined): string | undefined => /^person:(.*)$/su.exec(owner ?? '')?.[1];

/** A person that owns is one who is here. */
async function knownOwner({ db }: Change, owner: string | null | undefined): Promise<void> {
  const id = personIn(owner);
  if (id === undefined) return;
  const person = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(id) ? await personById(db, id) : undefined;
  if (!person?.active) throw new Refused('conflict', 'no active person has this id');
}
