import { constants, verify, type KeyObject } from 'node:crypto';
import { parseWorkloadId, trustDomainOf, type SpiffeId, type TrustDomain } from '../id.ts';
import { Refusal } from '../refusal.ts';
import { ALGORITHMS, fits, type Algorithm } from './algorithms.ts';

/** Who stands behind a JWT-SVID that was shown. */
export interface VerifiedJwt {
  readonly id: SpiffeId;
  readonly audience: readonly string[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly issuedAt?: number;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The keys of a trust domain by their ids; undefined for one that is not trusted. */
export type JwtKeys = (domain: TrustDomain) => ReadonlyMap<string, KeyObject> | undefined;

/** A token that is larger carries something else than an identity. */
const LARGEST = 16 * 1024;
/** Clocks of two machines may differ by so much. */
const LEEWAY_SECONDS = 30;
const PART = /^[A-Za-z0-9_-]+$/u;
/** No other header field may stand there (JWT-SVID 2): keys and critical extensions that a token brings itself are refused with them. */
const HEADER: ReadonlySet<string> = new Set(['alg', 'kid', 'typ']);
const TYPES: ReadonlySet<unknown> = new Set([undefined, 'JWT', 'JOSE']);

/**
 * Checks a JWT-SVID (JWT-SVID 4) against the bundle of its own trust domain only, for whoever is one of `audience`, at a moment in
 * milliseconds. Throws a `Refusal`.
 */
export function verifyJwt(token: string, audience: readonly string[], keys: JwtKeys, at: number): VerifiedJwt {
  if (token.length > LARGEST) throw new Refusal('too-large', `${LARGEST} bytes`);
  const parts = token.split('.');
  if (parts.length !== 3) throw new Refusal('malformed', 'it has not three parts');
  const [header = '', body = '', signature = ''] = parts;
  const { algorithm, keyId } = headerOf(object(header));
  const claims = object(body);
  if (typeof claims['sub'] !== 'string') throw new Refusal('malformed', 'sub is no text');
  const id = parseWorkloadId(claims['sub']);
  const known = keys(trustDomainOf(id));
  if (!known) throw new Refusal('unknown-trust-domain', trustDomainOf(id));
  const key = known.get(keyId);
  if (!key) throw new Refusal('unknown-key');
  if (!fits(algorithm, key)) throw new Refusal('weak-algorithm', 'the key is for another one');
  if (!isSigned(`${header}.${body}`, bytes(signature), algorithm, key)) throw new Refusal('bad-signature');
  return { id, claims, ...timesOf(claims, at / 1000), audience: audienceOf(claims['aud'], audience) };
}

function headerOf(header: Readonly<Record<string, unknown>>): {
  readonly algorithm: Algorithm;
  readonly keyId: string;
} {
  for (const field of Object.keys(header))
    if (!HEADER.has(field)) throw new Refusal('header-field', field.slice(0, 32));
  if (!TYPES.has(header['typ'])) throw new Refusal('header-field', 'a typ of this kind');
  const algorithm = ALGORITHMS.get(header['alg']);
  if (!algorithm) throw new Refusal('weak-algorithm', 'none of RS, ES and PS with 256, 384 or 512');
  const keyId = header['kid'];
  if (typeof keyId !== 'string' || keyId === '') throw new Refusal('no-key-id');
  return { algorithm, keyId };
}

function isSigned(signed: string, signature: Buffer, { hash, pss }: Algorithm, key: KeyObject): boolean {
  const padding = pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {};
  return verify(hash, Buffer.from(signed, 'latin1'), { key, dsaEncoding: 'ieee-p1363', ...padding }, signature);
}

function timesOf(
  { exp, nbf, iat }: Readonly<Record<string, unknown>>,
  now: number,
): { readonly expiresAt: number; readonly issuedAt?: number } {
  if (exp === undefined) throw new Refusal('no-expiry');
  if (!isTime(exp)) throw new Refusal('malformed', 'exp is no time');
  if (now > exp + LEEWAY_SECONDS) throw new Refusal('expired');
  for (const [name, from] of [
    ['nbf', nbf],
    ['iat', iat],
  ] as const) {
    if (from === undefined) continue;
    if (!isTime(from)) throw new Refusal('malformed', `${name} is no time`);
    if (now + LEEWAY_SECONDS < from) throw new Refusal('not-yet-valid');
  }
  return { expiresAt: exp * 1000, ...(isTime(iat) ? { issuedAt: iat * 1000 } : {}) };
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

function audienceOf(aud: unknown, wanted: readonly string[]): readonly string[] {
  const all: readonly unknown[] = Array.isArray(aud) ? aud : aud === undefined ? [] : [aud];
  if (all.length === 0) throw new Refusal('no-audience');
  const found = all.filter((one) => typeof one === 'string' && one !== '');
  if (found.length !== all.length) throw new Refusal('malformed', 'aud holds something else than texts');
  if (!wanted.some((one) => all.includes(one))) throw new Refusal('other-audience');
  return found as readonly string[];
}

function bytes(part: string): Buffer {
  const found = Buffer.from(part, 'base64url');
  // One way to write it: bits that stand for nothing are zero (RFC 4648, 3.5), and there is no padding.
  if (!PART.test(part) || found.toString('base64url') !== part)
    throw new Refusal('malformed', 'a part is not base64url');
  return found;
}

function object(part: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes(part)));
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('malformed', 'a part is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal('malformed', 'a part is no object');
  return value as Readonly<Record<string, unknown>>;
}
