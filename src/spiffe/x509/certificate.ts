import { createPublicKey, type KeyObject } from 'node:crypto';
import { DerReader, malformed } from '../der/read.ts';
import { plain, TAG, within } from '../der/tags.ts';
import { Refusal } from '../refusal.ts';
import { readExtensions, type Extensions } from './extensions.ts';

/** A certificate as its bytes say it (RFC 5280, 4.1). Nothing of it is true before its signature was checked. */
export interface Certificate {
  readonly raw: Buffer;
  /** What is signed. */
  readonly signed: Buffer;
  readonly signature: Buffer;
  /** The whole AlgorithmIdentifier. */
  readonly algorithm: Buffer;
  readonly serial: Buffer;
  readonly issuer: Buffer;
  readonly subject: Buffer;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SubjectPublicKeyInfo. */
  readonly key: Buffer;
  readonly extensions: Extensions;
}

/** A certificate that is larger carries something else than an identity. */
export const LARGEST_CERTIFICATE = 32 * 1024;
/** Serials are larger than nothing and have at most 20 bytes (RFC 5280, 4.1.2.2). */
const LONGEST_SERIAL = 20;

/** Throws a `Refusal` of code `malformed` or `too-large`. */
export function parseCertificate(der: Uint8Array): Certificate {
  const raw = wholeOf(der);
  const whole = new DerReader(raw).sequence();
  const { raw: signed, content } = whole.next(TAG.sequence);
  const { raw: algorithm } = whole.next(TAG.sequence);
  const signature = whole.wholeBits();
  whole.end();
  return { raw, signed, algorithm, signature, ...body(content, algorithm) };
}

function wholeOf(der: Uint8Array): Buffer {
  if (der.length > LARGEST_CERTIFICATE) throw new Refusal('too-large', `${LARGEST_CERTIFICATE} bytes`);
  const outer = new DerReader(Buffer.from(der.buffer, der.byteOffset, der.length));
  const { raw } = outer.next(TAG.sequence);
  outer.end();
  return raw;
}

function body(content: Buffer, algorithm: Buffer): Omit<Certificate, 'raw' | 'signed' | 'algorithm' | 'signature'> {
  const parts = new DerReader(content);
  const version = parts.tag === within(0) ? parts.within(within(0)).small() : 0;
  const serial = parts.unsigned();
  if (serial.length > LONGEST_SERIAL || serial.every((byte) => byte === 0)) throw malformed('the serial is none');
  // What is signed says itself how: a signature of one kind cannot be shown as another's.
  if (!parts.next(TAG.sequence).raw.equals(algorithm)) throw malformed('it names two ways of signing');
  const issuer = parts.next(TAG.sequence).raw;
  const validity = parts.sequence();
  const [notBefore, notAfter] = [validity.time(), validity.time()];
  validity.end();
  const subject = parts.next(TAG.sequence).raw;
  const key = parts.next(TAG.sequence).raw;
  for (const id of [plain(1), plain(2)]) parts.optional(id);
  const list = parts.tag === within(3) ? parts.within(within(3)) : undefined;
  parts.end();
  if (list && version !== 2) throw malformed('extensions stand in a certificate of an old version');
  const inner = list?.sequence();
  list?.end();
  const extensions = inner ? readExtensions(inner) : { notUnderstood: [] };
  return { serial, issuer, subject, notBefore, notAfter, key, extensions };
}

const keys = new WeakMap<Certificate, KeyObject>();

/** Its public key, made once. */
export function publicKeyOf(certificate: Certificate): KeyObject {
  let key = keys.get(certificate);
  if (!key) {
    try {
      key = createPublicKey({ key: certificate.key, format: 'der', type: 'spki' });
    } catch {
      throw malformed('its public key is none');
    }
    keys.set(certificate, key);
  }
  return key;
}
