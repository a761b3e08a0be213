import type { FastifyRequest } from 'fastify';
import { Refused } from '../refused.ts';
import { formSecret } from '../sign-in/cookies.ts';
import { notForged, SAFE } from '../sign-in/signed-in.ts';
import type { Site } from '../sign-in/site.ts';

/**
 * Before every page and every form: it comes to our own name, and what may change something comes from a page that we gave to this browser. A route
 * cannot leave it out: it stands around all of them, also where nobody is signed in (a sign-in that another site forges would be somebody else's).
 */
export function guard(request: FastifyRequest, site: Site): void {
  const origin = site.originOf(request);
  if (SAFE.has(request.method)) return;
  const from = request.headers.origin;
  if (from !== undefined && from !== origin) throw new Refused('forbidden', 'the form comes from another site', 'csrf');
  const secret = formSecret(request, site.https);
  if (secret === undefined)
    throw new Refused('forbidden', 'the page is too old, or the browser keeps no cookies: open it again', 'csrf');
  notForged(request, secret);
}
