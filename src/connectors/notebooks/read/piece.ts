import type { Evidence, Span } from '../../../model/evidence.ts';
import { rawOffset } from './raw-offset.ts';

/** One JSON string of the file: where its text begins in the piece, and where it stands in the file, quotes included. */
export interface Part {
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

export type PieceKind = 'code' | 'markdown' | 'raw' | 'output';

/** The text of a cell or of one of its outputs, joined from its JSON strings, with the way back to the file. */
export class Piece {
  readonly kind: PieceKind;
  /** The cell that it is of, from 1. */
  readonly cell: number;
  readonly text: string;
  readonly #parts: readonly Part[];
  readonly #source: Source;

  constructor(kind: PieceKind, cell: number, text: string, parts: readonly Part[], source: Source) {
    this.kind = kind;
    this.cell = cell;
    this.text = text;
    this.#parts = parts;
    this.#source = source;
  }

  /** The line of the JSON string in which an offset of the text stands. */
  evidence(at: number): Evidence & { readonly file: string; readonly line: number } {
    const part = this.#partAt(at);
    return { file: this.#source.file, line: part === undefined ? 1 : this.#source.lineAt(part.start) };
  }

  /** Where a range of the text stands in the file, inside its JSON strings; undefined when the file may not be edited. */
  span(start: number, end: number): Span | undefined {
    const first = this.#partAt(start);
    const last = this.#partAt(Math.max(start, end - 1));
    if (!first || !last || !this.#source.editable) return undefined;
    return {
      file: this.#source.file,
      start: rawOffset(this.#source.text, first.start, start - first.at),
      end: rawOffset(this.#source.text, last.start, end - last.at),
    };
  }

  #partAt(at: number): Part | undefined {
    let low = 0;
    let high = this.#parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#parts[middle]?.at ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return this.#parts[low];
  }
}

/** The file that pieces come from. Held only while its pieces are looked at. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** False for a text from which data was left out: its offsets are not those of the file. */
  readonly editable: boolean;
  readonly lineAt: (offset: number) => number;
}
