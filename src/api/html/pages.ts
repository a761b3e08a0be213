import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEMS, whatFailed } from '../problem.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import { passkeyRoutes } from '../sign-in/passkeys/routes.ts';
import { oidcRoutes } from '../sign-in/oidc/routes.ts';
import { signInRoutes } from '../sign-in/pages/routes.ts';
import { assets } from './assets.ts';
import { ACTIONS, FILES, VIEWS } from './catalogue.ts';
import { guard } from './guard.ts';
import { markup } from './html.ts';
import { layout } from './layout.ts';
import { mountAction, mountFile, mountView } from './mount-pages.ts';
import { HOME } from './navigation.ts';
import { sendPage } from './send-page.ts';

/** Pages, their forms and files. Forms are taken here only: the API takes JSON, which no form of another site can send. */
export async function pages(server: FastifyInstance, parts: SignIn): Promise<void> {
  assets(server);
  await server.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 64 << 10 });
    await scope.register(rateLimit, { global: false });
    scope.setErrorHandler(errorPage);
    scope.addHook('preHandler', (request, _, done) => {
      guard(request, parts.site);
      done();
    });
    signInRoutes(scope, parts);
    oidcRoutes(scope, parts);
    passkeyRoutes(scope, parts);
    for (const view of VIEWS) mountView(scope, view, parts.door, parts.site);
    for (const row of FILES) mountFile(scope, row, parts.door, parts.site);
    for (const action of ACTIONS) mountAction(scope, action, parts.door, parts.site);
  });
}

function errorPage(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code, detail } = whatFailed(error, request);
  const { status, title, hint } = PROBLEMS[code];
  const body = markup`<section>${detail !== undefined && markup`<p>${detail}</p>`}<p class="soft">${hint}</p>
<p class="soft">Request <span class="code">${request.id}</span></p><p><a href="${HOME}">Go on</a></p></section>`;
  return sendPage(reply, layout({ title, path: request.url, body }), status);
}
