import { hash } from 'node:crypto';
import { OID } from '../der/oids.ts';
import { DerReader } from '../der/read.ts';
import { plain, TAG, within } from '../der/tags.ts';
import { bits, octets, oid, positive, sequence, time, tlv, TRUE } from '../der/write.ts';
import { KEY_KINDS, type KeyKind } from '../keys/port.ts';

/** X.509 version 3 (RFC 5280, 4.1.2.1). */
export const VERSION = tlv(within(0), positive(Buffer.of(2)));
const NULL = Buffer.of(0x05, 0x00);

/** RSA has parameters that say nothing (RFC 4055, 5), ECDSA has none (RFC 5758, 3.2). */
export const algorithm = (kind: KeyKind): Buffer =>
  kind.startsWith('rsa') ? sequence(oid(KEY_KINDS[kind].signature), NULL) : sequence(oid(KEY_KINDS[kind].signature));

export const extension = (id: string, critical: boolean, value: Uint8Array): Buffer =>
  critical ? sequence(oid(id), TRUE, octets(value)) : sequence(oid(id), octets(value));

export const validity = (notBefore: Date, notAfter: Date): Buffer => sequence(time(notBefore), time(notAfter));

/** A Name of one organization. */
export const organization = (name: string): Buffer =>
  sequence(tlv(TAG.set, sequence(oid(OID.organization), tlv(TAG.utf8, Buffer.from(name, 'utf8')))));

export const uriName = (id: string, critical: boolean): Buffer =>
  extension(OID.subjectAltName, critical, sequence(tlv(plain(6), Buffer.from(id, 'latin1'))));

/** Flags in one byte or two, without zero bits at the end (X.690, 11.2.2). */
export function namedBits(...numbers: readonly number[]): Buffer {
  const last = Math.max(...numbers);
  const bytes = Buffer.alloc((last >> 3) + 1);
  for (const one of numbers) bytes[one >> 3] = (bytes[one >> 3] ?? 0) | (0x80 >> (one & 7));
  return tlv(TAG.bits, Buffer.of(7 - (last & 7)), bytes);
}

/** 160 bits of the SHA-256 of the key's bits (RFC 7093, 2, method 1). */
export function keyIdOf(spki: Buffer): Buffer {
  const parts = new DerReader(spki).sequence();
  parts.next(TAG.sequence);
  return hash('sha256', parts.wholeBits(), 'buffer').subarray(0, 20);
}

export const signed = (body: Buffer, kind: KeyKind, signature: Uint8Array): Buffer =>
  sequence(body, algorithm(kind), bits(signature));
