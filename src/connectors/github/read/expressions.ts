import type { Expression } from '../types.ts';

interface Found {
  readonly start: number;
  readonly end: number;
  readonly inner: string;
}

const LONGEST = 2000;

/** `${{ ... }}` in a text, in one pass. A brace inside of quotes does not end one; where quotes do not close, the next braces do. */
function found(text: string): readonly Found[] {
  const all: Found[] = [];
  for (let start = text.indexOf('${{'); start >= 0;) {
    const limit = Math.min(text.length, start + LONGEST);
    const end = closing(text, start + 3, limit);
    if (end !== undefined) all.push({ start, end, inner: text.slice(start + 3, end - 2).trim() });
    start = text.indexOf('${{', end ?? limit);
  }
  return all;
}

function closing(text: string, from: number, limit: number): number | undefined {
  let quoted = false;
  for (let at = from; at < limit; at++)
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text[at] === '}' && text[at + 1] === '}') return at + 2;
  const plain = text.slice(from, limit).indexOf('}}');
  return plain < 0 ? undefined : from + plain + 2;
}

/** The text with each expression replaced; `undefined` leaves it as it stands. */
export function replaceExpressions(text: string, put: (inner: string) => string | undefined): string {
  let out = '';
  let at = 0;
  for (const { start, end, inner } of found(text)) {
    out += text.slice(at, start) + (put(inner) ?? text.slice(start, end));
    at = end;
  }
  return out + text.slice(at);
}

export const innersOf = (text: string): readonly string[] => found(text).map(({ inner }) => inner);

/** Expressions of the source text of a scalar, with their places. `offset` is where the source begins in the file. */
export function expressionsIn(
  source: string,
  file: string,
  offset: number,
  lineAt: (at: number) => number,
): Expression[] {
  return found(source).map(({ start, end, inner }) => ({
    inner,
    line: lineAt(offset + start),
    span: { file, start: offset + start, end: offset + end },
    quotes: quotesAt(source, start, end),
  }));
}

/** Quotes of the shell around a place, as far as its own line shows. */
function quotesAt(source: string, start: number, end: number): Expression['quotes'] {
  const from = source.lastIndexOf('\n', start - 1) + 1;
  if (start - from > 2000) return 'unclear';
  let open: 'none' | 'single' | 'double' = 'none';
  for (let at = from; at < start; at++) {
    const sign = source[at];
    if (sign === '\\' && open !== 'single') at++;
    else if (sign === "'" && open !== 'double') open = open === 'single' ? 'none' : 'single';
    else if (sign === '"' && open !== 'single') open = open === 'double' ? 'none' : 'double';
  }
  if (open === 'single' && !(source[start - 1] === "'" && source[end] === "'")) return 'unclear';
  return open;
}
