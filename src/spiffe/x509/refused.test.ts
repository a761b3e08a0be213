import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { OID } from '../der/oids.ts';
import { plain, TAG, within } from '../der/tags.ts';
import { bits, octets, oid, positive, sequence, time, tlv, TRUE } from '../der/write.ts';
import { REFUSALS, Refusal, type RefusalCode } from '../refusal.ts';
import { at, ecKey, NOW } from '../testing/domain.ts';
import {
  basic, dns, ecdsa, forge, forgeAuthority, nameConstraints, named, names, purposes, spkiOf, subtree, uri, usage,
  type Forged, type ForgedAuthority,
} from '../testing/forge.ts'; // prettier-ignore
import { parseCertificate, type Certificate } from './certificate.ts';
import { extension, keyIdOf } from './encode.ts';
import { USAGE } from './extensions.ts';
import { verifyX509 } from './verify.ts';

interface Case {
  readonly proves: string;
  readonly want: RefusalCode;
  /** What is wrong with the leaf; all else is as it should be. */
  readonly leaf?: Omit<Forged, 'signer'>;
  /** Instead: the whole of what is shown, and what is trusted. */
  readonly shown?: () => {
    readonly chain: readonly Buffer[];
    readonly trusted: readonly Buffer[];
    readonly domain?: string;
  };
  /** OpenSSL may take it: it knows no SPIFFE, is content with weaker algorithms, and reads more than DER. */
  readonly opensslMay?: true;
}

const authority = forgeAuthority('authority');
const ID = 'spiffe://acme.test/agent/triage';
const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).privateKey;
const under = (issuer: ForgedAuthority, asked: Omit<Forged, 'signer'> = {}): Buffer =>
  forge({ issuer: issuer.name, signer: issuer.key, signerId: keyIdOf(spkiOf(issuer.key)), ...asked });
const between =
  (asked: Omit<Forged, 'signer'>, root: ForgedAuthority = authority): (() => ReturnType<NonNullable<Case['shown']>>) =>
  () => {
    const one = forgeAuthority('between', { issuedBy: root, ...asked });
    return { chain: [under(one), one.der], trusted: [root.der] };
  };
const rooted =
  (asked: Omit<Forged, 'signer'>, leaf: Omit<Forged, 'signer'> = {}): (() => ReturnType<NonNullable<Case['shown']>>) =>
  () => {
    const root = forgeAuthority('authority', asked);
    return { chain: [under(root, leaf)], trusted: [root.der] };
  };
const rsaKey = (modulus: Buffer, exponent: Buffer): Buffer =>
  sequence(sequence(oid(OID.rsaEncryption), Buffer.of(5, 0)), bits(sequence(positive(modulus), positive(exponent))));
const ecdsaSha1 = '1.2.840.10045.4.1';

