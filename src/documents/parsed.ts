import type { DiagnosticCode } from '../model/diagnostic.ts';
import type { Marks } from './marks.ts';

/** One document as plain data, with the places of its entries in the text of its file. */
export interface Parsed {
  readonly data: unknown;
  readonly marks: Marks;
}

/** Why a document was not taken. Thrown inside a parser, never past `parseYaml` or `parseJson`. */
export class Refusal extends Error {
  readonly code: DiagnosticCode;
  /** Offset in the text of the file. */
  readonly offset: number;

  constructor(code: DiagnosticCode, message: string, offset: number) {
    super(message);
    this.code = code;
    this.offset = offset;
  }
}

/** Bounds of one document. */
export const BOUNDS = {
  depth: 128,
  entries: 4_000_000,
  /** Entries that aliases add when they are written out. */
  aliased: 100_000,
  /** Line ends, commas and brackets of one YAML document, each of which may begin an entry that costs its parser a kilobyte. */
  separators: 400_000,
  /** Characters of one YAML document; its parser takes some 120 bytes of memory a character. */
  yaml: 8 * 1024 * 1024,
} as const;
