import * as oidc from 'openid-client';
import { isLoopback } from '../site.ts';
import { boundedFetch } from './bounded-fetch.ts';
import type { Provider } from './provider.ts';

/** How far clocks may be apart. */
const SKEW_SECONDS = 60;
const ANSWERS_WITHIN_SECONDS = 10;
const KEPT_MS = 3_600_000;

/** The library marks it as deprecated so that nobody uses it unseen; it is used for loopback only. */
const unencrypted: (config: oidc.Configuration) => void = Reflect.get(oidc, 'allowInsecureRequests');

/** The provider cannot be asked now: that is no fault of who signs in. */
export class ProviderAway extends Error {}

/** What is known of each provider: read when it is first needed and again after an hour, so that one which is down keeps nothing else from working. */
export class Clients {
  readonly #fetch: typeof fetch;
  readonly #now: () => Date;
  readonly #kept = new Map<string, { readonly config: oidc.Configuration; readonly until: number }>();

  constructor(how: typeof fetch, now: () => Date) {
    this.#fetch = how;
    this.#now = now;
  }

  async of(provider: Provider): Promise<oidc.Configuration> {
    const kept = this.#kept.get(provider.id);
    if (kept && kept.until > this.#now().getTime()) return kept.config;
    const config = await this.#discover(provider);
    this.#kept.set(provider.id, { config, until: this.#now().getTime() + KEPT_MS });
    return config;
  }

  async #discover({ issuer, clientId, clientSecret }: Provider): Promise<oidc.Configuration> {
    const url = new URL(issuer);
    const execute = [oidc.enableNonRepudiationChecks];
    // Without encryption only on this machine.
    if (url.protocol === 'http:' && isLoopback(url)) execute.push(unencrypted);
    try {
      return await oidc.discovery(
        url,
        clientId,
        { [oidc.clockTolerance]: SKEW_SECONDS },
        clientSecret === undefined ? oidc.None() : oidc.ClientSecretPost(clientSecret),
        { [oidc.customFetch]: boundedFetch(this.#fetch), timeout: ANSWERS_WITHIN_SECONDS, execute },
      );
    } catch (error) {
      throw new ProviderAway(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
}
