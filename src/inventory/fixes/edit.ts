import type { Edit } from '../../model/finding.ts';
import { beforeKey, parentBlock, secretDocument } from './block.ts';
import { fitIndent, keyStart, takeOutItem, writeList } from './fit.ts';
import type { SourceText } from './source-text.ts';

/** Lines of a file as they are and as they shall be, with enough around them for a diff; `before` is null for a new file. */
export interface Change {
  readonly file: string;
  readonly before: string | null;
  readonly after: string;
  /** Characters and lines of the file that stand above. */
  readonly offset: number;
  readonly above: number;
  /** Lines of the whole file. */
  readonly lines: number;
  readonly crlf: boolean;
}

export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Lines around a change that a diff shows at most. */
export const MOST_CONTEXT = 3;

/** The edits as what goes where, in order; undefined when one is out of range, overlaps another or does not fit what stands there. */
export function splicesOf(source: SourceText | undefined, edits: readonly Edit[]): readonly Splice[] | undefined {
  const before = source?.text ?? '';
  const splices = new Map<string, Splice>();
  for (const edit of edits) {
    if (edit.start < 0 || edit.end < edit.start || edit.end > before.length) return undefined;
    const found = spliceOf(before, edit);
    if (!found) return undefined;
    const splice = { ...found, text: lineEnds(found.text, source?.crlf === true) };
    splices.set(`${splice.start} ${splice.end} ${splice.text}`, splice);
  }
  const ordered = [...splices.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  return ordered.some(({ start }, index) => start < (ordered[index - 1]?.end ?? 0)) ? undefined : ordered;
}

/** The part of a text from `start` to `end` with what goes there. */
export function spliced(text: string, splices: readonly Splice[], start: number, end: number): string {
  let after = '';
  let at = start;
  for (const splice of splices) {
    after += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return after + text.slice(at, end);
}

/** The lines that change. Texts to add come after the last line, as further documents. */
export function changeOf(
  file: string,
  source: SourceText | undefined,
  splices: readonly Splice[],
  added: readonly string[],
): Change {
  if (source === undefined) {
    const text = added.reduce((all, one) => append(all, one, false), '');
    return { file, before: null, after: text, offset: 0, above: 0, lines: 0, crlf: false };
  }
  const { text, crlf, lines } = source;
  const start = linesUp(text, splices[0]?.start ?? text.length);
  const end = added.length > 0 ? text.length : linesDown(text, splices.at(-1)?.end ?? 0);
  const after = added.reduce(
    (all, one) => append(all, lineEnds(one, crlf), crlf, start > 0),
    spliced(text, splices, start, end),
  );
  return { file, before: text.slice(start, end), after, offset: start, above: source.linesBefore(start), lines, crlf };
}

function linesUp(text: string, from: number): number {
  let start = text.lastIndexOf('\n', from - 1) + 1;
  for (let more = 0; more < MOST_CONTEXT && start > 0; more += 1)
    start = start < 2 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
  return from === 0 ? 0 : start;
}

function linesDown(text: string, from: number): number {
  let end = from;
  for (let more = 0; more <= MOST_CONTEXT && end < text.length; more += 1) {
    const next = text.indexOf('\n', end);
    end = next < 0 ? text.length : next + 1;
  }
  return end;
}

function spliceOf(before: string, edit: Edit): Splice | undefined {
  if (edit.fit === 'parent') {
    const block = parentBlock(before, edit.start);
    return block && { ...block, text: fitIndent(before, block.start, block.end, edit.text) };
  }
  if (edit.fit === 'document') return secretDocument(before, edit.start, edit.text);
  if (edit.fit === 'before') return beforeKey(before, edit.start, edit.text);
  const { end } = edit;
  if (edit.fit === 'item') return takeOutItem(before, edit.start, end);
  const start = edit.fit === 'pair' ? keyStart(before, edit.start) : edit.start;
  if (start === undefined) return undefined;
  const text = edit.items
    ? writeList(before, start, end, edit.items)
    : edit.fit !== undefined
      ? fitIndent(before, start, end, edit.text)
      : edit.text;
  return text === undefined ? undefined : { start, end, text };
}

/** As a further YAML document where there is one already. */
function append(text: string, document: string, crlf: boolean, follows = false): string {
  const end = crlf ? '\r\n' : '\n';
  if (text.trim() === '' && !follows) return document;
  const open = text.endsWith('\n') ? text : text + end;
  return `${open}${/(?:^|\n)---\s*$/u.test(text) ? '' : `---${end}`}${document}`;
}

const lineEnds = (text: string, crlf: boolean): string => (crlf ? text.replace(/\r?\n/gu, '\r\n') : text);
