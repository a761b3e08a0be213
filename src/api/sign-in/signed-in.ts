import type { FastifyRequest } from 'fastify';
import type { Principal } from '../principal.ts';
import { Refused } from '../refused.ts';
import type { Principals } from './principals.ts';
import { csrfOf, hashOf, same } from './secrets.ts';

export const TOKEN_PREFIX = 'writ_';
const TOKEN = /^Bearer (writ_[A-Za-z0-9_-]{43})$/u;
const SESSION = /^[A-Za-z0-9_-]{43}$/u;
export const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Name of the session's cookie. Over HTTPS no other host and no plain page can set it (`__Host-`); without it only loopback is served. */
export const cookieName = (https: boolean): string => (https ? '__Host-writ' : 'writ-session');

/** An API token, or a session. Throws `Refused` where there is neither, or one that is not good: what is sent and wrong is never passed over. */
export async function signedIn(request: FastifyRequest, principals: Principals, https: boolean): Promise<Principal> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const token = TOKEN.exec(authorization)?.[1];
    const principal = token === undefined ? undefined : await principals.by('token', hashOf(token));
    if (!principal) throw new Refused('unauthenticated', 'the token is not good', 'token');
    return principal;
  }
  const session = request.cookies[cookieName(https)];
  if (session === undefined) throw new Refused('unauthenticated');
  const principal = SESSION.test(session) ? await principals.by('session', hashOf(session)) : undefined;
  if (!principal) throw new Refused('unauthenticated', 'the session has ended', 'session');
  if (!SAFE.has(request.method)) notForged(request, session);
  return principal;
}

/** A change by a session comes from our own page: another site can send its cookie along, and cannot know what stands in the page. */
export function notForged(request: FastifyRequest, session: string): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Refused('forbidden', 'the request comes from another site', 'csrf');
  const form = request.body as { readonly csrf?: unknown } | undefined;
  const sent = request.headers['x-csrf-token'] ?? form?.csrf;
  if (typeof sent !== 'string' || !same(sent, csrfOf(session)))
    throw new Refused('forbidden', 'the request carries no token of its page (x-csrf-token)', 'csrf');
}
