import type { KeyObject } from 'node:crypto';

/** Algorithms of JWT-SVIDs (JWT-SVID 2.1): what signs them, and how. EdDSA and HMAC are not among them. */
export interface Algorithm {
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  readonly type: 'rsa' | 'ec';
  /** OpenSSL's name of the curve. */
  readonly curve?: string;
  readonly pss?: true;
}

export const ALGORITHMS: ReadonlyMap<unknown, Algorithm> = new Map<unknown, Algorithm>([
  ['RS256', { hash: 'sha256', type: 'rsa' }],
  ['RS384', { hash: 'sha384', type: 'rsa' }],
  ['RS512', { hash: 'sha512', type: 'rsa' }],
  ['ES256', { hash: 'sha256', type: 'ec', curve: 'prime256v1' }],
  ['ES384', { hash: 'sha384', type: 'ec', curve: 'secp384r1' }],
  ['ES512', { hash: 'sha512', type: 'ec', curve: 'secp521r1' }],
  ['PS256', { hash: 'sha256', type: 'rsa', pss: true }],
  ['PS384', { hash: 'sha384', type: 'rsa', pss: true }],
  ['PS512', { hash: 'sha512', type: 'rsa', pss: true }],
]);

const SHORTEST_RSA = 2048;
const LONGEST_RSA = 8192;

/** Whether the key is one for the algorithm: a key id alone never decides how a signature is checked. */
export function fits({ type, curve }: Algorithm, key: KeyObject): boolean {
  if (key.asymmetricKeyType !== type) return false;
  if (type === 'ec') return key.asymmetricKeyDetails?.namedCurve === curve;
  const length = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return length >= SHORTEST_RSA && length <= LONGEST_RSA;
}
