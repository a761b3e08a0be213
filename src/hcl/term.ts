import type { Expression } from './ast.ts';
import { parseBraces, parseBrackets } from './collection.ts';
import type { Cursor, Parse } from './cursor.ts';
import { parseHeredoc } from './heredoc.ts';
import { parseQuoted } from './quoted.ts';
import { parseSteps } from './steps.ts';

const NUMBER = /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORDS: ReadonlyMap<string, true | false | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** A term with the steps that follow it: `local.x[0].name`. */
export function parseTerm(cursor: Cursor, parse: Parse): Expression {
  return parseSteps(cursor, parseBare(cursor, parse), parse);
}

function parseBare(cursor: Cursor, parse: Parse): Expression {
  const start = cursor.at;
  const first = cursor.text[start];
  if (first === '"') return parseQuoted(cursor, parse);
  if (first === '[') return cursor.nested(true, () => parseBrackets(cursor, parse));
  if (first === '{') return cursor.nested(false, () => parseBraces(cursor, parse));
  if (first === '(') return parseGroup(cursor, parse);
  if (cursor.sees('<<')) return cursor.nested(cursor.lineBreaksAreBlank, () => parseHeredoc(cursor, parse));
  return parseNumber(cursor) ?? parseWord(cursor, parse);
}

function parseGroup(cursor: Cursor, parse: Parse): Expression {
  const start = cursor.at;
  return cursor.nested(true, () => {
    cursor.at += 1;
    const inner = parse(cursor);
    cursor.skip();
    cursor.need(')', 'a parenthesis is not closed');
    return { kind: 'group', inner, ...cursor.rangeFrom(start) };
  });
}

function parseNumber(cursor: Cursor): Expression | undefined {
  const start = cursor.at;
  NUMBER.lastIndex = start;
  const [source] = NUMBER.exec(cursor.text) ?? [];
  if (source === undefined) return undefined;
  cursor.at += source.length;
  const number = Number(source);
  const value =
    Number.isFinite(number) && !(Number.isInteger(number) && !Number.isSafeInteger(number)) ? number : source;
  return { kind: 'literal', value, ...cursor.rangeFrom(start) };
}

function parseWord(cursor: Cursor, parse: Parse): Expression {
  const start = cursor.at;
  let name = cursor.identifier();
  if (name === undefined) return cursor.refuse('an expression is missing or not understood');
  while (cursor.take('::')) name += `::${cursor.identifier() ?? cursor.refuse('the name of a function is missing')}`;
  const after = cursor.at;
  cursor.skip();
  if (cursor.sees('(')) return cursor.nested(true, () => parseCall(cursor, name, start, parse));
  cursor.at = after;
  const word = WORDS.get(name);
  if (word !== undefined) return { kind: 'literal', value: word, ...cursor.rangeFrom(start) };
  return { kind: 'variable', name, ...cursor.rangeFrom(start) };
}

function parseCall(cursor: Cursor, name: string, start: number, parse: Parse): Expression {
  cursor.at += 1;
  const args: Expression[] = [];
  let expand = false;
  for (cursor.skip(); !cursor.take(')'); cursor.skip()) {
    if (expand) cursor.refuse('an argument follows an expanded one');
    args.push(parse(cursor));
    cursor.skip();
    expand = cursor.take('...');
    cursor.skip();
    if (!cursor.take(',') && !cursor.sees(')')) cursor.refuse('the arguments of a call are not closed');
  }
  return { kind: 'call', name, args, expand, ...cursor.rangeFrom(start) };
}
