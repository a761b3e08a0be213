import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION, WAITS } from '../../governance/sessions.ts';
import { mint } from './secrets.ts';
import { cookieName } from './signed-in.ts';

const SECRET = /^[A-Za-z0-9_-]{43}$/u;

/** Name of the cookie of a browser in which nobody is signed in yet: sign-ins that wait are bound to it. */
const beforeName = (https: boolean): string => (https ? '__Host-writ-before' : 'writ-before');

const attributes = (https: boolean) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: https }) as const;

export function setSession(reply: FastifyReply, https: boolean, secret: string): void {
  reply.setCookie(cookieName(https), secret, { ...attributes(https), maxAge: SESSION.longestMs / 1000 });
  reply.clearCookie(beforeName(https), attributes(https));
}

export const clearSession = (reply: FastifyReply, https: boolean): FastifyReply =>
  reply.clearCookie(cookieName(https), attributes(https));

/** What the browser holds for its session, whether or not that goes on. */
export const sessionSecret = (request: FastifyRequest, https: boolean): string | undefined =>
  wellFormed(request.cookies[cookieName(https)]);

export const beforeSecret = (request: FastifyRequest, https: boolean): string | undefined =>
  wellFormed(request.cookies[beforeName(https)]);

/** The browser's, or a new one, for as long as a sign-in may wait. */
export function keepBefore(request: FastifyRequest, reply: FastifyReply, https: boolean): string {
  const secret = beforeSecret(request, https) ?? mint().secret;
  reply.setCookie(beforeName(https), secret, { ...attributes(https), maxAge: WAITS.oidcMs / 1000 });
  return secret;
}

/** What the forms of this browser are bound to. */
export const formSecret = (request: FastifyRequest, https: boolean): string | undefined =>
  sessionSecret(request, https) ?? beforeSecret(request, https);

const wellFormed = (text: string | undefined): string | undefined =>
  text !== undefined && SECRET.test(text) ? text : undefined;
