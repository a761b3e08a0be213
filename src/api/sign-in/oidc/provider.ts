import { WritError } from '../../../model/errors.ts';
import { isLoopback } from '../site.ts';

/** An OpenID provider, as it is configured. */
export interface Provider {
  /** Part of its redirect URI: each provider has its own, so an answer of one is no answer of another. */
  readonly id: string;
  /** On the button. */
  readonly name: string;
  /** Exactly as its tokens say it. */
  readonly issuer: string;
  readonly clientId: string;
  /** Without one it is a public client; PKCE is always used. */
  readonly clientSecret?: string;
  readonly scopes?: readonly string[];
  /** Only accounts whose e-mail address the provider verified in one of these domains. */
  readonly domains?: readonly string[];
  /** Only accounts whose claims are one of these: `{ tid: ['…'] }`, `{ groups: ['writ'] }`. */
  readonly claims?: Readonly<Record<string, readonly string[]>>;
  /** An account that nobody knows becomes a new person, who may nothing yet. */
  readonly enrol?: boolean;
  /** The claim that is the `userName` of the directory that enrols people (SCIM): who is enrolled there is known by it at the first sign-in. */
  readonly userNameClaim?: string;
}

export const SCOPES = ['openid', 'profile', 'email'] as const;

/** Refuses what could not be meant. */
export function checkedProviders(providers: readonly Provider[]): readonly Provider[] {
  for (const { id, issuer, clientId } of providers) {
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/u.test(id)) throw wrong(`"${id}" is no id of a provider (a-z, 0-9 and -)`);
    if (!URL.canParse(issuer)) throw wrong(`"${issuer}" is no issuer`);
    const url = new URL(issuer);
    const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
    if (!secure || url.search !== '' || url.hash !== '' || url.username !== '')
      throw wrong(`the issuer ${url.origin} is to be an https address without a query`);
    if (clientId === '') throw wrong(`the provider ${id} has no client id`);
  }
  const ids = providers.map(({ id }) => id);
  const issuers = providers.map(({ issuer }) => issuer);
  if (new Set(ids).size < ids.length || new Set(issuers).size < issuers.length)
    throw wrong('two providers have one id or one issuer');
  return providers;
}

const wrong = (what: string): WritError => new WritError('bad-configuration', what);
