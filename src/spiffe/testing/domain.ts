import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Bundles, type Bundle } from '../bundle/bundle.ts';
import { parseSpiffeId, parseTrustDomain, type SpiffeId, type TrustDomain } from '../id.ts';
import { localKey } from '../keys/local.ts';
import { JwtMinter } from '../jwt/mint.ts';
import { X509Minter } from '../x509/leaf.ts';
import { selfSigned } from '../x509/self-signed.ts';

/** A trust domain of a test: one authority of each kind, valid for a day around the moment. */
export interface TestDomain {
  readonly domain: TrustDomain;
  readonly x509: X509Minter;
  readonly jwt: JwtMinter;
  readonly bundle: Bundle;
  readonly bundles: Bundles;
  readonly id: (path: string) => SpiffeId;
}

export const NOW = Date.parse('2026-11-30T12:00:00Z');
const DAY = 86_400_000;
export const at = (offset: number): Date => new Date(NOW + offset);

export const ecKey = (namedCurve = 'P-256'): KeyObject => generateKeyPairSync('ec', { namedCurve }).privateKey;

export async function testDomain(name: string): Promise<TestDomain> {
  const domain = parseTrustDomain(name);
  const authority = await selfSigned(domain, localKey('x', 'ec-p256', ecKey()), at(-DAY), at(DAY));
  const signer = localKey('j', 'ec-p256', ecKey());
  const bundle = { domain, x509: [authority.certificate], jwt: new Map([['key-1', signer.publicKey]]), sequence: 1 };
  return {
    ...{ domain, bundle, bundles: new Bundles([bundle]) },
    x509: new X509Minter(authority),
    jwt: new JwtMinter({ keyId: 'key-1', key: signer }),
    id: (path) => parseSpiffeId(`spiffe://${name}${path}`),
  };
}
