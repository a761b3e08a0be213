import type { Template, TextPart } from './ast.ts';
import type { Cursor, Parse } from './cursor.ts';
import { nestParts } from './nest.ts';
import { parseSequence, stripped, type Piece } from './pieces.ts';

const CLOSING = /[ \t]*([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*(?=\r?\n|$)/uy;
const PLAIN = /[^$%\n]+/y;

/** `<<MARKER` or `<<-MARKER`: lines up to one that holds the marker alone. */
export function parseHeredoc(cursor: Cursor, parse: Parse): Template {
  const start = cursor.at;
  cursor.at += 2;
  const flush = cursor.take('-');
  const marker = cursor.identifier() ?? cursor.refuse('the marker of a heredoc is missing');
  while (cursor.take(' ') || cursor.take('\t') || cursor.take('\r'));
  cursor.need('\n', 'a heredoc does not begin on a new line');
  const pieces: Piece[] = [];
  while (!closes(cursor, marker)) parseLine(cursor, parse, pieces, start);
  const parts = flush ? flushed(stripped(pieces)) : pieces;
  return { kind: 'template', parts: nestParts(cursor, parts), ...cursor.rangeFrom(start) };
}

function closes(cursor: Cursor, marker: string): boolean {
  CLOSING.lastIndex = cursor.at;
  const found = CLOSING.exec(cursor.text);
  if (found?.[1] !== marker) return false;
  cursor.at += found[0].length;
  return true;
}

/** One line with its line break; more where an interpolation runs over several. */
function parseLine(cursor: Cursor, parse: Parse, pieces: Piece[], start: number): void {
  for (;;) {
    if (cursor.sees('${') || cursor.sees('%{')) {
      pieces.push(parseSequence(cursor, parse));
      continue;
    }
    const text = parseText(cursor);
    if (text.text === '') cursor.refuse('a heredoc is not closed', start);
    pieces.push(text);
    if (text.text.endsWith('\n')) return;
  }
}

/** Up to a sequence, or to the end of the line with it. */
function parseText(cursor: Cursor): TextPart {
  const start = cursor.at;
  let text = '';
  let exact = cursor.exact;
  while (!cursor.done && !cursor.sees('${') && !cursor.sees('%{') && !text.endsWith('\n')) {
    PLAIN.lastIndex = cursor.at;
    const plain = PLAIN.exec(cursor.text)?.[0];
    if (plain !== undefined) {
      cursor.at += plain.length;
      text += plain;
    } else if (cursor.sees('$${') || cursor.sees('%%{')) {
      text += cursor.text.slice(cursor.at + 1, cursor.at + 3);
      cursor.at += 3;
      exact = false;
    } else {
      text += cursor.text[cursor.at] ?? '';
      cursor.at += 1;
    }
  }
  return { part: 'text', text, exact, ...cursor.rangeFrom(start) };
}

/** Of `<<-`: the blanks that all lines begin with are taken away; lines of blanks alone do not count. */
function flushed(pieces: readonly Piece[]): readonly Piece[] {
  const leading = pieces.filter((_, index) => {
    const before = pieces[index - 1];
    return before === undefined || (before.part === 'text' && before.text.endsWith('\n'));
  });
  let least = Infinity;
  for (const piece of leading) {
    if (piece.part !== 'text') least = 0;
    else if (counts(piece)) least = Math.min(least, blanksOf(piece.text));
  }
  if (least === 0 || least === Infinity) return pieces;
  const adjusted = new Set<Piece>(leading);
  return pieces.map((piece) =>
    piece.part === 'text' && adjusted.has(piece) && counts(piece) ? without(piece, least) : piece,
  );
}

const counts = ({ text }: TextPart): boolean => text.trim() !== '' || !text.endsWith('\n');

const blanksOf = (text: string): number => text.length - text.trimStart().length;

function without(piece: TextPart, blanks: number): TextPart {
  return { ...piece, text: piece.text.slice(blanks), start: piece.exact ? piece.start + blanks : piece.start };
}
