import type { FastifyRequest } from 'fastify';
import { Refused } from '../refused.ts';

/** Where browsers reach it. Addresses in answers, cookies, passkeys and redirect URIs are made of this, never of what a stranger sent. */
export interface Site {
  readonly https: boolean;
  /** The origin that the request came to. Throws `Refused` when it is none of ours: another host name may lead here (DNS rebinding). */
  originOf(request: FastifyRequest): string;
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export const isLoopback = ({ hostname }: URL): boolean => LOOPBACK.has(hostname);

/** Without encryption only this machine: cookies and links would be read on the way. */
export function isPublicUrl(text: string): boolean {
  if (!/^https?:\/\/[^/\s?#@]+$/u.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' || isLoopback(url);
}

/** Under its public address only; without one by the names of this machine, on whatever port they lead here. */
export function siteOf(publicUrl: string | undefined): Site {
  const origin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return {
    https: origin?.startsWith('https:') === true,
    originOf({ headers: { host = '' } }) {
      const asked = `${origin === undefined ? 'http:' : new URL(origin).protocol}//${host}`;
      const url = URL.canParse(asked) ? new URL(asked) : undefined;
      if (url && (origin === undefined ? isLoopback(url) : url.origin === origin)) return url.origin;
      throw new Refused('bad-request', `it is reached as ${origin ?? 'http://localhost'}`, 'host');
    },
  };
}
