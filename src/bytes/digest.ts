import { createHmac } from 'node:crypto';

/**
 * Equality of secrets without the secrets: HMAC-SHA-256 under a key that is kept outside every output. Two values are equal when
 * their digests are; the digest cannot be inverted or compared across estates without the key.
 */
export class SecretDigest {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    if (key.length < 32) throw new RangeError('a digest key has at least 32 bytes');
    this.#key = key;
  }

  /** 32 hex digits. */
  of(value: string): string {
    return createHmac('sha256', this.#key).update(value).digest('hex').slice(0, 32);
  }
}

/** The last four characters of a value of 20 or more; shorter values show nothing. */
export function last4(value: string): string | undefined {
  return value.length >= 20 ? value.slice(-4) : undefined;
}
