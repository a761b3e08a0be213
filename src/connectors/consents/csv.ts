/** One row of a table with its line in the file (from 1). */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** RFC 4180: quoted cells may hold commas, doubled quotes and line ends. A quote that never ends takes the rest as one cell. */
export function* csvRows(text: string): Generator<CsvRow> {
  let cells: string[] = [];
  let line = 1;
  let start = 1;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const [cell, end] = text[at] === '"' ? quoted(text, at) : bare(text, at);
    for (let index = at; index < end; index++) if (text[index] === '\n') line += 1;
    cells.push(cell);
    at = end;
    if (text[at] === ',') {
      at += 1;
      if (at >= text.length) cells.push('');
      continue;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    yield { line: start, cells };
    cells = [];
    line += 1;
    start = line;
  }
  if (cells.length > 0) yield { line: start, cells };
}

function bare(text: string, from: number): [cell: string, end: number] {
  let at = from;
  while (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return [text.slice(from, at), at];
}

/** What stands between the closing quote and the next comma is kept as it is. */
function quoted(text: string, from: number): [cell: string, end: number] {
  let cell = '';
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close === -1) return [cell + text.slice(at), text.length];
    cell += text.slice(at, close);
    if (text[close + 1] !== '"') {
      const [rest, end] = bare(text, close + 1);
      return [cell + rest, end];
    }
    cell += '"';
    at = close + 2;
  }
}
