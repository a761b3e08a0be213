import type { Door } from '../door.ts';
import type { Provider } from './oidc/provider.ts';
import type { Failures } from './failures.ts';
import type { Site } from './site.ts';

/** What the one who runs it says about signing in. */
export interface SignInOptions {
  readonly providers?: readonly Provider[];
  /** Addresses of proxies before it, as addresses or ranges: who they say that asked, asked. */
  readonly trustedProxies?: readonly string[];
  /** Of one address, in a minute. */
  readonly triesPerMinute?: number;
  /** How providers are reached. */
  readonly fetch?: typeof fetch;
}

/** What every way to sign in has. */
export interface SignIn {
  readonly door: Door;
  readonly site: Site;
  readonly failures: Failures;
  readonly options: SignInOptions;
}

export const TRIES_PER_MINUTE = 60;
