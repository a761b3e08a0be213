/**
 * Writ's snapshot, version 1. All numbers are little-endian.
 *
 *   8 bytes   magic `WRITSNAP`
 *   u32       version
 *   u32       number of sections; those of OPTIONAL may be missing at the end
 *   u64       length of the whole file
 *   per section, in the order of SECTIONS: 8 bytes name (ASCII, padded with NUL), u64 length in bytes
 *   sections, in the same order, each padded with NUL to 8 bytes
 *   32 bytes  SHA-256 of everything before
 *
 * The checksum finds damage, not forgery: whoever can write the file can write its checksum too. So every length and every reference is
 * checked as well, and a reader relies on nothing else.
 */
export const MAGIC = 'WRITSNAP';
export const VERSION = 1;
export const HEADER_BYTES = 24;
export const ENTRY_BYTES = 16;
export const CHECKSUM_BYTES = 32;

/** An optional reference that is not there. */
export const ABSENT = 0xffffffff;

/** Set in references to strings that are not well-formed UTF-16, which UTF-8 cannot hold. */
export const WIDE = 0x80000000;

/** What a place is: file and line; object and version; anything else, as JSON. */
export const PLACE = { file: 0, object: 1, json: 2 } as const;

/** Content by section. References are into the string tables; nodes and edges stand in id order. */
export interface Tables {
  /** UTF-8 of all strings, end to end, and where each starts and the last ends. */
  readonly text: Uint8Array;
  readonly textAt: Uint32Array;
  /** UTF-16 of the strings that are not well-formed. */
  readonly wide: Uint16Array;
  readonly wideAt: Uint32Array;
  /** JSON: what the codes in the columns stand for. */
  readonly names: Uint8Array;
  readonly id: Uint32Array;
  readonly kind: Uint8Array;
  readonly environ: Uint8Array;
  readonly tier: Uint8Array;
  readonly entry: Uint8Array;
  readonly implied: Uint8Array;
  readonly name: Uint32Array;
  readonly realm: Uint32Array;
  readonly space: Uint32Array;
  /** By node: JSON of the fields that have no column, or ABSENT. */
  readonly more: Uint32Array;
  /** By node: where its places start; one more than nodes. */
  readonly seen: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly ekind: Uint8Array;
  readonly trust: Uint8Array;
  readonly given: Uint32Array;
  /** By edge: the 16 hex digits of its id, upper and lower eight; or, when not all ids are such, its id as a string. */
  readonly idHigh: Uint32Array;
  readonly idLow: Uint32Array;
  readonly idText: Uint32Array;
  /** By edge, when any has fields without a column: their JSON, or ABSENT. */
  readonly emore: Uint32Array;
  readonly eseen: Uint32Array;
  readonly place: Uint8Array;
  readonly where: Uint32Array;
  /** By place: the line, or the version of the object. */
  readonly at: Uint32Array;
  /** JSON: everything that is neither node nor edge. */
  readonly rest: Uint8Array;
  /** What the caller keeps for questions that few ask, in a form of its own. */
  readonly policies?: Uint8Array;
}

export type Section = keyof Tables;

/** Sections in file order with the width of their elements in bytes. */
export const SECTIONS: readonly (readonly [Section, 1 | 2 | 4])[] = [
  ['textAt', 4],
  ['text', 1],
  ['wideAt', 4],
  ['wide', 2],
  ['names', 1],
  ['id', 4],
  ['kind', 1],
  ['environ', 1],
  ['tier', 1],
  ['entry', 1],
  ['implied', 1],
  ['name', 4],
  ['realm', 4],
  ['space', 4],
  ['more', 4],
  ['seen', 4],
  ['from', 4],
  ['to', 4],
  ['ekind', 1],
  ['trust', 1],
  ['given', 4],
  ['idHigh', 4],
  ['idLow', 4],
  ['idText', 4],
  ['emore', 4],
  ['eseen', 4],
  ['place', 1],
  ['where', 4],
  ['at', 4],
  ['rest', 1],
];

/** Sections that older files do not have and that stand last. */
export const OPTIONAL: readonly (readonly [Section, 1])[] = [['policies', 1]];

/** Codes as the writer had them; the reader maps them to its own. */
export interface CodeNames {
  readonly nodeKinds: readonly string[];
  readonly edgeKinds: readonly string[];
  readonly environments: readonly string[];
  readonly entries: readonly string[];
  readonly confidences: readonly string[];
}

export function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
