import type { Template } from './ast.ts';
import type { Cursor, Parse } from './cursor.ts';
import { nestParts } from './nest.ts';
import { parseSequence, type Piece } from './pieces.ts';

const PLAIN = /[^"\\$%\r\n]+/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
const CODE = /u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})/y;

/** A template between quotes. */
export function parseQuoted(cursor: Cursor, parse: Parse): Template {
  const start = cursor.at;
  cursor.at += 1;
  const pieces = piecesOf(cursor, parse, (at) => cursor.text[at] === '"', escape);
  cursor.need('"', 'a text is not closed');
  return { kind: 'template', parts: nestParts(cursor, pieces), ...cursor.rangeFrom(start) };
}

/** A whole text as a template without quotes and escapes: what templatefile reads, and what JSON syntax holds. */
export function parseBareTemplate(cursor: Cursor, parse: Parse): Template {
  const pieces = piecesOf(cursor, parse, () => cursor.done, undefined);
  return { kind: 'template', parts: nestParts(cursor, pieces), ...cursor.rangeFrom(0) };
}

type Escape = (cursor: Cursor) => string;

function piecesOf(
  cursor: Cursor,
  parse: Parse,
  ends: (at: number) => boolean,
  escapes: Escape | undefined,
): readonly Piece[] {
  const pieces: Piece[] = [];
  while (!ends(cursor.at)) {
    if (cursor.sees('${') || cursor.sees('%{')) pieces.push(parseSequence(cursor, parse));
    else pieces.push(parseText(cursor, ends, escapes));
  }
  return pieces;
}

function parseText(cursor: Cursor, ends: (at: number) => boolean, escapes: Escape | undefined): Piece {
  const start = cursor.at;
  let text = '';
  let exact = cursor.exact;
  while (!ends(cursor.at) && !cursor.sees('${') && !cursor.sees('%{')) {
    const from = cursor.at;
    PLAIN.lastIndex = from;
    const plain = PLAIN.exec(cursor.text)?.[0];
    if (plain !== undefined) {
      cursor.at += plain.length;
      text += plain;
      continue;
    }
    const one = parseSign(cursor, escapes);
    exact &&= cursor.at - from === 1;
    text += one;
  }
  return { part: 'text', text, exact, ...cursor.rangeFrom(start) };
}

/** One sign that may mean something: a doubled dollar before a brace, an escape, a line break. */
function parseSign(cursor: Cursor, escapes: Escape | undefined): string {
  if (cursor.take('$${')) return '${';
  if (cursor.take('%%{')) return '%{';
  const sign = cursor.text[cursor.at];
  if (sign === undefined) return cursor.refuse('a text is not closed');
  if (escapes && (sign === '\n' || sign === '\r')) cursor.refuse('a text is not closed on its line');
  cursor.at += 1;
  return sign === '\\' && escapes ? escapes(cursor) : sign;
}

function escape(cursor: Cursor): string {
  CODE.lastIndex = cursor.at;
  const code = CODE.exec(cursor.text);
  if (code) {
    const point = Number.parseInt(code[1] ?? code[2] ?? '', 16);
    if (point > 0x10ffff) cursor.refuse('an escape names no character');
    cursor.at += code[0].length;
    return String.fromCodePoint(point);
  }
  const sign = cursor.text[cursor.at] ?? '';
  const meant = Object.hasOwn(ESCAPES, sign) ? ESCAPES[sign] : undefined;
  if (meant === undefined) return cursor.refuse('an escape is not understood');
  cursor.at += 1;
  return meant;
}
