import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mint } from '../../../src/api/sign-in/secrets.ts';
import type { Change } from '../../../src/store/change.ts';
import { activateAuthority, addAuthority } from '../../../src/store/rows/authorities.ts';
import { beginAttempt } from '../../../src/store/rows/attempts.ts';
import { putGroup, putMembers } from '../../../src/store/rows/groups.ts';
import { putIdentity } from '../../../src/store/rows/identities.ts';
import { addPasskey } from '../../../src/store/rows/passkeys.ts';
import { linkAccount, putPerson } from '../../../src/store/rows/people.ts';
import { giveRole } from '../../../src/store/rows/roles.ts';
import { beginSession, sessionsOf } from '../../../src/store/rows/sessions.ts';
import { putSource } from '../../../src/store/rows/source-settings.ts';
import { putToDos } from '../../../src/store/rows/to-dos.ts';
import { addToken } from '../../../src/store/rows/tokens.ts';
import { Authenticator } from '../../fakes/authenticator.ts';
import { identity } from '../../store/contract/samples.ts';

/** What a request of the matrix is about: made anew for each cell, so that no cell hangs on another. Its fields are what paths name. */
export type Made = Readonly<Record<string, string>>;
export type Make = (change: Change, self: string, origin: string) => Promise<Made>;

const HELD = { role: 'gpu-provisioning', environment: 'prod', team: 'team-a' } as const;

const PLACES = {
  a: { owner: 'team-a', environment: 'prod' },
  b: { owner: 'team-b', environment: 'dev' },
} as const;

/** By the word of the second column. A new kind of object is a line here. */
export const OBJECTS: Readonly<Record<string, Make>> = {
  '-': () => Promise.resolve({}),
  entry: () => Promise.resolve({ index: '0' }),
  'identity-a': (change) => madeIdentity(change, PLACES.a),
  'identity-b': (change) => madeIdentity(change, PLACES.b),
  'place-a': () => Promise.resolve(PLACES.a),
  'place-b': () => Promise.resolve(PLACES.b),
  'to-do-a': (change) => madeToDo(change, PLACES.a),
  'to-do-b': (change) => madeToDo(change, PLACES.b),
  source: async (change) => {
    const name = randomUUID();
    await putSource(change, { name, paths: ['deploy'], everyMs: null, givenBy: 'api' });
    return { name };
  },
  authority: madeAuthority,
  self: (_, self) => Promise.resolve({ id: self }),
  other: somebody,
  group: (change) => madeGroup(change, []),
  'group-mine': (change, self) => madeGroup(change, [self]),
  'self-role': (change, self) => withRole(change, { id: self }),
  'other-role': async (change) => withRole(change, await somebody(change)),
  'self-account': (change, self) => withAccount(change, { id: self }),
  'other-account': async (change) => withAccount(change, await somebody(change)),
  'self-passkey': (change, self) => withPasskey(change, self),
  'other-passkey': async (change) => withPasskey(change, (await somebody(change)).id),
  'self-made-passkey': madePasskey,
  'other-made-passkey': async (change, _, origin) => madePasskey(change, (await withOwnSession(change)).id, origin),
  'self-session': (change, self) => withSession(change, self),
  'other-session': async (change) => withSession(change, (await somebody(change)).id),
  'self-token': (change, self) => madeToken(change, { id: self }),
  'other-token': async (change) => madeToken(change, await somebody(change)),
};

async function madeIdentity(change: Change, place: { readonly owner: string; readonly environment: string }) {
  const { id } = await putIdentity(change, identity(randomUUID(), { ...place, declared: {} }));
  return { id };
}

async function madeToDo(
  change: Change,
  place: { readonly owner: string; readonly environment: string },
): Promise<Made> {
  const identity = await madeIdentity(change, place);
  const [toDo] = await putToDos(change, [{ kind: 'owner-left', identity: identity.id, about: 'x', data: {} }]);
  return { id: toDo?.id ?? '' };
}

async function somebody(change: Change): Promise<Made & { readonly id: string }> {
  const id = randomUUID();
  await putPerson(change, { id, name: 'Somebody', active: true, userName: id });
  return { id };
}

async function madeGroup(change: Change, members: readonly string[]): Promise<Made> {
  const id = randomUUID();
  await putGroup(change, { id, name: id, externalId: null, created: change.now });
  await putMembers(change, id, members);
  return { id };
}

async function withRole(change: Change, { id }: { readonly id: string }): Promise<Made> {
  await giveRole(change, id, HELD);
  return { id };
}

async function withAccount(change: Change, { id }: { readonly id: string }): Promise<Made> {
  const name = randomUUID();
  await linkAccount(change, id, { system: 'git', realm: 'git.test', name });
  return { id, name };
}

async function withPasskey(change: Change, person: string): Promise<Made> {
  const id = mint().secret;
  const key = { publicKey: Buffer.alloc(1), counter: 0, name: 'test', transports: [], usedLast: null };
  await addPasskey(change, { id, person, created: change.now, ...key });
  return { id };
}

/** A key that a device made for the session of this person, and that was not added yet. */
async function madePasskey(change: Change, person: string, origin: string): Promise<Made> {
  const { secret: challenge, hash } = mint();
  const [session] = await sessionsOf(change.db, person, change.now);
  const data = { session: session?.hash.toString('base64url') };
  await beginAttempt(change.db, { hash, kind: 'passkey-new', data, expires: new Date(change.now.getTime() + 60_000) });
  return new Authenticator(origin).made(challenge);
}

async function withOwnSession(change: Change): Promise<{ readonly id: string }> {
  const made = await somebody(change);
  await withSession(change, made.id);
  return made;
}

async function withSession(change: Change, person: string): Promise<Made> {
  const { now } = change;
  const { hash } = mint();
  const expires = new Date(now.getTime() + 3_600_000);
  await beginSession(change, { hash, person, created: now, usedLast: now, expires, how: 'link' });
  return { id: hash.toString('base64url') };
}

async function madeToken(change: Change, { id: person }: { readonly id: string }): Promise<Made> {
  const id = randomUUID();
  const expires = new Date(change.now.getTime() + 3_600_000);
  const token = { id, hash: mint().hash, name: 'test', person, scopes: ['read'], created: change.now, expires };
  await addToken(change, token);
  return { id };
}

async function madeAuthority(change: Change): Promise<Made> {
  const id = randomUUID().replaceAll('-', '');
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await addAuthority(change, {
    ...{
      id,
      usage: 'jwt',
      kind: 'ec-p256',
      publicKey: publicKey.export({ type: 'spki', format: 'der' }),
      certificate: null,
    },
    ...{ state: 'prepared', notBefore: change.now, notAfter: new Date(change.now.getTime() + 86_400_000) },
  });
  await activateAuthority(change, id);
  return { id };
}
