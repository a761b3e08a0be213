import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import {
  CHECKSUM_BYTES,
  ENTRY_BYTES,
  HEADER_BYTES,
  MAGIC,
  padded,
  OPTIONAL,
  SECTIONS,
  VERSION,
  type Tables,
} from './layout.ts';

/** The file of these tables, piece by piece: ten million edges are written without a second copy of them. */
export function* snapshotChunks(tables: Tables): Generator<Uint8Array, void, undefined> {
  const hash = createHash('sha256');
  const head = header(tables);
  hash.update(head);
  yield head;
  for (const [name, width] of sectionsOf(tables)) {
    const bytes = littleEndian(tables[name] ?? NOTHING, width);
    hash.update(bytes);
    yield bytes;
    const pad = new Uint8Array(padded(bytes.length) - bytes.length);
    hash.update(pad);
    if (pad.length > 0) yield pad;
  }
  yield hash.digest();
}

const NOTHING = new Uint8Array(0);

const sectionsOf = (tables: Tables): typeof SECTIONS => [
  ...SECTIONS,
  ...OPTIONAL.filter(([name]) => tables[name] !== undefined),
];

function header(tables: Tables): Uint8Array {
  const sections = sectionsOf(tables);
  const head = Buffer.alloc(HEADER_BYTES + ENTRY_BYTES * sections.length);
  let total = head.length + CHECKSUM_BYTES;
  sections.forEach(([name], place) => {
    const bytes = (tables[name] ?? NOTHING).byteLength;
    const at = HEADER_BYTES + ENTRY_BYTES * place;
    head.write(name, at, 8, 'ascii');
    head.writeBigUInt64LE(BigInt(bytes), at + 8);
    total += padded(bytes);
  });
  head.write(MAGIC, 0, 8, 'ascii');
  head.writeUInt32LE(VERSION, 8);
  head.writeUInt32LE(sections.length, 12);
  head.writeBigUInt64LE(BigInt(total), 16);
  return head;
}

function littleEndian(column: Uint8Array | Uint16Array | Uint32Array, width: 1 | 2 | 4): Uint8Array {
  const bytes = Buffer.from(column.buffer, column.byteOffset, column.byteLength);
  return endianness() === 'LE' || width === 1 ? bytes : swapped(Buffer.from(bytes), width);
}

/** Turns the byte order of each element, in place. */
export function swapped(bytes: Buffer, width: 2 | 4): Buffer {
  return width === 2 ? bytes.swap16() : bytes.swap32();
}
