import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { TrustDomain } from '../id.ts';
import { Refusal } from '../refusal.ts';
import { parseCertificate, type Certificate } from '../x509/certificate.ts';
import type { Bundle } from './bundle.ts';

/** A bundle that is larger is none: it is read again every few minutes. */
const LARGEST = 4 * 1024 * 1024;
const MOST_KEYS = 1000;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/u;
const TYPES: ReadonlySet<unknown> = new Set(['EC', 'RSA', 'OKP']);

type Fields = Readonly<Record<string, unknown>>;

/**
 * The bundle of a trust domain from its JWK Set. The name comes from whoever asked for it, never from the document. Entries of another
 * use or an unknown type are left out, as the specification has it; one that claims a use and cannot be read makes the whole be refused,
 * for half a bundle would refuse those who are right.
 */
export function parseBundle(domain: TrustDomain, text: string): Bundle {
  if (text.length > LARGEST) throw new Refusal('too-large', `${LARGEST} bytes`);
  const document = parsed(text);
  const keys = document['keys'];
  if (!Array.isArray(keys)) throw new Refusal('malformed', 'there is no list of keys');
  if (keys.length > MOST_KEYS) throw new Refusal('too-large', `${MOST_KEYS} keys`);
  const x509: Certificate[] = [];
  const jwt = new Map<string, KeyObject>();
  keys.forEach((entry: unknown, at) => {
    if (!isFields(entry) || !TYPES.has(entry['kty'])) return;
    if (entry['use'] === 'x509-svid') x509.push(...authority(entry, at));
    else if (entry['use'] === 'jwt-svid') addKey(jwt, entry, at);
  });
  const [sequence, refreshHint] = [whole(document['spiffe_sequence']), whole(document['spiffe_refresh_hint'])];
  return {
    ...{ domain, x509, jwt },
    ...(sequence === undefined ? {} : { sequence }),
    ...(refreshHint === undefined ? {} : { refreshHint }),
  };
}

/** The first certificate of `x5c` counts; an entry without one is left out (X509-SVID 6.2). */
function authority({ x5c }: Fields, at: number): readonly Certificate[] {
  const first: unknown = Array.isArray(x5c) ? x5c[0] : undefined;
  if (first === undefined) return [];
  if (typeof first !== 'string' || !BASE64.test(first)) throw new Refusal('malformed', `key ${at}: x5c is not base64`);
  const certificate = parseCertificate(Buffer.from(first, 'base64'));
  if (!certificate.extensions.authority) throw new Refusal('malformed', `key ${at}: its certificate is no authority`);
  return [certificate];
}

function addKey(known: Map<string, KeyObject>, entry: Fields, at: number): void {
  const { kid } = entry;
  // Nobody could name it, so it says nothing.
  if (typeof kid !== 'string' || kid === '') throw new Refusal('malformed', `key ${at}: there is no kid`);
  if (known.has(kid)) throw new Refusal('malformed', `key ${at}: its kid stands there twice`);
  try {
    known.set(kid, createPublicKey({ key: publicPart(entry), format: 'jwk' }));
  } catch {
    throw new Refusal('malformed', `key ${at}: it is no public key`);
  }
}

/** Nothing else of an entry is looked at: not `d`, should somebody publish it. */
function publicPart({ kty, crv, x, y, n, e }: Fields): JsonWebKey {
  const fields = Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(fields);
}

function parsed(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    if (isFields(value)) return value;
  } catch {
    // Said below.
  }
  throw new Refusal('malformed', 'it is no JSON object');
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whole numbers that are held exactly; others say nothing. */
const whole = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
