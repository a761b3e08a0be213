import * as oidc from 'openid-client';
import { ProviderAway } from './client.ts';

interface Expected {
  readonly url: URL;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The claims behind a provider's answer: state, issuer, code, signature, audience, nonce and times are checked. */
export async function answered(
  config: oidc.Configuration,
  { url, state, nonce, verifier }: Expected,
): Promise<oidc.IDToken> {
  const tokens = await oidc
    .authorizationCodeGrant(config, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    .catch((error: unknown) => {
      throw isAway(error) ? new ProviderAway('it does not answer', { cause: error }) : error;
    });
  const claims = tokens.claims();
  if (!claims) throw new Error('there is no ID token');
  const parties = typeof claims.aud === 'string' ? [claims.aud] : claims.aud;
  const { client_id: ours } = config.clientMetadata();
  // A token for us and for others could have been brought from there.
  if (parties.some((one) => one !== ours)) throw new Error('the ID token is for others too');
  return claims;
}

/** What a network does, and no attacker's answer. */
function isAway(error: unknown): boolean {
  const { name, code, cause } = error as { readonly name?: string; readonly code?: string; readonly cause?: unknown };
  return name === 'TimeoutError' || code === 'OAUTH_TIMEOUT' || (name === 'TypeError' && cause !== undefined);
}
