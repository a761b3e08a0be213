import { TILE } from './path.ts';

/** An entry is at most this long: its length stands in two bytes (C2SP tlog-tiles, "Log entries"). */
export const LARGEST_ENTRY = 0xffff;

/** Entries as a bundle holds them: each after its length, a big-endian uint16. */
export function encodeBundle(entries: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.allocUnsafe(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > LARGEST_ENTRY)
      throw new RangeError(`an entry of ${entry.length} bytes is too large for the log`);
    at = bytes.writeUInt16BE(entry.length, at);
    bytes.set(entry, at);
    at += entry.length;
  }
  return bytes;
}

/** The entries of a bundle; undefined when it does not hold exactly `width` whole ones. */
export function decodeBundle(bytes: Buffer, width: number): readonly Buffer[] | undefined {
  const entries: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    if (entries.length === TILE || at + 2 > bytes.length) return undefined;
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) return undefined;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries.length === width ? entries : undefined;
}
