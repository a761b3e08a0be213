import { crc32 } from 'node:zlib';
import { leafHash, type Hash } from '../merkle/hash.ts';
import { LARGEST_ENTRY } from '../tiles/bundle.ts';

/** Length and CRC-32 of what follows, big-endian. */
const HEAD = 8;
/** What an entry has room for at first. */
const USUAL = 1024;
/** UTF-8 bytes of one UTF-16 unit, at most. */
const WIDEST = 3;

/** An entry as the log holds it. */
export interface Written {
  readonly bytes: Buffer;
  readonly leaf: Hash;
}

/** Entries that are written together: one buffer as the spool holds it, and each entry as a part of it. */
export class Records {
  #bytes: Buffer;
  #length = 0;

  constructor(expected: number) {
    this.#bytes = Buffer.allocUnsafe(expected * USUAL);
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Throws RangeError for an entry that the log does not take; the others stay as they are. */
  add(text: string): Written {
    const start = this.#length + HEAD;
    this.#makeRoom(start + WIDEST * text.length);
    const size = this.#bytes.write(text, start);
    if (size > LARGEST_ENTRY)
      throw new RangeError(
        `the event has ${size} bytes, the log takes ${LARGEST_ENTRY}: log a digest of what is large`,
      );
    const bytes = this.#bytes.subarray(start, start + size);
    this.#bytes.writeUInt32BE(size, this.#length);
    this.#bytes.writeUInt32BE(crc32(bytes), this.#length + 4);
    this.#length = start + size;
    return { bytes, leaf: leafHash(bytes) };
  }

  #makeRoom(end: number): void {
    if (end <= this.#bytes.length) return;
    const wider = Buffer.allocUnsafe(Math.max(end, 2 * this.#bytes.length));
    this.#bytes.copy(wider, 0, 0, this.#length);
    this.#bytes = wider;
  }
}

/** Takes whole records off the start; returns where they end. */
export function decodeRecords(bytes: Buffer, into: Buffer[]): number {
  let at = 0;
  while (at + HEAD <= bytes.length) {
    const start = at + HEAD;
    const size = bytes.readUInt32BE(at);
    if (size === 0 || size > LARGEST_ENTRY || start + size > bytes.length) break;
    const entry = bytes.subarray(start, start + size);
    if (crc32(entry) !== bytes.readUInt32BE(at + 4)) break;
    into.push(entry);
    at = start + size;
  }
  return at;
}
