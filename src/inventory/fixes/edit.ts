import type { Edit } from '../../model/finding.ts';
import { beforeKey, parentBlock, secretDocument } from './block.ts';
import { fitIndent, keyStart, takeOutItem, writeList } from './fit.ts';

/** A file as it is and as it shall be; `before` is null for a new file. */
export interface Change {
  readonly file: string;
  readonly before: string | null;
  readonly after: string;
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after all edits, or undefined when one is out of range, overlaps another or does not fit what stands there. */
export function applyEdits(before: string, edits: readonly Edit[], added: readonly string[]): string | undefined {
  const splices: Splice[] = [];
  for (const edit of edits) {
    if (edit.start < 0 || edit.end < edit.start || edit.end > before.length) return undefined;
    const splice = spliceOf(before, edit);
    if (!splice) return undefined;
    if (!splices.some((one) => one.start === splice.start && one.end === splice.end && one.text === splice.text))
      splices.push(splice);
  }
  splices.sort((a, b) => a.start - b.start || a.end - b.end);
  const crlf = before.includes('\r\n');
  let after = '';
  let at = 0;
  for (const { start, end, text } of splices) {
    if (start < at) return undefined;
    after += before.slice(at, start) + lineEnds(text, crlf);
    at = end;
  }
  after += before.slice(at);
  for (const text of added) after = append(after, lineEnds(text, crlf), crlf);
  return after;
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
function append(text: string, document: string, crlf: boolean): string {
  const end = crlf ? '\r\n' : '\n';
  if (text.trim() === '') return document;
  const open = text.endsWith('\n') ? text : text + end;
  return `${open}${/(?:^|\n)---\s*$/u.test(text) ? '' : `---${end}`}${document}`;
}

const lineEnds = (text: string, crlf: boolean): string => (crlf ? text.replace(/\r?\n/gu, '\r\n') : text);
