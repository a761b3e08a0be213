import type { FastifyInstance } from 'fastify';
import { sendPage } from '../../html/send-page.ts';
import { endSessions } from '../../../store/rows/sessions.ts';
import { Refused } from '../../refused.ts';
import { traceOf } from '../../trace.ts';
import { signIn } from '../begin.ts';
import { clearSession, keepBefore, sessionSecret } from '../cookies.ts';
import { takeLink } from '../links.ts';
import { returnPath } from '../return-path.ts';
import { csrfOf, hashOf } from '../secrets.ts';
import { isSetUpOpen } from '../set-up.ts';
import { TRIES_PER_MINUTE, type SignIn } from '../sign-in.ts';
import { linkPage, signInPage } from './sign-in-page.ts';

const hide = { hide: true };

/** Signing in and out, where nobody is signed in yet. */
export function signInRoutes(scope: FastifyInstance, parts: SignIn): void {
  const { door, site, options } = parts;
  const limited = limitOf(parts);

  scope.get('/sign-in', { schema: hide }, async (request, reply) => {
    const csrf = csrfOf(sessionSecret(request, site.https) ?? keepBefore(request, reply, site.https));
    const { return: asked } = request.query as { readonly return?: unknown };
    const setUp = await door.store.read(isSetUpOpen);
    const { providers = [] } = options;
    return sendPage(
      reply,
      signInPage({ csrf, returns: returnPath(asked), providers, setUp, origin: site.originOf(request) }),
    );
  });

  // Shows a button and does nothing: those who only fetch what somebody was sent use nothing up.
  scope.get('/sign-in/link', { schema: hide }, async (request, reply) => {
    const csrf = csrfOf(sessionSecret(request, site.https) ?? keepBefore(request, reply, site.https));
    return sendPage(reply, linkPage(csrf, await door.store.read(isSetUpOpen)));
  });

  scope.post('/sign-in/link', { schema: hide, ...limited }, async (request, reply) => {
    const { token, name } = (request.body ?? {}) as { readonly token?: unknown; readonly name?: unknown };
    if (typeof token !== 'string') throw new Refused('bad-request', 'the code of the link is missing', 'link');
    const named = typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : undefined;
    await signIn(parts, request, reply, 'link', (change) => takeLink(change, token, named));
    return reply.redirect(returnPath(undefined), 303);
  });

  scope.post('/sign-out', { schema: hide }, async (request, reply) => {
    const secret = sessionSecret(request, site.https);
    const principal = secret === undefined ? undefined : await door.signedIn(request).catch(() => undefined);
    if (principal && secret !== undefined) {
      const context = { policy: 'route:sign-out', trace: traceOf(request) };
      await door.store.change({ actor: `person:${principal.id}`, now: door.now(), context }, (change) =>
        endSessions(change, { hash: hashOf(secret) }),
      );
      door.changed({ tag: 'sign-in' });
    }
    clearSession(reply, site.https);
    return reply.redirect('/sign-in', 303);
  });
}

/** Guessing is slow: a secret of 256 bits needs no more than that. */
export const limitOf = ({ options, failures }: SignIn) => ({
  config: {
    rateLimit: {
      max: options.triesPerMinute ?? TRIES_PER_MINUTE,
      timeWindow: 60_000,
      onExceeded: (request: Parameters<typeof failures.add>[0]) => {
        failures.add(request, 'any', 'too-many');
      },
    },
  },
});
