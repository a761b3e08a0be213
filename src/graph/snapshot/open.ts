import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import { SnapshotError } from './error.ts';
import {
  CHECKSUM_BYTES,
  ENTRY_BYTES,
  HEADER_BYTES,
  MAGIC,
  OPTIONAL,
  padded,
  SECTIONS,
  VERSION,
  type Section,
  type Tables,
} from './layout.ts';
import { swapped } from './write.ts';

export interface Opened {
  readonly tables: Tables;
  /** Where a section starts in the file, for messages. */
  readonly offsetOf: (name: Section) => number;
}

/**
 * The sections of a snapshot as views on its bytes: nothing is copied and nothing allocated by a length that the file claims. Lengths,
 * order and padding are checked here; what the sections say is checked in `check.ts`, the checksum by `checkSum`.
 */
export function openTables(given: Uint8Array): Opened {
  // Views of 32-bit elements need aligned bytes; only a caller's own slice is not.
  const bytes = given.byteOffset % 8 === 0 ? given : Uint8Array.from(given);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (head.length < HEADER_BYTES || head.toString('latin1', 0, 8) !== MAGIC)
    throw new SnapshotError(0, 'it does not start with WRITSNAP');
  const version = head.readUInt32LE(8);
  if (version !== VERSION) throw new SnapshotError(8, `version ${version}, this program reads ${VERSION}`);
  const count = head.readUInt32LE(12);
  if (count < SECTIONS.length || count > SECTIONS.length + OPTIONAL.length)
    throw new SnapshotError(12, 'a wrong number of sections');
  if (head.readBigUInt64LE(16) !== BigInt(head.length))
    throw new SnapshotError(16, `the file has ${head.length} bytes and says otherwise`);
  const ranges = sectionRanges(head, [...SECTIONS, ...OPTIONAL].slice(0, count));
  const u8 = (name: Section): Uint8Array => bytes.subarray(...range(ranges, name));
  const u32 = (name: Section): Uint32Array => new Uint32Array(...elements(bytes, range(ranges, name), 4));
  const tables: Tables = {
    textAt: u32('textAt'),
    text: u8('text'),
    wideAt: u32('wideAt'),
    wide: new Uint16Array(...elements(bytes, range(ranges, 'wide'), 2)),
    names: u8('names'),
    id: u32('id'),
    kind: u8('kind'),
    environ: u8('environ'),
    tier: u8('tier'),
    entry: u8('entry'),
    implied: u8('implied'),
    name: u32('name'),
    realm: u32('realm'),
    space: u32('space'),
    more: u32('more'),
    seen: u32('seen'),
    from: u32('from'),
    to: u32('to'),
    ekind: u8('ekind'),
    trust: u8('trust'),
    given: u32('given'),
    idHigh: u32('idHigh'),
    idLow: u32('idLow'),
    idText: u32('idText'),
    emore: u32('emore'),
    eseen: u32('eseen'),
    place: u8('place'),
    where: u32('where'),
    at: u32('at'),
    rest: u8('rest'),
    ...(ranges.has('policies') ? { policies: u8('policies') } : {}),
  };
  return { tables, offsetOf: (name) => range(ranges, name)[0] };
}

/** Throws when the file is damaged. `digest` is the SHA-256 of all but the checksum, where it is known already. */
export function checkSum(bytes: Uint8Array, digest?: Uint8Array): void {
  const last = bytes.length - CHECKSUM_BYTES;
  const sum = digest ?? createHash('sha256').update(bytes.subarray(0, last)).digest();
  if (Buffer.compare(sum, bytes.subarray(last)) !== 0)
    throw new SnapshotError(last, 'the checksum does not match: the file is damaged');
}

type Range = readonly [start: number, end: number];

function sectionRanges(head: Buffer, sections: typeof SECTIONS): ReadonlyMap<Section, Range> {
  let at = HEADER_BYTES + ENTRY_BYTES * sections.length;
  const last = head.length - CHECKSUM_BYTES;
  if (at > last) throw new SnapshotError(HEADER_BYTES, 'the section table does not fit');
  const ranges = new Map<Section, Range>();
  sections.forEach(([name, width], place) => {
    const entry = HEADER_BYTES + ENTRY_BYTES * place;
    if (head.toString('latin1', entry, entry + 8).replace(/\0+$/u, '') !== name)
      throw new SnapshotError(entry, `section ${name} is missing`);
    const length = head.readBigUInt64LE(entry + 8);
    if (length > BigInt(last - at) || Number(length) % width !== 0 || at + padded(Number(length)) > last)
      throw new SnapshotError(entry + 8, `section ${name} has a length that does not fit`);
    ranges.set(name, [at, at + Number(length)]);
    at += padded(Number(length));
  });
  if (at !== last) throw new SnapshotError(at, 'bytes after the last section');
  return ranges;
}

function range(ranges: ReadonlyMap<Section, Range>, name: Section): Range {
  return ranges.get(name) ?? [0, 0];
}

/** Buffer, offset and length of a column of wider elements; in this machine's byte order. */
function elements(bytes: Uint8Array, [start, end]: Range, width: 2 | 4): [ArrayBufferLike, number, number] {
  if (endianness() === 'LE') return [bytes.buffer, bytes.byteOffset + start, (end - start) / width];
  const turned = Uint8Array.from(bytes.subarray(start, end));
  swapped(Buffer.from(turned.buffer), width);
  return [turned.buffer, 0, (end - start) / width];
}
