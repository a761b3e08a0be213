import type { SpiffeId } from '../id.ts';
import { KEY_KINDS, type SigningKey } from '../keys/port.ts';

/** What a JWT-SVID says (JWT-SVID 3). */
export interface Claims {
  readonly id: SpiffeId;
  /** At least one; more than one is a token that its first reader can carry to the second. */
  readonly audience: readonly string[];
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** For readers that know OpenID Connect only. */
  readonly issuer?: string;
  /** Names this one token. */
  readonly tokenId?: string;
}

/** An authority at work: the id under which bundles hold its key, and the key. */
export interface JwtAuthority {
  readonly keyId: string;
  readonly key: SigningKey;
}

/** Makes JWT-SVIDs of one authority; the header is the same in all of them. */
export class JwtMinter {
  readonly #key: SigningKey;
  readonly #header: string;

  constructor({ keyId, key }: JwtAuthority) {
    this.#key = key;
    this.#header = encode({ alg: KEY_KINDS[key.kind].jose, kid: keyId, typ: 'JWT' });
  }

  /** JWS Compact Serialization (RFC 7515, 7.1). */
  async mint({ id, audience, issuedAt, expiresAt, issuer, tokenId }: Claims): Promise<string> {
    if (audience.length === 0 || audience.includes('')) throw new RangeError('a JWT-SVID is meant for somebody');
    const body = {
      sub: id,
      aud: audience,
      exp: seconds(expiresAt),
      iat: seconds(issuedAt),
      ...(issuer === undefined ? {} : { iss: issuer }),
      ...(tokenId === undefined ? {} : { jti: tokenId }),
    };
    const signed = `${this.#header}.${encode(body)}`;
    const signature = await this.#key.sign(Buffer.from(signed, 'latin1'), 'ieee-p1363');
    return `${signed}.${signature.toString('base64url')}`;
  }
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
const encode = (value: object): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
