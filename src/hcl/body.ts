import type { Attribute, Block, Body } from './ast.ts';
import { Refusal, type Cursor } from './cursor.ts';
import { parseExpression } from './expression.ts';
import { parseQuoted } from './quoted.ts';

/** A line in the first column that may begin a block or attribute of the file itself. */
const TOP = /\n(?=[\p{ID_Start}_])/gu;

/** The whole file. An item that cannot be read costs itself alone: reading goes on at the next line that begins in the first column,
 * as long as `problem` says so. */
export function parseFile(cursor: Cursor, problem: (refusal: Refusal) => boolean): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  let toTheEnd = 0;
  for (cursor.skipSafely(problem); !cursor.done; cursor.skipSafely(problem)) {
    const start = cursor.at;
    try {
      parseItem(cursor, attributes, blocks);
      endItem(cursor);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!problem(error)) break;
      // What is not closed was looked for to the end of the file: not over and over.
      if (isAtEnd(cursor) && ++toTheEnd > 5) break;
      TOP.lastIndex = Math.max(error.offset, start + 1);
      cursor.at = TOP.exec(cursor.text) ? TOP.lastIndex : cursor.text.length;
    }
  }
  return { attributes, blocks, ...cursor.rangeFrom(0) };
}

/** Asked anew: parsing moved the cursor. */
const isAtEnd = (cursor: Cursor): boolean => cursor.done;

function endItem(cursor: Cursor): void {
  cursor.skip();
  if (!cursor.done && !cursor.takeLineEnd()) cursor.refuse('something follows on the line of an attribute or block');
}

function parseItem(cursor: Cursor, attributes: Attribute[], blocks: Block[]): void {
  const start = cursor.at;
  const name = cursor.identifier() ?? cursor.refuse('the name of an attribute or block is missing');
  cursor.skip();
  if (cursor.sees('=') && !cursor.sees('==')) {
    cursor.at += 1;
    const value = parseExpression(cursor);
    attributes.push({ name, value, ...cursor.rangeFrom(start) });
    return;
  }
  const labels: string[] = [];
  for (; !cursor.sees('{'); cursor.skip()) labels.push(parseLabel(cursor));
  const body = cursor.nested(false, () => parseBody(cursor));
  blocks.push({ type: name, labels, body, ...cursor.rangeFrom(start) });
}

function parseLabel(cursor: Cursor): string {
  if (!cursor.sees('"'))
    return cursor.identifier() ?? cursor.refuse('an equals sign or a block is missing after a name');
  const { parts } = parseQuoted(cursor, parseExpression);
  return parts
    .map((part) => (part.part === 'text' ? part.text : cursor.refuse('the label of a block is no plain text')))
    .join('');
}

function parseBody(cursor: Cursor): Body {
  const start = cursor.at;
  cursor.at += 1;
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (cursor.skipLines(); !cursor.take('}'); cursor.skipLines()) {
    if (cursor.done) cursor.refuse('a block is not closed', start);
    parseItem(cursor, attributes, blocks);
    cursor.skip();
    if (!cursor.sees('}') && !cursor.takeLineEnd())
      cursor.refuse('something follows on the line of an attribute or block');
  }
  return { attributes, blocks, ...cursor.rangeFrom(start) };
}
