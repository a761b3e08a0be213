// Made of schemas/openapi.json by `npm run docs`; a test holds it to that.
import type { CallOptions, Operation } from '../operation.ts';
import type { TrustDomain } from './shapes.ts';

export interface TrustDomainMethods {
  /** The bundle of the trust domain, a JWK Set. */
  getBundle(
    input?: Readonly<Record<string, never>>,
    options?: CallOptions,
  ): Promise<{
    readonly keys: readonly unknown[];
    readonly spiffe_sequence?: number;
    /** Seconds. */
    readonly spiffe_refresh_hint?: number;
  }>;

  /** The keys of JWT-SVIDs, a JWK Set. */
  getKeys(
    input?: Readonly<Record<string, never>>,
    options?: CallOptions,
  ): Promise<{ readonly keys: readonly unknown[] }>;

  /** Where the keys of JWT-SVIDs are, and who issues them. */
  getOpenidConfiguration(
    input?: Readonly<Record<string, never>>,
    options?: CallOptions,
  ): Promise<{
    readonly issuer: string;
    readonly jwks_uri: string;
    readonly authorization_endpoint: string;
    readonly response_types_supported: readonly string[];
    readonly subject_types_supported: readonly string[];
    readonly id_token_signing_alg_values_supported: readonly string[];
    readonly claims_supported: readonly string[];
  }>;

  /** The trust domain and its authorities. Everyone who is signed in. Scope of a token: read. */
  getTrustDomain(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<TrustDomain>;

  /** Rotate before the time: the next one signs as soon as every verifier can know it, without a gap. Roles: administrator. Scope of a token: administer. */
  retireAuthority(
    input: {
      /** Of an authority. */
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<undefined>;

  /** After a compromise: out of the bundle at once; whoever looks again believes nothing that it signed. Roles: administrator. Scope of a token: administer. */
  distrustAuthority(
    input: {
      /** Of an authority. */
      readonly id: string;
      readonly body: {
        /** Goes into the record. */
        readonly reason: string;
      };
    },
    options?: CallOptions,
  ): Promise<undefined>;
}

export const trustDomain = {
  getBundle: { method: 'GET', path: '/bundle', answer: 'json', open: true },
  getKeys: { method: 'GET', path: '/keys', answer: 'json', open: true },
  getOpenidConfiguration: { method: 'GET', path: '/.well-known/openid-configuration', answer: 'json', open: true },
  getTrustDomain: { method: 'GET', path: '/api/trust-domain', answer: 'json' },
  retireAuthority: { method: 'POST', path: '/api/trust-domain/authorities/{id}/retire', keyed: true, answer: 'none' },
  distrustAuthority: {
    method: 'POST',
    path: '/api/trust-domain/authorities/{id}/distrust',
    keyed: true,
    answer: 'none',
  },
} as const satisfies Readonly<Record<string, Operation>>;
