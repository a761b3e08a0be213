import type { KeyObject } from 'node:crypto';
import type { TrustDomain } from '../id.ts';
import type { Authorities } from '../x509/verify.ts';
import type { JwtKeys } from '../jwt/verify.ts';
import type { Certificate } from '../x509/certificate.ts';

/** The authorities of one trust domain (SPIFFE Trust Domain and Bundle 3): whatever they signed is of that domain, and nothing else is. */
export interface Bundle {
  readonly domain: TrustDomain;
  readonly x509: readonly Certificate[];
  /** Keys of JWT-SVIDs by their ids. */
  readonly jwt: ReadonlyMap<string, KeyObject>;
  /** Rises with every change. */
  readonly sequence?: number;
  /** After so many seconds whoever holds a copy looks again. */
  readonly refreshHint?: number;
}

/** Bundles by the name of their trust domain, as verifiers ask for them. */
export class Bundles {
  readonly #bundles: ReadonlyMap<TrustDomain, Bundle>;

  constructor(bundles: Iterable<Bundle>) {
    this.#bundles = new Map(Array.from(bundles, (bundle) => [bundle.domain, bundle]));
  }

  readonly x509: Authorities = (domain) => this.#bundles.get(domain)?.x509;
  readonly jwt: JwtKeys = (domain) => this.#bundles.get(domain)?.jwt;
}
