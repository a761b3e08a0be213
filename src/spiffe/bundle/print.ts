import type { KeyObject } from 'node:crypto';
import type { Bundle } from './bundle.ts';
import { publicKeyOf } from '../x509/certificate.ts';

/** A bundle as a JWK Set (SPIFFE Trust Domain and Bundle 4; X509-SVID 6.1; JWT-SVID, its section on bundles). */
export function printBundle({ x509, jwt, sequence, refreshHint }: Bundle): string {
  const keys = [
    ...x509.map((certificate) => ({
      use: 'x509-svid',
      ...publicKeyOf(certificate).export({ format: 'jwk' }),
      x5c: [certificate.raw.toString('base64')],
    })),
    ...Array.from(jwt, ([kid, key]) => ({ use: 'jwt-svid', kid, ...key.export({ format: 'jwk' }) })),
  ];
  return JSON.stringify({
    keys,
    ...(sequence === undefined ? {} : { spiffe_sequence: sequence }),
    ...(refreshHint === undefined ? {} : { spiffe_refresh_hint: refreshHint }),
  });
}

/** The keys of JWT-SVIDs for readers that know OpenID Connect only (OpenID Connect Discovery 3, `jwks_uri`). */
export function printKeys({ jwt }: Pick<Bundle, 'jwt'>): string {
  return JSON.stringify({
    keys: Array.from(jwt, ([kid, key]) => ({
      use: 'sig',
      kid,
      alg: algorithmOf(key),
      ...key.export({ format: 'jwk' }),
    })),
  });
}

/** What JWT-SVIDs of such a key are signed with here (RFC 7518, 3.1). */
export function algorithmOf(key: KeyObject): string {
  if (key.asymmetricKeyType === 'rsa') return 'RS256';
  return key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'ES384' : 'ES256';
}
