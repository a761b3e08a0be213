import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION } from '../../governance/sessions.ts';
import type { Change } from '../../store/change.ts';
import { beginSession, endSessions } from '../../store/rows/sessions.ts';
import type { SignedInBy } from '../../store/tables.ts';
import { Refused } from '../refused.ts';
import { traceOf } from '../trace.ts';
import { sessionSecret, setSession } from './cookies.ts';
import { hashOf, mint } from './secrets.ts';
import type { SignIn } from './sign-in.ts';

/** Who signs in, and by which rule. */
export interface Known {
  readonly person: string;
  readonly policy: string;
}

/**
 * Finds who it is and begins a session, in one transaction: what `who` takes (a link, a counter) is used up exactly when the session is there. The secret
 * of a session is always a new one, and the one that the browser had before ends.
 */
export async function signIn(
  parts: SignIn,
  request: FastifyRequest,
  reply: FastifyReply,
  how: SignedInBy,
  who: (change: Change) => Promise<Known>,
): Promise<void> {
  const { door, site, failures } = parts;
  const { secret, hash } = mint();
  const before = sessionSecret(request, site.https);
  const now = door.now();
  try {
    await door.store.change({ actor: 'nobody', now, context: { trace: traceOf(request) } }, async (change) => {
      const { person, policy } = await who(change);
      const theirs = { ...change, actor: `person:${person}`, context: { ...change.context, policy } };
      if (before !== undefined) await endSessions(theirs, { hash: hashOf(before) });
      const expires = new Date(now.getTime() + SESSION.longestMs);
      await beginSession(theirs, { hash, person, created: now, usedLast: now, expires, how });
    });
  } catch (error) {
    if (error instanceof Refused) failures.add(request, how, error.reason ?? error.code);
    throw error;
  }
  door.changed({ tag: 'sign-in' });
  setSession(reply, site.https, secret);
}