const CASES: readonly Case[] = [
  { proves: 'an ID of another scheme is none', want: 'bad-id', leaf: { id: 'https://acme.test/agent' }, opensslMay: true },
  { proves: 'an ID of a trust domain is no workload', want: 'no-path', leaf: { id: 'spiffe://acme.test' }, opensslMay: true },
  { proves: 'an ID that ends with a slash is none', want: 'bad-id', leaf: { id: `${ID}/` }, opensslMay: true },
  { proves: 'an ID with percent signs is none', want: 'bad-id', leaf: { id: 'spiffe://acme.test/%61' }, opensslMay: true },
  { proves: 'an ID with a zero byte is none', want: 'bad-id', leaf: { id: `${ID}\0.evil.test` }, opensslMay: true },
  { proves: 'an ID of another trust domain is not judged by this bundle', want: 'unknown-trust-domain', leaf: { id: 'spiffe://evil.test/agent' }, opensslMay: true },
  { proves: 'upper case makes no other trust domain', want: 'bad-trust-domain', leaf: { id: 'spiffe://ACME.test/agent' }, opensslMay: true },
  { proves: 'two URIs are refused though one is right', want: 'many-uris', leaf: { names: names(uri(ID), uri('spiffe://acme.test/admin')) }, opensslMay: true },
  { proves: 'two URIs are refused though one is no SPIFFE ID', want: 'many-uris', leaf: { names: names(uri(ID), uri('https://acme.test')) }, opensslMay: true },
  { proves: 'a name in DNS is no identity', want: 'no-uri', leaf: { names: names(dns('acme.test')) }, opensslMay: true },
  { proves: 'a certificate without names is no identity', want: 'no-uri', leaf: { names: null, subject: named('agent') }, opensslMay: true },
  { proves: 'an ID in the subject is no identity', want: 'no-uri', leaf: { names: null, subject: named(ID) }, opensslMay: true },
  { proves: 'a signing certificate identifies nobody', want: 'is-authority', leaf: { constraints: basic(TRUE), usage: usage(USAGE.digitalSignature, USAGE.keyCertSign) }, opensslMay: true },
  { proves: 'a key for signing certificates is no leaf, though it says it is no authority', want: 'is-authority', leaf: { usage: usage(USAGE.digitalSignature, USAGE.keyCertSign) } },
  { proves: 'a key for revocation lists is no leaf', want: 'is-authority', leaf: { usage: usage(USAGE.digitalSignature, USAGE.cRLSign) }, opensslMay: true },
  { proves: 'a leaf says what its key is for', want: 'key-usage', leaf: { usage: null }, opensslMay: true },
  { proves: 'what the key is for is critical', want: 'key-usage', leaf: { usage: sequence(oid(OID.keyUsage), octets(Buffer.from('03020780', 'hex'))) }, opensslMay: true },
  { proves: 'a key that may only agree on keys proves nothing', want: 'key-usage', opensslMay: true, leaf: { usage: usage(4) } },
  { proves: 'a certificate for servers alone is no SVID', want: 'key-usage', leaf: { purposes: purposes(OID.serverAuth) } },
  { proves: 'a certificate for signing code is no SVID', want: 'key-usage', leaf: { purposes: purposes('1.3.6.1.5.5.7.3.3') } },
  { proves: 'what has expired is refused', want: 'expired', leaf: { to: time(at(-1000)) } },
  { proves: 'what is not valid yet is refused', want: 'not-yet-valid', leaf: { from: time(at(60_000)) } },
  { proves: 'a critical extension that nobody knows is refused', want: 'critical-extension', leaf: { more: [extension('1.2.3.4.5', true, Buffer.of(5, 0))] } },
  { proves: 'a changed signature does not fit', want: 'no-chain', leaf: { spoilSignature: (one) => Buffer.from(one.map((byte, index) => (index === 12 ? byte ^ 1 : byte))) } },
  { proves: 'a changed ID does not fit its signature', want: 'no-chain', leaf: { spoil: (one) => Buffer.from(one.toString('latin1').replace('/agent/triage', '/agent/admins'), 'latin1') } },
  { proves: 'a signature over SHA-1 is refused', want: 'weak-algorithm', opensslMay: true, leaf: { algorithm: ecdsa(ecdsaSha1), hash: 'sha1' } },
  { proves: 'a short RSA key stands for nobody', want: 'weak-algorithm', leaf: { spki: spkiOf(rsa(1024)) }, opensslMay: true },
  { proves: 'a curve that is not one of the three is refused', want: 'weak-algorithm', leaf: { spki: spkiOf(ecKey('secp256k1')) }, opensslMay: true },
  { proves: 'one signature is not shown as another kind', want: 'malformed', leaf: { outerAlgorithm: ecdsa(OID.ecdsaSha384) } },
  { proves: 'a key that is half a point is refused', want: 'malformed', leaf: { spki: sequence(sequence(oid(OID.ecPublicKey), oid(OID.p256)), bits(Buffer.alloc(33, 4))) } },
  { proves: 'a key on a curve that it brings itself is refused', want: 'weak-algorithm', opensslMay: true, leaf: { spki: sequence(sequence(oid(OID.ecPublicKey), sequence()), bits(Buffer.alloc(65, 4))) } },
  { proves: 'a key for agreeing on keys only is refused', want: 'weak-algorithm', opensslMay: true, leaf: { spki: sequence(sequence(oid('1.3.101.110')), bits(Buffer.alloc(32, 1))) } },
  { proves: 'an RSA key whose exponent is 1 is refused', want: 'weak-algorithm', opensslMay: true, leaf: { spki: rsaKey(Buffer.alloc(256, 0x8f), Buffer.of(1)) } },
  { proves: 'an RSA key that takes minutes to check is refused', want: 'weak-algorithm', opensslMay: true, leaf: { spki: rsaKey(Buffer.alloc(2049, 0x8f), Buffer.of(1, 0, 1)) } },
  { proves: 'the same extension twice is two answers', want: 'malformed', leaf: { more: [names(uri('spiffe://acme.test/admin'))] } },
  { proves: 'extensions of version 1 are none', want: 'malformed', leaf: { version: Buffer.alloc(0) } },
  { proves: 'something behind the certificate is refused', want: 'malformed', leaf: { spoil: (one) => Buffer.concat([one, Buffer.of(0)]) }, opensslMay: true },
  { proves: 'half a certificate is refused', want: 'malformed', leaf: { spoil: (one) => one.subarray(0, one.length >> 1) } },
  { proves: 'a length that is not written shortest is refused', want: 'malformed', opensslMay: true, leaf: { serial: Buffer.from('02810101', 'hex') } },
  { proves: 'a serial of 0 is none', want: 'malformed', leaf: { serial: positive(Buffer.of(0)) }, opensslMay: true },
  { proves: 'a negative serial is none', want: 'malformed', leaf: { serial: tlv(TAG.integer, Buffer.of(0x80, 1)) }, opensslMay: true },
  { proves: 'a serial of 21 bytes is none', want: 'malformed', leaf: { serial: positive(Buffer.alloc(21, 1)) }, opensslMay: true },
  { proves: 'a time without seconds is refused', want: 'malformed', leaf: { to: tlv(TAG.utcTime, Buffer.from('2612010000Z')) } },
  { proves: 'a time of another zone is refused', want: 'malformed', leaf: { to: tlv(TAG.utcTime, Buffer.from('261201000000+0100')) } },
  { proves: 'a day that is none is refused', want: 'malformed', leaf: { to: tlv(TAG.utcTime, Buffer.from('261332000000Z')) } },
  { proves: 'TRUE is written by one byte only', want: 'malformed', leaf: { more: [sequence(oid('1.2.3.4'), tlv(TAG.boolean, Buffer.of(1)), octets(Buffer.of(5, 0)))] } },
  { proves: 'a leaf has no path length', want: 'malformed', leaf: { constraints: basic(positive(Buffer.of(0))) } },
  { proves: 'a certificate of 100 KiB is none', want: 'too-large', leaf: { more: [extension('1.2.3.4', false, Buffer.alloc(60_000))] }, opensslMay: true },
  { proves: 'who signs with another key of the same name is nobody', want: 'no-chain', shown: () => ({ chain: [under({ ...authority, key: ecKey() })], trusted: [authority.der] }) },
  { proves: 'an authority that is not in the bundle is nobody', want: 'no-chain', shown: () => { const other = forgeAuthority('other'); return { chain: [under(other), other.der], trusted: [authority.der] }; } },
  { proves: 'a leaf that signed itself is nobody', want: 'no-chain', shown: () => { const key = ecKey(); return { chain: [forge({ key, signer: key, subject: named('self'), issuer: named('self') })], trusted: [authority.der] }; } },
  { proves: 'an authority of another trust domain cannot speak for this one', want: 'no-chain', opensslMay: true, shown: () => { const foreign = forgeAuthority('foreign', { names: names(uri('spiffe://foreign.test')) }); return { chain: [under(foreign)], trusted: [foreign.der], domain: 'foreign.test' }; } },
  { proves: 'a leaf signs nobody', want: 'no-authority', shown: () => { const key = ecKey(); const leaf = under(authority, { key, subject: named('leaf') }); return { chain: [under({ key, name: named('leaf'), der: leaf }), leaf], trusted: [authority.der] }; } },
  { proves: 'an authority between says that it is one', want: 'no-authority', shown: between({ constraints: basic() }) },
  { proves: 'an authority between may sign certificates', want: 'no-authority', shown: between({ usage: usage(USAGE.cRLSign) }) },
  { proves: 'an authority has an ID without a path', want: 'no-authority', shown: between({ names: names(uri('spiffe://acme.test/ca')) }), opensslMay: true },
  { proves: 'an authority between has not expired', want: 'expired', shown: between({ to: time(at(-1)) }) },
  { proves: 'an authority between is valid already', want: 'not-yet-valid', shown: between({ from: time(at(60_000)) }) },
  { proves: 'an authority between holds nothing critical that is unknown', want: 'critical-extension', shown: between({ more: [extension('1.2.3.4.5', true, Buffer.of(5, 0))] }) },
  { proves: 'an authority of the bundle has not expired', want: 'expired', shown: rooted({ to: time(at(-1)) }) },
  { proves: 'an authority that may sign leaves only has none between', want: 'path-length', shown: () => between({}, forgeAuthority('authority', { constraints: basic(TRUE, positive(Buffer.of(0))) }))() },
  { proves: 'an authority signs with a key that is long enough', want: 'weak-algorithm', opensslMay: true, shown: () => { const root = forgeAuthority('authority', { key: rsa(1024), algorithm: sequence(oid(OID.rsaSha256), Buffer.of(5, 0)) }); return { chain: [under(root, { algorithm: sequence(oid(OID.rsaSha256), Buffer.of(5, 0)) })], trusted: [root.der] }; } },
  { proves: 'an authority speaks for hosts that it was given', want: 'name-constraint', shown: rooted({ more: [nameConstraints(subtree(0, uri('other.test')))] }) },
  { proves: 'an authority does not speak for hosts that were taken from it', want: 'name-constraint', shown: rooted({ more: [nameConstraints(subtree(1, uri('acme.test')))] }) },
  { proves: 'hosts below a domain are not the domain', want: 'name-constraint', shown: rooted({ more: [nameConstraints(subtree(0, uri('.acme.test')))] }) },
  { proves: 'names in DNS are constrained too', want: 'name-constraint', shown: rooted({ more: [nameConstraints(subtree(0, dns('acme.test')))] }, { names: names(uri(ID), dns('evil-acme.test')) }) },
  { proves: 'a constraint of subjects that is not judged is not passed over', want: 'name-constraint', shown: rooted({ more: [nameConstraints(subtree(0, tlv(within(4), named('x'))))] }, { subject: named('y') }) },
  { proves: 'a chain has an end', want: 'long-chain', opensslMay: true, shown: () => ({ chain: Array.from({ length: 7 }, () => under(authority)), trusted: [authority.der] }) },
  { proves: 'nothing is shown by nothing', want: 'malformed', opensslMay: true, shown: () => ({ chain: [], trusted: [authority.der] }) },
  { proves: 'a constraint with a minimum is refused', want: 'malformed', shown: rooted({ more: [nameConstraints(tlv(within(0), sequence(uri('acme.test'), tlv(plain(0), Buffer.of(1)))))] }) },
]; // prettier-ignore

