import { TAG } from './tags.ts';

/** Tag, length, and the parts one after the other (X.690, 8.1 and 10.1). */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  let length = 0;
  for (const part of parts) length += part.length;
  return Buffer.concat([head(tag, length), ...parts]);
}

function head(tag: number, length: number): Buffer {
  if (length < 0x80) return Buffer.of(tag, length);
  if (length < 0x100) return Buffer.of(tag, 0x81, length);
  if (length < 0x10000) return Buffer.of(tag, 0x82, length >> 8, length & 0xff);
  throw new RangeError('nothing that is written here is as large');
}

/** BOOLEAN (X.690, 11.1); FALSE is never written. */
export const TRUE = tlv(TAG.boolean, Buffer.of(0xff));

export const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(TAG.sequence, ...parts);

/** A positive number of these bytes, the first of which is not 0. */
export const positive = (bytes: Uint8Array): Buffer =>
  (bytes[0] ?? 0) < 0x80 ? tlv(TAG.integer, bytes) : tlv(TAG.integer, Buffer.of(0), bytes);

export const bits = (bytes: Uint8Array): Buffer => tlv(TAG.bits, Buffer.of(0), bytes);

export const octets = (...bytes: readonly Uint8Array[]): Buffer => tlv(TAG.octets, ...bytes);

/** An object identifier from its dotted form (X.690, 8.19). */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tlv(TAG.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

/** A moment in whole seconds: UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280, 4.1.2.5). */
export function time(at: Date): Buffer {
  const year = at.getUTCFullYear();
  const rest =
    two(at.getUTCMonth() + 1) +
    two(at.getUTCDate()) +
    two(at.getUTCHours()) +
    two(at.getUTCMinutes()) +
    two(at.getUTCSeconds());
  return year < 2050
    ? tlv(TAG.utcTime, Buffer.from(`${two(year % 100)}${rest}Z`, 'latin1'))
    : tlv(TAG.generalizedTime, Buffer.from(`${year}${rest}Z`, 'latin1'));
}

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);
