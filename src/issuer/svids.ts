import { randomUUID } from 'node:crypto';
import { trustDomainOf, type SpiffeId } from '../spiffe/id.ts';
import type { Claims } from '../spiffe/jwt/mint.ts';
import { Refusal } from '../spiffe/refusal.ts';
import type { Leaf } from '../spiffe/x509/leaf.ts';
import { keyTypeOf } from '../spiffe/x509/key-type.ts';
import type { Issuer } from './issuer.ts';
import type { IssuingPolicy } from './policy.ts';

export interface X509Svid {
  /** DER, what proves the ID first. */
  readonly chain: readonly Buffer[];
  readonly notAfter: Date;
}

export interface JwtSvid {
  readonly token: string;
  readonly expiresAt: Date;
}

export interface SvidParts {
  readonly issuer: Pick<Issuer, 'domain' | 'x509' | 'jwt'>;
  readonly policy: IssuingPolicy;
  readonly now: () => Date;
  /** Where readers that know OpenID Connect only find the keys. */
  readonly url?: string | undefined;
}

/** No authority signs at this moment: the last one is distrusted, and the next is being made. Asking again in a moment helps. */
export class NothingSigns extends Error {
  constructor() {
    super('no authority of the trust domain signs at this moment');
    this.name = 'NothingSigns';
  }
}

/** Clocks of verifiers are behind by less. */
const BEHIND_MS = 10_000;

/** Makes SVIDs that live as long as they may: never beyond the authority that signs them. Who asks has shown that the ID is theirs. */
export class Svids {
  readonly #parts: SvidParts;

  constructor(parts: SvidParts) {
    this.#parts = parts;
  }

  /** `key`: SubjectPublicKeyInfo of a key that whoever asks holds. Throws a `Refusal` for keys and ids that stand for nobody here. */
  async x509({ id, key, dnsNames = [] }: Pick<Leaf, 'id' | 'key' | 'dnsNames'>): Promise<X509Svid> {
    const { issuer, policy, now } = this.#parts;
    this.#ours(id);
    keyTypeOf(key);
    const { x509: signing } = issuer;
    if (!signing) throw new NothingSigns();
    const at = now().getTime();
    const notAfter = new Date(wholeSeconds(Math.min(at + policy.svidTtl.x509, signing.notAfter)));
    const notBefore = new Date(wholeSeconds(at - BEHIND_MS));
    const leaf = await signing.minter.mint({ id, key, dnsNames, notBefore, notAfter });
    return { chain: [leaf], notAfter };
  }

  async jwt({ id, audience }: Pick<Claims, 'id' | 'audience'>): Promise<JwtSvid> {
    const { issuer, policy, now, url } = this.#parts;
    this.#ours(id);
    const { jwt: signing } = issuer;
    if (!signing) throw new NothingSigns();
    const issuedAt = now();
    const end = Math.min(issuedAt.getTime() + policy.svidTtl.jwt, signing.notAfter);
    const expiresAt = new Date(wholeSeconds(end));
    const claims = { id, audience, issuedAt, expiresAt, tokenId: randomUUID() };
    const token = await signing.minter.mint(url === undefined ? claims : { ...claims, issuer: url });
    return { token, expiresAt };
  }

  #ours(id: SpiffeId): void {
    const domain = trustDomainOf(id);
    if (domain !== this.#parts.issuer.domain) throw new Refusal('unknown-trust-domain', domain);
    if (id === `spiffe://${domain}`) throw new Refusal('no-path');
  }
}

const wholeSeconds = (at: number): number => Math.floor(at / 1000) * 1000;