const folder = mkdtempSync(join(tmpdir(), 'writ-refused-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/.{64}/gu, '$&\n')}\n-----END CERTIFICATE-----\n`;

/** As a verifier that knows RFC 5280 and no SPIFFE sees it. */
function opensslTakes(chain: readonly Buffer[], trusted: readonly Buffer[]): boolean {
  const files = { leaf: chain.slice(0, 1), rest: chain.slice(1), trusted };
  for (const [name, all] of Object.entries(files)) writeFileSync(join(folder, `${name}.pem`), all.map(pem).join(''));
  const untrusted = chain.length > 1 ? ['-untrusted', 'rest.pem'] : [];
  try {
    execFileSync(
      'openssl',
      ['verify', '-x509_strict', '-purpose', 'sslclient', '-attime', String(NOW / 1000), '-CAfile', 'trusted.pem', ...untrusted, 'leaf.pem'],
      { cwd: folder, stdio: 'ignore' },
    ); // prettier-ignore
    return true;
  } catch (error) {
    // Whoever has a status has run.
    if (error instanceof Error && 'status' in error && typeof error.status === 'number') return false;
    throw error;
  }
}

function refusal(
  chain: readonly Buffer[],
  trusted: () => readonly Certificate[],
  domain: string,
): RefusalCode | undefined {
  try {
    verifyX509(chain, (asked) => (asked === domain ? trusted() : asked === 'acme.test' ? [] : undefined), NOW);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('X.509-SVIDs that are refused', () => {
  it.each(CASES)('$proves', ({ want, leaf, shown, opensslMay }) => {
    const {
      chain,
      trusted,
      domain = 'acme.test',
    } = shown?.() ?? {
      chain: [under(authority, leaf)],
      trusted: [authority.der],
      domain: 'acme.test',
    };
    expect(refusal(chain, () => trusted.map(parseCertificate), domain)).toBe(want);
    if (opensslMay !== true) expect(opensslTakes(chain, trusted), 'openssl takes it').toBe(false);
  });

  it('would be taken without what is wrong with them', () => {
    expect(refusal([under(authority)], () => [parseCertificate(authority.der)], 'acme.test')).toBeUndefined();
    expect(opensslTakes([under(authority)], [authority.der])).toBe(true);
    for (const { chain, trusted } of [
      between({})(),
      rooted({ more: [nameConstraints(subtree(0, uri('acme.test')))] })(),
    ])
      expect(refusal(chain, () => trusted.map(parseCertificate), 'acme.test')).toBeUndefined();
  });

  it('are of every kind that a certificate can be refused for', () => {
    const others: readonly RefusalCode[] = [
      'bad-signature',
      'header-field',
      'no-key-id',
      'unknown-key',
      'no-expiry',
      'no-audience',
      'other-audience',
    ];
    const met = new Set([...CASES.map(({ want }) => want), ...others]);
    expect(Object.keys(REFUSALS).filter((code) => !met.has(code as RefusalCode))).toEqual([]);
  });
});
