import 'reflect-metadata';
import { generateKeyPairSync, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension, BasicConstraintsExtension, ExtendedKeyUsageExtension, KeyUsageFlags, KeyUsagesExtension,
  SubjectAlternativeNameExtension, SubjectKeyIdentifierExtension, X509CertificateGenerator,
} from '@peculiar/x509'; // prettier-ignore
import { SignJWT } from 'jose';
import { Bundles } from '../src/spiffe/bundle/bundle.ts';
import { parseSpiffeId, parseTrustDomain, type SpiffeId } from '../src/spiffe/id.ts';
import { JwtMinter } from '../src/spiffe/jwt/mint.ts';
import { verifyJwt } from '../src/spiffe/jwt/verify.ts';
import { localKey } from '../src/spiffe/keys/local.ts';
import { X509Minter } from '../src/spiffe/x509/leaf.ts';
import { selfSigned } from '../src/spiffe/x509/self-signed.ts';
import { verifyX509 } from '../src/spiffe/x509/verify.ts';
import type { Figure } from './figure.ts';

const SECONDS = 1;
const RUNS = 5;
const HOUR = 3_600_000;
const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DOMAIN = parseTrustDomain('bench.test');
const AUDIENCE = ['spiffe://bench.test/db'];
const id = (at: number): SpiffeId => parseSpiffeId(`spiffe://bench.test/ns/team-${at % 50}/sa/trainer-${at}`);

/**
 * `mint.x509.per_s`: X.509-SVIDs on one core, from a verified key and an ID to DER, an authority with a key on P-256; beside it
 * `mint.peculiar.per_s`, the same certificate by @peculiar/x509. `mint.jwt.per_s`: JWT-SVIDs with ES256; beside it `mint.jose.per_s`, the same
 * token by jose. `mint.verify`: both verified here. One after the other in all of them: what is made is what is asked for next.
 */
export async function* mintFigures(): AsyncGenerator<Figure> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = localKey('bench', 'ec-p256', privateKey);
  const [notBefore, notAfter] = [new Date(Date.now() - 10_000), new Date(Date.now() + HOUR)];
  const authority = await selfSigned(DOMAIN, key, notBefore, new Date(Date.now() + 24 * HOUR));
  const spki = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' });
  const minter = new X509Minter(authority);
  const x509 = (at: number): Promise<Buffer> => minter.mint({ id: id(at), key: spki, notBefore, notAfter });
  yield {
    ...{ name: 'mint.x509.per_s', unit: '1/s', bound: { atLeast: 8000 } },
    value: await perSecond(x509),
  };
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const signingKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, P256, false, ['sign']);
  const publicKey = await webcrypto.subtle.importKey('spki', spki, P256, true, ['verify']);
  const peculiar = (at: number): Promise<unknown> => byPeculiar(id(at), publicKey, signingKey, [notBefore, notAfter]);
  yield { name: 'mint.peculiar.per_s', value: await perSecond(peculiar), unit: '1/s', neighbourOf: 'mint.x509.per_s' };

  const tokens = new JwtMinter({ keyId: 'bench', key });
  const [issuedAt, expiresAt] = [new Date(), new Date(Date.now() + 300_000)];
  const jwt = (at: number): Promise<string> => tokens.mint({ id: id(at), audience: AUDIENCE, issuedAt, expiresAt });
  yield { name: 'mint.jwt.per_s', value: await perSecond(jwt), unit: '1/s', bound: { atLeast: 10_000 } };
  const jose = (at: number): Promise<string> =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: 'bench', typ: 'JWT' })
      .setSubject(id(at))
      .setAudience([...AUDIENCE])
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(privateKey);
  yield { name: 'mint.jose.per_s', value: await perSecond(jose), unit: '1/s', neighbourOf: 'mint.jwt.per_s' };

  const bundles = new Bundles([
    { domain: DOMAIN, x509: [authority.certificate], jwt: new Map([['bench', key.publicKey]]) },
  ]);
  const [svid, token, at] = [await x509(1), await jwt(1), Date.now()];
  const verifyOne = (): Promise<unknown> => Promise.resolve(verifyX509([svid], bundles.x509, at));
  yield { name: 'mint.verify.x509.per_s', value: await perSecond(verifyOne), unit: '1/s' };
  const verifyToken = (): Promise<unknown> => Promise.resolve(verifyJwt(token, AUDIENCE, bundles.jwt, at));
  yield { name: 'mint.verify.jwt.per_s', value: await perSecond(verifyToken), unit: '1/s' };
}

/** The same fields as ours. */
async function byPeculiar(
  subject: SpiffeId,
  publicKey: webcrypto.CryptoKey,
  signingKey: webcrypto.CryptoKey,
  [notBefore, notAfter]: readonly [Date, Date],
): Promise<unknown> {
  const made = await X509CertificateGenerator.create({
    ...{ publicKey, signingKey, signingAlgorithm: P256, notBefore, notAfter, issuer: 'O=bench.test' },
    serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(16))).toString('hex'),
    extensions: [
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']),
      new BasicConstraintsExtension(false, undefined, true),
      await AuthorityKeyIdentifierExtension.create(publicKey),
      await SubjectKeyIdentifierExtension.create(publicKey),
      new SubjectAlternativeNameExtension([{ type: 'url', value: subject }], true),
    ],
  });
  return made.rawData;
}

/** The middle of several runs, after one that does not count. */
async function perSecond(make: (at: number) => Promise<unknown>): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const started = performance.now();
    let [done, took] = [0, 0];
    while (took < SECONDS) {
      for (let i = 0; i < 50; i++) await make(done++);
      took = (performance.now() - started) / 1000;
    }
    if (run > 0) runs.push(done / took);
  }
  return runs.sort((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
}
