import { createHmac, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { ecKey, NOW } from '../testing/domain.ts';
import { verifyJwt } from './verify.ts';

const SECONDS = NOW / 1000;
const keys = {
  ec: ecKey(),
  other: ecKey(),
  p384: ecKey('P-384'),
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  short: generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey,
  ed: generateKeyPairSync('ed25519').privateKey,
} as const;
const bundle = new Map(Object.entries(keys).map(([id, key]) => [id, createPublicKey(key)]));
bundle.delete('other');

const HEADER = { alg: 'ES256', kid: 'ec', typ: 'JWT' };
const CLAIMS = {
  sub: 'spiffe://acme.test/agent/triage',
  aud: ['spiffe://acme.test/db'],
  exp: SECONDS + 300,
  iat: SECONDS,
};

interface Token {
  readonly header?: unknown;
  readonly claims?: unknown;
  readonly key?: KeyObject;
  readonly hash?: string | null;
  readonly encoding?: 'der' | 'ieee-p1363';
}

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

function token({
  header = HEADER,
  claims = CLAIMS,
  key = keys.ec,
  hash = 'sha256',
  encoding = 'ieee-p1363',
}: Token = {}): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${sign(hash, Buffer.from(signed), { key, dsaEncoding: encoding }).toString('base64url')}`;
}

const parts = (text = token()): [string, string, string] => text.split('.') as [string, string, string];
const without = (field: keyof typeof CLAIMS): unknown => ({ ...CLAIMS, [field]: undefined });
const secret = (key: KeyObject): string => createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

interface Case {
  readonly proves: string;
  readonly want: RefusalCode;
  readonly make: () => string;
}

const CASES: readonly Case[] = [
  { proves: 'nothing is no token', want: 'malformed', make: () => '' },
  { proves: 'two parts are no token', want: 'malformed', make: () => parts().slice(0, 2).join('.') },
  { proves: 'four parts are no token', want: 'malformed', make: () => `${token()}.x` },
  { proves: 'a token that is not signed is refused', want: 'malformed', make: () => `${parts()[0]}.${parts()[1]}.` },
  { proves: 'none is no algorithm', want: 'weak-algorithm', make: () => `${encode({ ...HEADER, alg: 'none' })}.${parts()[1]}.AA` },
  { proves: 'None is no algorithm either', want: 'weak-algorithm', make: () => token({ header: { ...HEADER, alg: 'None' } }) },
  { proves: 'a list of algorithms is none', want: 'weak-algorithm', make: () => token({ header: { ...HEADER, alg: ['ES256'] } }) },
  { proves: 'a token without an algorithm is refused', want: 'weak-algorithm', make: () => token({ header: { kid: 'ec' } }) },
  { proves: 'a public key is no shared secret', want: 'weak-algorithm', make: () => { const [, body] = parts(); const signed = `${encode({ ...HEADER, alg: 'HS256' })}.${body}`; return `${signed}.${createHmac('sha256', secret(keys.ec)).update(signed).digest('base64url')}`; } },
  { proves: 'EdDSA is not in the profile', want: 'weak-algorithm', make: () => token({ header: { alg: 'EdDSA', kid: 'ed' }, key: keys.ed, hash: null }) },
  { proves: 'ES256K is not in the profile', want: 'weak-algorithm', make: () => token({ header: { ...HEADER, alg: 'ES256K' } }) },
  { proves: 'a key id does not turn an EC key into an RSA key', want: 'weak-algorithm', make: () => token({ header: { ...HEADER, alg: 'RS256' }, key: keys.rsa }) },
  { proves: 'a key id does not turn an RSA key into an EC key', want: 'weak-algorithm', make: () => token({ header: { ...HEADER, kid: 'rsa' } }) },
  { proves: 'an algorithm belongs to its curve', want: 'weak-algorithm', make: () => token({ header: { ...HEADER, kid: 'p384' }, key: keys.p384 }) },
  { proves: 'a short RSA key stands for nobody', want: 'weak-algorithm', make: () => token({ header: { alg: 'RS256', kid: 'short' }, key: keys.short }) },
  { proves: 'a key that is not in the bundle stands for nobody', want: 'unknown-key', make: () => token({ header: { ...HEADER, kid: 'other' }, key: keys.other }) },
  { proves: 'another key under the id of a known one does not fit', want: 'bad-signature', make: () => token({ key: keys.other }) },
  { proves: 'RSA with PSS is not RSA without', want: 'bad-signature', make: () => token({ header: { alg: 'PS256', kid: 'rsa' }, key: keys.rsa }) },
  { proves: 'the hash is the one of the algorithm', want: 'bad-signature', make: () => token({ header: { alg: 'RS512', kid: 'rsa' }, key: keys.rsa }) },
  { proves: 'a token names its key', want: 'no-key-id', make: () => token({ header: { alg: 'ES256' } }) },
  { proves: 'a key id is a text', want: 'no-key-id', make: () => token({ header: { ...HEADER, kid: 7 } }) },
  { proves: 'an empty key id is none', want: 'no-key-id', make: () => token({ header: { ...HEADER, kid: '' } }) },
  { proves: 'a token brings no key of its own', want: 'header-field', make: () => token({ header: { ...HEADER, jwk: createPublicKey(keys.other).export({ format: 'jwk' }) }, key: keys.other }) },
  { proves: 'a token does not say where keys are', want: 'header-field', make: () => token({ header: { ...HEADER, jku: 'https://evil.test/keys' } }) },
  { proves: 'a token brings no certificate', want: 'header-field', make: () => token({ header: { ...HEADER, x5c: ['AAAA'] } }) },
  { proves: 'critical headers are not passed over', want: 'header-field', make: () => token({ header: { ...HEADER, crit: ['exp'], exp: 1 } }) },
  { proves: 'a payload that is not encoded is refused', want: 'header-field', make: () => token({ header: { ...HEADER, b64: false } }) },
  { proves: 'a token of another type is none', want: 'header-field', make: () => token({ header: { ...HEADER, typ: 'at+jwt' } }) },
  { proves: 'a WIT-SVID is no JWT-SVID', want: 'header-field', make: () => token({ header: { ...HEADER, typ: 'wit+jwt' } }) },
  { proves: 'a header that is a list is none', want: 'malformed', make: () => token({ header: [] }) },
  { proves: 'a header that is null is none', want: 'malformed', make: () => token({ header: null }) },
  { proves: 'a header that is no JSON is none', want: 'malformed', make: () => token({ header: '{' }) },
  { proves: 'claims that are no UTF-8 are none', want: 'malformed', make: () => { const [header] = parts(); return `${header}.${Buffer.from('{"sub":"\xff"}', 'latin1').toString('base64url')}.AA`; } },
  { proves: 'claims that are a text are none', want: 'malformed', make: () => token({ claims: '"x"' }) },
  { proves: 'base64 with padding is not base64url', want: 'malformed', make: () => `${token()}=` },
  { proves: 'base64 of the other alphabet is refused', want: 'malformed', make: () => { const [header, body] = parts(); return `${header}.${body}.+/+/`; } },
  { proves: 'bits that stand for nothing are zero', want: 'malformed', make: () => { const [header, body, signature] = parts(); const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'; const other = last[last.indexOf(signature.at(-1) ?? 'A') ^ 1] ?? 'B'; return `${header}.${body}.${signature.slice(0, -1)}${other}`; } },
  { proves: 'a line break in a token is refused', want: 'malformed', make: () => `${token()}\n` },
  { proves: 'a signature in the form of certificates is refused', want: 'bad-signature', make: () => token({ encoding: 'der' }) },
  { proves: 'a signature of zeros is none', want: 'bad-signature', make: () => { const [header, body] = parts(); return `${header}.${body}.${Buffer.alloc(64).toString('base64url')}`; } },
  { proves: 'a cut signature does not fit', want: 'bad-signature', make: () => { const [header, body, signature] = parts(); return `${header}.${body}.${Buffer.from(signature, 'base64url').subarray(0, 63).toString('base64url')}`; } },
  { proves: 'changed claims do not fit', want: 'bad-signature', make: () => { const [header, , signature] = parts(); return `${header}.${encode({ ...CLAIMS, sub: 'spiffe://acme.test/admin' })}.${signature}`; } },
  { proves: 'a changed header does not fit', want: 'bad-signature', make: () => { const [, body, signature] = parts(); return `${encode({ alg: 'ES256', kid: 'ec' })}.${body}.${signature}`; } },
  { proves: 'a token without a subject is of nobody', want: 'malformed', make: () => token({ claims: without('sub') }) },
  { proves: 'a subject is a text', want: 'malformed', make: () => token({ claims: { ...CLAIMS, sub: [CLAIMS.sub] } }) },
  { proves: 'a subject is a SPIFFE ID', want: 'bad-id', make: () => token({ claims: { ...CLAIMS, sub: 'agent' } }) },
  { proves: 'a trust domain is no subject', want: 'no-path', make: () => token({ claims: { ...CLAIMS, sub: 'spiffe://acme.test' } }) },
  { proves: 'a subject of a trust domain without a bundle is nobody', want: 'unknown-trust-domain', make: () => token({ claims: { ...CLAIMS, sub: 'spiffe://evil.test/agent' } }) },
  { proves: 'a key of one trust domain does not speak for another', want: 'unknown-key', make: () => token({ claims: { ...CLAIMS, sub: 'spiffe://foreign.test/agent' } }) },
  { proves: 'a token without an audience is for nobody', want: 'no-audience', make: () => token({ claims: without('aud') }) },
  { proves: 'an empty audience is none', want: 'no-audience', make: () => token({ claims: { ...CLAIMS, aud: [] } }) },
  { proves: 'an audience of null is refused', want: 'malformed', make: () => token({ claims: { ...CLAIMS, aud: null } }) },
  { proves: 'an audience holds texts only', want: 'malformed', make: () => token({ claims: { ...CLAIMS, aud: ['spiffe://acme.test/db', 7] } }) },
  { proves: 'a token for somebody else is refused', want: 'other-audience', make: () => token({ claims: { ...CLAIMS, aud: ['spiffe://acme.test/db2'] } }) },
  { proves: 'the beginning of an audience is not the audience', want: 'other-audience', make: () => token({ claims: { ...CLAIMS, aud: 'spiffe://acme.test/d' } }) },
  { proves: 'upper case is another audience', want: 'other-audience', make: () => token({ claims: { ...CLAIMS, aud: 'SPIFFE://acme.test/db' } }) },
  { proves: 'a token without an end is refused', want: 'no-expiry', make: () => token({ claims: without('exp') }) },
  { proves: 'an end that is a text is none', want: 'malformed', make: () => token({ claims: { ...CLAIMS, exp: String(CLAIMS.exp) } }) },
  { proves: 'an end that is no number is none', want: 'malformed', make: () => token({ claims: `{"sub":"${CLAIMS.sub}","aud":"${String(CLAIMS.aud)}","exp":1e999}` }) },
  { proves: 'what has expired is refused', want: 'expired', make: () => token({ claims: { ...CLAIMS, exp: SECONDS - 31 } }) },
  { proves: 'what is not valid yet is refused', want: 'not-yet-valid', make: () => token({ claims: { ...CLAIMS, nbf: SECONDS + 31 } }) },
  { proves: 'what was issued tomorrow is refused', want: 'not-yet-valid', make: () => token({ claims: { ...CLAIMS, iat: SECONDS + 86_400 } }) },
  { proves: 'a beginning that is a text is none', want: 'malformed', make: () => token({ claims: { ...CLAIMS, nbf: 'now' } }) },
  { proves: 'a token of 20 KiB is none', want: 'too-large', make: () => token({ claims: { ...CLAIMS, more: 'x'.repeat(16_000) } }) },
]; // prettier-ignore

const check = (text: string) =>
  verifyJwt(
    text,
    ['spiffe://acme.test/db'],
    (domain) => (domain === 'acme.test' ? bundle : domain === 'foreign.test' ? new Map() : undefined),
    NOW,
  );

function refusal(text: string): RefusalCode | undefined {
  try {
    check(text);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('JWT-SVIDs that are refused', () => {
  it.each(CASES)('$proves', ({ want, make }) => {
    expect(refusal(make())).toBe(want);
  });

  it('would be taken without what is wrong with them', () => {
    expect(check(token())).toMatchObject({ id: CLAIMS.sub, audience: CLAIMS.aud, expiresAt: CLAIMS.exp * 1000 });
    for (const good of [
      token({ header: { alg: 'RS256', kid: 'rsa', typ: 'JOSE' }, key: keys.rsa }),
      token({ header: { alg: 'ES384', kid: 'p384' }, key: keys.p384, hash: 'sha384' }),
      token({ claims: { ...CLAIMS, aud: 'spiffe://acme.test/db', exp: SECONDS - 29, nbf: SECONDS + 29, jti: 'x' } }),
    ])
      expect(refusal(good)).toBeUndefined();
  });

  it('tell nothing of what was shown', () => {
    for (const { make } of CASES) {
      const text = make();
      try {
        check(text);
      } catch (error) {
        for (const part of text.split('.')) if (part.length > 8) expect(String(error)).not.toContain(part);
      }
    }
  });
});
