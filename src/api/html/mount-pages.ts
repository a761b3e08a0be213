import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AnyCall, Door } from '../door.ts';
import { perform } from '../perform.ts';
import { EVERYBODY } from '../permit.ts';
import { held, type Principal } from '../principal.ts';
import { Refused } from '../refused.ts';
import { sessionSecret } from '../sign-in/cookies.ts';
import { csrfOf } from '../sign-in/secrets.ts';
import type { Site } from '../sign-in/site.ts';
import { sound } from '../sound.ts';
import { checks } from '../validators.ts';
import { ALONE_BANNER } from './banner.ts';
import type { Child } from './html.ts';
import { layout, type Layout } from './layout.ts';
import type { Form, PageAction, PageCall, PageFile, PageView } from './page-row.ts';
import { sendPage } from './send-page.ts';

/** Serves a page to who is signed in and may see it; who is not signed in is sent to sign in, and comes back. */
export function mountView(scope: FastifyInstance, view: PageView, door: Door, site: Site): void {
  scope.get(view.path, { schema: { hide: true } }, async (request, reply) => {
    const call = await asked(view, request, door, site);
    if (!call) return toSignIn(request, reply);
    const body = await recorded(door, view, request, call.principal, () =>
      door.store.read((db) => view.view(db, call)),
    );
    return sendPage(reply, pageFor(call, request, { title: view.title, body, scripts: view.scripts ?? [] }));
  });
}

/** The same for a page that was made elsewhere: it runs its own scripts, without our name, our cookies, or any address to send something to. */
export function mountFile(scope: FastifyInstance, row: PageFile, door: Door, site: Site): void {
  scope.get(row.path, { schema: { hide: true } }, async (request, reply) => {
    const call = await asked(row, request, door, site);
    if (!call) return toSignIn(request, reply);
    const bytes = await recorded(door, row, request, call.principal, () => row.file(call));
    return reply.type('text/html; charset=utf-8').header('content-security-policy', BOXED).send(bytes);
  });
}

const BOXED =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; sandbox allow-scripts";

const toSignIn = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.redirect(`/sign-in?${new URLSearchParams({ return: request.url }).toString()}`, 303);

/** Undefined where nobody is signed in. Throws `Refused` for who holds none of its roles. */
async function asked(
  row: Pick<PageView, 'id' | 'roles'>,
  request: FastifyRequest,
  door: Door,
  site: Site,
): Promise<PageCall | undefined> {
  const principal = await here(request, door);
  if (!principal) return undefined;
  if (row.roles && held(principal, row.roles).length === 0) {
    const refused = new Refused('forbidden', `it takes one of these roles: ${row.roles.join(', ')}`, 'role');
    door.refused(refused, row, request, principal);
    throw refused;
  }
  return callOf(request, principal, door, site, row);
}

/** Serves a form's target. */
export function mountAction(scope: FastifyInstance, action: PageAction, door: Door, site: Site): void {
  const { row, take, then } = action;
  const check = checks();
  const [isBody, isParams, isQuery] = [row.body, row.params, row.query].map((schema) => schema && check.compile(schema));
  scope.post(action.path, { schema: { hide: true } }, async (request, reply) => {
    const principal = await here(request, door);
    if (!principal) return reply.redirect('/sign-in', 303);
    const call = callOf(request, principal, door, site, row);
    const taken = take?.((request.body ?? {}) as Form, call.params) ?? {};
    const { params = {}, query = {}, body } = taken;
    sound([params, query, body]);
    for (const [is, what] of [[isParams, params], [isQuery, query], [isBody, body]] as const)
      if (is && !is(what)) throw new Refused('bad-request', check.errorsText(is.errors ?? null));
    const { within, now } = call;
    const whole: AnyCall = { params: { ...params }, query: { ...query }, body, principal, within, seen: undefined, now, origin: () => call.origin, services: door.services };
    const { value } = await recorded(door, row, request, principal, () => perform(row, door, whole, request));
    if (typeof then === 'string') return reply.redirect(then, 303);
    return sendPage(reply, pageFor(call, request, { title: then.title, body: then.show(value, call) }));
  });
} // prettier-ignore

/** The person of the session. A page is for people: an API token opens none. */
async function here(request: FastifyRequest, door: Door): Promise<Principal | undefined> {
  if (request.headers.authorization !== undefined) throw new Refused('unauthenticated', 'a token opens no pages');
  try {
    return await door.signedIn(request);
  } catch (error) {
    if (error instanceof Refused && error.code === 'unauthenticated') return undefined;
    throw error;
  }
}

async function recorded<T>(
  door: Door,
  row: Pick<PageView, 'id'>,
  request: FastifyRequest,
  principal: Principal,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) door.refused(error, row, request, principal);
    throw error;
  }
}

function callOf(
  request: FastifyRequest,
  principal: Principal,
  { now, services }: Door,
  site: Site,
  { roles }: Pick<PageView, 'roles'>,
): PageCall {
  return {
    principal,
    params: request.params as PageCall['params'],
    query: request.query as PageCall['query'],
    within: held(principal, roles ?? EVERYBODY),
    csrf: csrfOf(sessionSecret(request, site.https) ?? ''),
    origin: site.originOf(request),
    now: now(),
    services,
  };
}

export const pageFor = (
  { principal, csrf }: Pick<PageCall, 'principal' | 'csrf'>,
  request: FastifyRequest,
  more: Pick<Layout, 'title' | 'scripts' | 'goTo'> & { readonly body: Child },
) =>
  layout({
    path: request.url.replace(/\?.*$/su, ''),
    person: principal.name,
    csrf,
    banner: principal.alone ? ALONE_BANNER : undefined,
    ...more,
  });
