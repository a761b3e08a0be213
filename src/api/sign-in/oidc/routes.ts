import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as oidc from 'openid-client';
import { WAITS } from '../../../governance/sessions.ts';
import { takeAttempt } from '../../../store/rows/attempts.ts';
import { layout } from '../../html/layout.ts';
import { markup } from '../../html/html.ts';
import { sendPage } from '../../html/send-page.ts';
import { Refused } from '../../refused.ts';
import { signIn } from '../begin.ts';
import { beforeSecret, keepBefore } from '../cookies.ts';
import { limitOf } from '../pages/routes.ts';
import { returnPath } from '../return-path.ts';
import { hashOf, mint } from '../secrets.ts';
import type { SignIn } from '../sign-in.ts';
import { waitFor } from '../waiting.ts';
import { answered } from './answered.ts';
import { Clients, ProviderAway } from './client.ts';
import { SCOPES, type Provider } from './provider.ts';
import { nonceOf, verifierOf } from './secrets.ts';
import { whoIs } from './who.ts';

/** What waits for a provider's answer. */
interface Waiting {
  readonly provider: string;
  readonly returns: string;
  /** SHA-256 of what the browser holds, base64url. */
  readonly browser: string;
}

/** Signing in at OpenID providers, by authorization code with PKCE. */
export function oidcRoutes(scope: FastifyInstance, parts: SignIn): void {
  const { door, site, options, failures } = parts;
  const clients = new Clients(options.fetch ?? fetch, door.now);
  const limited = { schema: { hide: true }, ...limitOf(parts) };
  const providerOf = (request: FastifyRequest): Provider => {
    const { provider } = request.params as { readonly provider: string };
    const found = options.providers?.find(({ id }) => id === provider);
    if (!found) throw new Refused('not-found');
    return found;
  };
  const configOf = async (provider: Provider, request: FastifyRequest): Promise<oidc.Configuration> => {
    try {
      return await clients.of(provider);
    } catch (error) {
      if (!(error instanceof ProviderAway)) throw error;
      request.log.warn({ err: error, provider: provider.id }, 'a provider cannot be asked');
      throw new Refused('not-ready', `${provider.name} does not answer as it should; other ways to sign in work`);
    }
  };

  const begin = async (request: FastifyRequest, browser: string, returns: string) => {
    const provider = providerOf(request);
    const config = await configOf(provider, request);
    const { secret: state, hash } = mint();
    const expires = new Date(door.now().getTime() + WAITS.oidcMs);
    const data: Waiting = { provider: provider.id, browser: hashOf(browser).toString('base64url'), returns };
    await waitFor(door, { hash, kind: 'oidc', data, expires });
    const to = oidc.buildAuthorizationUrl(config, {
      response_type: 'code',
      redirect_uri: redirectUri(site.originOf(request), provider),
      scope: [...new Set(['openid', ...(provider.scopes ?? SCOPES)])].join(' '),
      state,
      nonce: nonceOf(browser, state),
      code_challenge: await oidc.calculatePKCECodeChallenge(verifierOf(browser, state)),
      code_challenge_method: 'S256',
    });
    // Not by a redirect: a form of ours may lead nowhere else (form-action).
    return layout({
      title: `On to ${provider.name}`,
      path: '/sign-in',
      goTo: to.href,
      body: markup`<p><a href="${to.href}">Go on to ${provider.name}</a></p>`,
    });
  };

  scope.post('/sign-in/oidc/:provider', limited, async (request, reply) => {
    const { return: asked } = (request.body ?? {}) as { readonly return?: unknown };
    const browser = keepBefore(request, reply, site.https);
    return sendPage(reply, await begin(request, browser, returnPath(asked)));
  });

  scope.get('/sign-in/oidc/:provider/callback', limited, async (request, reply) => {
    const provider = providerOf(request);
    const { state } = request.query as { readonly state?: unknown };
    const browser = beforeSecret(request, site.https);
    const fail = (reason: string, detail: string): Refused => {
      failures.add(request, 'oidc', reason);
      return new Refused('forbidden', detail, reason);
    };
    if (typeof state !== 'string' || state.length > 200 || browser === undefined)
      throw fail('no-attempt', 'this sign-in was not begun in this browser; begin again');
    // Whatever comes of it, a state is good once.
    const now = door.now();
    const taken = await door.store.maintain((db) => takeAttempt(db, 'oidc', hashOf(state), now));
    const waiting = taken?.data as Waiting | undefined;
    if (!waiting) throw fail('state', 'this sign-in was answered before, or waited too long; begin again');
    if (waiting.provider !== provider.id || waiting.browser !== hashOf(browser).toString('base64url'))
      throw fail('other-browser', 'this sign-in was not begun in this browser; begin again');
    const config = await configOf(provider, request);
    const claims = await answered(config, {
      url: new URL(`${redirectUri(site.originOf(request), provider)}${/\?.*$/su.exec(request.url)?.[0] ?? ''}`),
      state,
      nonce: nonceOf(browser, state),
      verifier: verifierOf(browser, state),
    }).catch((error: unknown) => {
      if (error instanceof ProviderAway) throw new Refused('not-ready', `${provider.name} does not answer as it should`);
      request.log.info({ err: error, provider: provider.id }, 'the answer of a provider is not good');
      throw fail('answer', 'the answer of the provider is not good; begin again');
    });
    const policy = `sign-in:oidc:${provider.id}`;
    await signIn(parts, request, reply, 'oidc', async (change) => ({
      person: await whoIs(change, provider, claims),
      policy,
    }));
    return reply.redirect(waiting.returns, 303);
  });
} // prettier-ignore

/** Exactly what is registered at the provider. */
const redirectUri = (origin: string, { id }: Provider): string => `${origin}/sign-in/oidc/${id}/callback`;
