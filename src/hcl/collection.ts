import type { Expression, For, ObjectItem } from './ast.ts';
import type { Cursor, Parse } from './cursor.ts';

/** `[ ... ]`: a tuple, or a for expression that makes one. */
export function parseBrackets(cursor: Cursor, parse: Parse): Expression {
  const start = cursor.at;
  cursor.at += 1;
  cursor.skip();
  if (cursor.takeWord('for')) return parseFor(cursor, start, ']', parse);
  const items: Expression[] = [];
  for (; !cursor.take(']'); cursor.skip()) {
    items.push(parse(cursor));
    cursor.skip();
    if (!cursor.take(',') && !cursor.sees(']')) cursor.refuse('a comma or a closing bracket is missing');
  }
  return { kind: 'tuple', items, ...cursor.rangeFrom(start) };
}

/** `{ ... }`: an object, its items parted by commas or line breaks, or a for expression that makes one. */
export function parseBraces(cursor: Cursor, parse: Parse): Expression {
  const start = cursor.at;
  cursor.at += 1;
  cursor.skipLines();
  if (cursor.peekIdentifier() === 'for') {
    cursor.at += 3;
    return cursor.nested(true, () => parseFor(cursor, start, '}', parse));
  }
  const items: ObjectItem[] = [];
  for (; !cursor.take('}'); cursor.skipLines()) {
    items.push(parseItem(cursor, parse));
    cursor.skip();
    if (!cursor.take(',') && !cursor.atLineEnd && !cursor.sees('}'))
      cursor.refuse('a comma, a line break or a closing brace is missing');
  }
  return { kind: 'object', items, ...cursor.rangeFrom(start) };
}

function parseItem(cursor: Cursor, parse: Parse): ObjectItem {
  const key = bareKey(cursor) ?? parse(cursor);
  cursor.skip();
  if (cursor.sees('==') || (!cursor.take('=') && !cursor.take(':')))
    cursor.refuse('an equals sign is missing after a key');
  return { key, value: parse(cursor) };
}

/** A bare word before the sign is a literal text. */
function bareKey(cursor: Cursor): Expression | undefined {
  const start = cursor.at;
  const text = cursor.identifier();
  if (text === undefined) return undefined;
  const range = cursor.rangeFrom(start);
  cursor.skip();
  if ((cursor.sees('=') && !cursor.sees('==')) || cursor.sees(':'))
    return { kind: 'template', parts: [{ part: 'text', text, exact: cursor.exact, ...range }], ...range };
  cursor.at = start;
  return undefined;
}

function parseFor(cursor: Cursor, start: number, closing: ']' | '}', parse: Parse): For {
  const { keyName, valueName, collection } = parseForIntro(cursor, parse);
  cursor.skip();
  cursor.need(':', 'a for expression has no colon');
  const first = parse(cursor);
  cursor.skip();
  let value = first;
  if (closing === '}') {
    cursor.need('=>', 'a for expression that makes an object has no arrow');
    value = parse(cursor);
    cursor.skip();
  }
  const group = cursor.take('...');
  cursor.skip();
  const condition = cursor.takeWord('if') ? parse(cursor) : undefined;
  cursor.skip();
  cursor.need(closing, 'a for expression is not closed');
  return {
    kind: 'for',
    ...(keyName === undefined ? {} : { keyName }),
    valueName,
    collection,
    ...(closing === '}' ? { key: first } : {}),
    value,
    group,
    ...(condition ? { condition } : {}),
    ...cursor.rangeFrom(start),
  };
}

/** After the word `for`: `key, value in collection`. */
export function parseForIntro(
  cursor: Cursor,
  parse: Parse,
): { readonly keyName?: string; readonly valueName: string; readonly collection: Expression } {
  const name = (): string => {
    cursor.skip();
    return cursor.identifier() ?? cursor.refuse('the name of a variable is missing after for');
  };
  const first = name();
  cursor.skip();
  const second = cursor.take(',') ? name() : undefined;
  cursor.skip();
  if (!cursor.takeWord('in')) cursor.refuse('the word in is missing after for');
  const collection = parse(cursor);
  return second === undefined ? { valueName: first, collection } : { keyName: first, valueName: second, collection };
}
