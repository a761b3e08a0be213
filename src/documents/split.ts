/** One document of a stream: `[start, end)` in the text of the file, its `---` line included. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

const BOUNDARY = /(?<![^\r\n])(?:---|\.\.\.)(?=[ \t\r\n]|$)/g;

/**
 * Splits a stream at its document markers. A marker at the start of a line ends a document wherever it stands, inside a text too
 * (YAML 1.2, 9.1.2), so no parsing is needed. Comments and directives before a `---` belong to the document that it opens.
 */
export function split(text: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const match of text.matchAll(BOUNDARY)) {
    const at = match.index;
    if (match[0] === '...') {
      const end = endOfLine(text, at);
      pieces.push({ start, end });
      start = end;
    } else if (at > start && !isPreamble(text, start, at)) {
      pieces.push({ start, end: at });
      start = at;
    }
  }
  pieces.push({ start, end: text.length });
  return pieces.filter((piece) => piece.end > piece.start);
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** Whether there are only comments, directives and blank lines. */
function isPreamble(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at = endOfLine(text, at)) {
    if (text[at] === '%') continue;
    let first = at;
    while (text[first] === ' ' || text[first] === '\t') first++;
    if (first < end && text[first] !== '#' && text[first] !== '\n' && text[first] !== '\r') return false;
  }
  return true;
}
