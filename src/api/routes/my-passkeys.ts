import { Type } from '@sinclair/typebox';
import { SESSION, WAITS } from '../../governance/sessions.ts';
import type { Change, Reader } from '../../store/change.ts';
import { beginAttempt, takeAttempt, withdrawAttempts } from '../../store/rows/attempts.ts';
import { addPasskey, passkeyById, passkeysOf, removePasskey, type Passkey } from '../../store/rows/passkeys.ts';
import { accountsOf } from '../../store/rows/people.ts';
import { sessionBy } from '../../store/rows/sessions.ts';
import type { Principal } from '../principal.ts';
import { Refused } from '../refused.ts';
import { route, type Route } from '../route.ts';
import { Maybe, PasskeyId, Time } from '../shapes.ts';
import { challengeIn } from '../sign-in/passkeys/client-data.ts';
import { toMake } from '../sign-in/passkeys/options.ts';
import { relyingPartyOf } from '../sign-in/passkeys/relying-party.ts';
import { MadeAnswer } from '../sign-in/passkeys/shapes.ts';
import { verifyMade } from '../sign-in/passkeys/verify-made.ts';
import { hashOf, mint } from '../sign-in/secrets.ts';

const tag = 'me';
/** Of one person. */
const MOST = 20;

const PasskeyShape = Type.Object(
  { id: Type.String(), name: Type.String(), created: Time, usedLast: Maybe(Time) },
  { title: 'Passkey' },
);

/** One's passkeys. A key is made by the device of a browser, so adding one takes a session; and a recent sign-in. */
export const myPasskeyRoutes: readonly Route[] = [
  route({
    id: 'list-my-passkeys',
    method: 'GET',
    path: '/api/me/passkeys',
    tag,
    summary: 'Your passkeys',
    scope: 'read',
    answer: Type.Object({ items: Type.Array(PasskeyShape) }),
    read: async (db, { principal }) => ({ items: (await passkeysOf(db, principal.id)).map(passkeyAnswer) }),
  }),
  route({
    id: 'begin-my-passkey',
    once: true,
    method: 'POST',
    path: '/api/me/passkeys/options',
    tag,
    summary: 'What a browser asks a device for, to make a passkey (WebAuthn); good for five minutes, in this session',
    scope: 'administer',
    answer: Type.Object({ challenge: Type.String() }, { additionalProperties: true, title: 'PublicKeyCredentialCreationOptionsJSON' }),
    async write(change, { principal, origin }) {
      const party = relyingPartyOf(origin());
      const session = await freshSession(change, principal);
      const known = await passkeysOf(change.db, principal.id);
      if (known.length >= MOST) throw new Refused('conflict', `you have ${MOST} passkeys: remove one first`);
      const { secret: challenge, hash } = mint();
      const expires = new Date(change.now.getTime() + WAITS.passkeyMs);
      // A session waits for one at a time.
      await withdrawAttempts(change.db, 'passkey-new', { session });
      await beginAttempt(change.db, { hash, kind: 'passkey-new', data: { session }, expires });
      return toMake(party, principal, known, challenge);
    },
  }),
  route({
    id: 'add-my-passkey',
    method: 'POST',
    path: '/api/me/passkeys',
    tag,
    summary: 'Add the passkey that a device made',
    scope: 'administer',
    status: 201,
    body: MadeAnswer,
    answer: PasskeyShape,
    async write(change, { principal, origin, body }) {
      const { db, now } = change;
      const party = relyingPartyOf(origin());
      const session = await freshSession(change, principal);
      const challenge = challengeIn(body.clientDataJSON);
      const taken = challenge !== undefined && (await takeAttempt(db, 'passkey-new', hashOf(challenge), now));
      if (!taken || (taken.data as { readonly session: string }).session !== session)
        throw new Refused('forbidden', 'it was not begun in this session, or waited too long; begin again', 'challenge');
      const key = await verifyMade(body, challenge, party);
      if (await passkeyById(db, key.id)) throw new Refused('conflict', 'the passkey is known already');
      const passkey = { ...key, person: principal.id, name: body.name, created: now, usedLast: null };
      await addPasskey(change, passkey);
      return passkeyAnswer(passkey);
    },
  }),
  route({
    id: 'remove-my-passkey',
    method: 'DELETE',
    path: '/api/me/passkeys/{id}',
    tag,
    summary: 'Remove one of your passkeys',
    scope: 'administer',
    status: 204,
    params: Type.Object({ id: PasskeyId }),
    query: Type.Object({
      last: Type.Optional(Type.Boolean({ description: 'True: also when you have no other way to sign in.' })),
    }),
    async write(change, { principal, params: { id }, query }) {
      const last = await isLastWay(change.db, principal.id, id);
      if (last && query.last !== true)
        throw new Refused('conflict', 'it is your last way to sign in: say that you know it (last)', 'last-way');
      if (!(await removePasskey(change, principal.id, id, last))) throw new Refused('not-found');
    },
  }),
]; // prettier-ignore

/** Without this passkey the person has no other one and no account at a provider: only an administrator can let it in again. */
export async function isLastWay(db: Reader, person: string, id: string): Promise<boolean> {
  const passkeys = await passkeysOf(db, person);
  if (passkeys.length !== 1 || passkeys[0]?.id !== id) return false;
  return !(await accountsOf(db, person)).some(({ system }) => system === 'subject');
}

/** The session that asks, by its hash, if it began a short while ago: who only found a browser open makes itself no way in. */
async function freshSession({ db, now }: Change, { by }: Principal): Promise<string> {
  if ('token' in by) throw new Refused('forbidden', 'a token adds no passkeys', 'token-adds-passkey');
  const session = await sessionBy(db, by.session, now);
  if (!session || now.getTime() - session.created.getTime() > SESSION.freshMs)
    throw new Refused('forbidden', 'a passkey is added within 15 minutes of a sign-in: sign in again', 'not-fresh');
  return by.session.toString('base64url');
} // prettier-ignore

const passkeyAnswer = ({ id, name, created, usedLast }: Pick<Passkey, 'id' | 'name' | 'created' | 'usedLast'>) => ({
  id,
  name,
  created: created.toISOString(),
  usedLast: usedLast?.toISOString() ?? null,
});
