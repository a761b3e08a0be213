import type { FastifyInstance, FastifyRequest } from 'fastify';
import { WAITS } from '../../../governance/sessions.ts';
import type { Change } from '../../../store/change.ts';
import { takeAttempt } from '../../../store/rows/attempts.ts';
import { tell } from '../../../store/rows/outbox.ts';
import { passkeyById, usedPasskey, type Passkey } from '../../../store/rows/passkeys.ts';
import { personById } from '../../../store/rows/people.ts';
import { Refused } from '../../refused.ts';
import { traceOf } from '../../trace.ts';
import { checks } from '../../validators.ts';
import { signIn, type Known } from '../begin.ts';
import { formSecret } from '../cookies.ts';
import { limitOf } from '../pages/routes.ts';
import { returnPath } from '../return-path.ts';
import { hashOf, mint } from '../secrets.ts';
import type { SignIn } from '../sign-in.ts';
import { waitFor } from '../waiting.ts';
import { challengeIn } from './client-data.ts';
import { toSign, userHandleOf } from './options.ts';
import { relyingPartyOf } from './relying-party.ts';
import { SignedAnswer } from './shapes.ts';
import { verifySigned } from './verify-signed.ts';

/** What waits for a signature: SHA-256 of what the browser holds, base64url. */
interface Waiting {
  readonly browser: string;
}

/** Bytes of a form. The answer in it is a tenth of that. */
const LARGEST = 32 << 10;

const isAnswer = checks().compile<SignedAnswer>(SignedAnswer);
const POLICY = 'sign-in:passkey';

/** Signing in with a passkey: nobody says who they are, the device knows. */
export function passkeyRoutes(scope: FastifyInstance, parts: SignIn): void {
  const { door, site, failures } = parts;
  const limited = { schema: { hide: true }, bodyLimit: LARGEST, ...limitOf(parts) };
  /** The guard before every form has seen that there is one. */
  const browserOf = (request: FastifyRequest): string =>
    hashOf(formSecret(request, site.https) ?? '').toString('base64url');

  scope.post('/sign-in/passkey/options', limited, async (request) => {
    const party = relyingPartyOf(site.originOf(request));
    const { secret: challenge, hash } = mint();
    const data: Waiting = { browser: browserOf(request) };
    const expires = new Date(door.now().getTime() + WAITS.passkeyMs);
    await waitFor(door, { hash, kind: 'passkey', data, expires });
    return toSign(party, challenge);
  });

  scope.post('/sign-in/passkey', limited, async (request, reply) => {
    const { answer: sent, return: asked } = (request.body ?? {}) as { readonly answer?: unknown; readonly return?: unknown };
    const fail = (reason: string, detail = 'the answer of the passkey is not good; begin again'): Refused => {
      failures.add(request, 'passkey', reason);
      return new Refused('forbidden', detail, reason);
    };
    const party = relyingPartyOf(site.originOf(request));
    const answer = answerIn(sent);
    if (!answer) throw fail('answer');
    const challenge = challengeIn(answer.clientDataJSON);
    if (challenge === undefined) throw fail('client-data');
    // Whatever comes of it, a challenge is good once.
    const now = door.now();
    const taken = await door.store.maintain((db) => takeAttempt(db, 'passkey', hashOf(challenge), now));
    const waiting = taken?.data as Waiting | undefined;
    if (!waiting) throw fail('challenge', 'this sign-in was answered before, or waited too long; begin again');
    if (waiting.browser !== browserOf(request)) throw fail('other-browser', 'this sign-in was not begun in this browser; begin again');
    const passkey = await door.store.read((db) => passkeyById(db, answer.id));
    if (!passkey) throw fail('unknown-passkey', 'nobody here has this passkey: it was removed, or it is for another Writ');
    if (answer.userHandle !== userHandleOf(passkey.person).toString('base64url')) throw fail('other-person');
    const counter = await verifySigned(answer, passkey, challenge, party).catch((error: unknown) => {
      request.log.info({ err: error }, 'the answer of a passkey is not good');
      throw fail('signature');
    });
    try {
      await signIn(parts, request, reply, 'passkey', (change) => known(change, passkey, counter));
    } catch (error) {
      if (error instanceof Refused && error.reason === 'counter') await tellCopied(parts, request, passkey, counter);
      throw error;
    }
    return reply.redirect(returnPath(asked), 303);
  });
} // prettier-ignore

/** Whose key it is now, and the counter with it: both in the transaction that begins the session. */
async function known(change: Change, { id }: Passkey, counter: number): Promise<Known> {
  const passkey = await passkeyById(change.db, id);
  if (!passkey) throw new Refused('forbidden', 'the passkey was removed', 'unknown-passkey');
  const person = await personById(change.db, passkey.person);
  if (!person?.active) throw new Refused('forbidden', 'you have left, as far as Writ knows', 'left');
  const own = { ...change, actor: `person:${person.id}`, context: { ...change.context, policy: POLICY } };
  if (!(await usedPasskey(own, passkey, counter))) throw new Refused('forbidden', COPIED, 'counter');
  return { person: person.id, policy: POLICY };
}

const COPIED =
  'the counter of this passkey did not grow, so there may be a copy of it. Sign in another way, remove it, and tell an administrator';

/** Only who holds the key comes so far: this is no entry that strangers can make. */
async function tellCopied({ door }: SignIn, request: FastifyRequest, { id, person }: Passkey, counter: number): Promise<void> {
  const context = { policy: POLICY, trace: traceOf(request) };
  await door.store.change({ actor: 'nobody', now: door.now(), context }, (change) =>
    tell(change, { kind: 'passkey-copied', object: person, data: { passkey: id, counter } }),
  );
  door.changed({ tag: 'sign-in' });
} // prettier-ignore

function answerIn(text: unknown): SignedAnswer | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const answer: unknown = JSON.parse(text);
    return isAnswer(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}
