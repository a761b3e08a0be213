import { Lines } from '../../../bytes/lines.ts';
import { parseJson } from '../../../documents/json.ts';
import type { Marks } from '../../../documents/marks.ts';
import { Refusal, type Parsed } from '../../../documents/parsed.ts';
import { isData, list, type Data } from '../../../documents/plain.ts';
import { Piece, type Part, type PieceKind, type Source } from './piece.ts';

/** A notebook of nbformat 3 or 4 (nbformat.readthedocs.io, "The notebook file format"). */
export interface Notebook {
  readonly pieces: readonly Piece[];
  /** Of the kernel: `python`, `R`, `scala`; empty when nothing is said. */
  readonly language: string;
}

export interface Unreadable {
  readonly code: Refusal['code'];
  readonly message: string;
  readonly line: number;
}

/** Whether a text may be a notebook, without parsing it. */
export const maybeNotebook = (text: string): boolean =>
  text.includes('"nbformat"') && (text.includes('"cells"') || text.includes('"worksheets"'));

/** Undefined when the JSON is something else. */
export function readNotebook(file: string, text: string, editable: boolean): Notebook | Unreadable | undefined {
  const parsed = parseJson(text, 0);
  const lines = new Lines(text);
  if (parsed instanceof Refusal)
    return { code: parsed.code, message: parsed.message, line: lines.lineAt(parsed.offset) };
  const { data } = parsed;
  if (!isData(data) || typeof data['nbformat'] !== 'number') return undefined;
  const source: Source = { file, text, editable, lineAt: (offset) => lines.lineAt(offset) };
  const reader = new Reader(parsed, source);
  if (!reader.read()) return undefined;
  return { pieces: reader.pieces, language: languageOf(data['metadata']) };
}

function languageOf(metadata: unknown): string {
  if (!isData(metadata)) return '';
  const { kernelspec, language_info: info } = metadata;
  const named = (isData(info) ? info['name'] : undefined) ?? (isData(kernelspec) ? kernelspec['language'] : undefined);
  return typeof named === 'string' ? named.toLowerCase() : '';
}

/** Mime types whose data is text that a person may read secrets in. */
const TEXT_TYPE = /^(?:text\/|application\/(?:json|javascript|xml))/u;

class Reader {
  readonly pieces: Piece[] = [];
  readonly #data: unknown;
  readonly #marks: Marks;
  readonly #source: Source;
  #cell = 0;

  constructor({ data, marks }: Parsed, source: Source) {
    this.#data = data;
    this.#marks = marks;
    this.#source = source;
  }

  /** False when there are no cells where a notebook has them. */
  read(): boolean {
    const root = this.#data as Data;
    if (Array.isArray(root['cells'])) this.#cells(root, 0);
    else if (Array.isArray(root['worksheets'])) {
      const sheets = [...this.#below(0, 'worksheets')];
      list(root['worksheets']).forEach((sheet, index) => {
        if (isData(sheet)) this.#cells(sheet, sheets[index] ?? 0);
      });
    } else return false;
    return true;
  }

  #cells(holder: Data, entry: number): void {
    const entries = [...this.#below(entry, 'cells')];
    list(holder['cells']).forEach((cell, index) => {
      this.#cell++;
      if (isData(cell)) this.#one(cell, entries[index] ?? 0);
    });
  }

  #one(cell: Data, entry: number): void {
    const type = cell['cell_type'];
    const kind: PieceKind = type === 'code' ? 'code' : type === 'raw' ? 'raw' : 'markdown';
    // nbformat 3 has the code of a cell under `input`.
    this.#text(kind, entry, cell, kind === 'code' && cell['source'] === undefined ? 'input' : 'source');
    if (kind !== 'code') return;
    const entries = [...this.#below(entry, 'outputs')];
    list(cell['outputs']).forEach((output, index) => {
      if (isData(output)) this.#output(output, entries[index] ?? 0);
    });
  }

  #output(output: Data, entry: number): void {
    // `html` and `text` of nbformat 3 stand beside the mime bundles of nbformat 4.
    for (const key of ['text', 'html', 'traceback', 'evalue', 'json', 'javascript'])
      this.#text('output', entry, output, key, key === 'traceback' ? '\n' : '');
    const data = output['data'];
    const bundle = isData(data) ? this.#child(entry, 'data') : undefined;
    if (!isData(data) || bundle === undefined) return;
    for (const type of Object.keys(data)) if (TEXT_TYPE.test(type)) this.#text('output', bundle, data, type);
  }

  #text(kind: PieceKind, entry: number, holder: Data, key: string, between = ''): void {
    const value = holder[key];
    const at = value === undefined ? undefined : this.#child(entry, key);
    if (at === undefined) return;
    const parts: Part[] = [];
    let text = '';
    const add = (written: unknown, mark: number): void => {
      if (typeof written !== 'string') return;
      const { start, end } = this.#marks.mark(mark);
      parts.push({ at: text.length, start, end });
      text += written + between;
    };
    if (Array.isArray(value)) {
      let index = 0;
      for (const [, child] of this.#marks.children(at)) add((value as unknown[])[index++], child);
    } else add(value, at);
    if (text !== '') this.pieces.push(new Piece(kind, this.#cell, text, parts, this.#source));
  }

  #child(entry: number, name: string): number | undefined {
    for (const [key, child] of this.#marks.children(entry)) if (key === name) return child;
    return undefined;
  }

  *#below(entry: number, name: string): Generator<number> {
    const holder = this.#child(entry, name);
    if (holder !== undefined) for (const [, child] of this.#marks.children(holder)) yield child;
  }
}
