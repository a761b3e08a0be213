import type { Expression } from '../types.ts';

/** `${{ ... }}` as it stands in source text; a nested brace ends it, as it does for GitHub outside of strings. */
export const EXPRESSION = /\$\{\{((?:'[^'\n]{0,500}'|[^}'\n]){1,1000})\}\}/gu;

/** Expressions of the source text of a scalar, with their places. `offset` is where the source begins in the file. */
export function expressionsIn(
  source: string,
  file: string,
  offset: number,
  lineAt: (at: number) => number,
): Expression[] {
  return [...source.matchAll(EXPRESSION)].map((match) => {
    const start = offset + match.index;
    return {
      inner: (match[1] ?? '').trim(),
      line: lineAt(start),
      span: { file, start, end: start + match[0].length },
      quotes: quotesAt(source, match.index, match.index + match[0].length),
    };
  });
}

export function innersOf(text: string): readonly string[] {
  return text.includes('${{') ? [...text.matchAll(EXPRESSION)].map((match) => (match[1] ?? '').trim()) : [];
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
