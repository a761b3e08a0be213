import type { Expression } from './ast.ts';
import { BOUNDS, type Cursor, type Parse } from './cursor.ts';

const DIGITS = /[0-9]+/y;

/** The steps after a term: `.name`, `[key]`, the old `.0`, and the splats `.*` and `[*]`. */
export function parseSteps(cursor: Cursor, term: Expression, parse: Parse): Expression {
  const { start } = term;
  let from = term;
  for (let length = 0; ; length++) {
    const before = cursor.at;
    cursor.skip();
    const next = parseStep(cursor, from, start, parse);
    if (next === undefined) {
      cursor.at = before;
      return from;
    }
    if (length >= BOUNDS.chain) cursor.refuse('a reference has too many steps');
    from = next;
  }
}

function parseStep(cursor: Cursor, from: Expression, start: number, parse: Parse): Expression | undefined {
  if (cursor.sees('[')) return cursor.nested(true, () => parseIndex(cursor, from, start, parse));
  if (!cursor.sees('.') || cursor.sees('...')) return undefined;
  cursor.at += 1;
  cursor.skip();
  if (cursor.take('*')) return parseSplat(cursor, from, start, false, parse);
  return parseName(cursor, from, start);
}

function parseName(cursor: Cursor, from: Expression, start: number): Expression {
  const at = cursor.at;
  const name = cursor.identifier();
  if (name !== undefined) return { kind: 'get', from, name, ...cursor.rangeFrom(start) };
  DIGITS.lastIndex = at;
  const [digits] = DIGITS.exec(cursor.text) ?? [];
  if (digits === undefined) return cursor.refuse('a name is missing after a dot');
  cursor.at += digits.length;
  return {
    kind: 'index',
    from,
    key: { kind: 'literal', value: Number(digits), ...cursor.rangeFrom(at) },
    ...cursor.rangeFrom(start),
  };
}

function parseIndex(cursor: Cursor, from: Expression, start: number, parse: Parse): Expression {
  cursor.at += 1;
  cursor.skip();
  if (cursor.sees('*')) {
    const star = cursor.at;
    cursor.at += 1;
    cursor.skip();
    if (cursor.take(']')) return parseSplat(cursor, from, start, true, parse);
    cursor.at = star;
  }
  const key = parse(cursor);
  cursor.skip();
  cursor.need(']', 'an index is not closed');
  return { kind: 'index', from, key, ...cursor.rangeFrom(start) };
}

/** After `[*]` all further steps are taken on every element; after `.*` only names and numbers. */
function parseSplat(cursor: Cursor, from: Expression, start: number, full: boolean, parse: Parse): Expression {
  let each: Expression = { kind: 'item', ...cursor.rangeFrom(cursor.at) };
  for (let length = 0; ; length++) {
    if (length >= BOUNDS.chain) cursor.refuse('a reference has too many steps');
    const stops = full ? !cursor.sees('[') && !cursor.sees('.') : !cursor.sees('.');
    const inner: Expression = each;
    const next: Expression | undefined = stops
      ? undefined
      : cursor.nested(cursor.lineBreaksAreBlank, () => parseStep(cursor, inner, start, parse));
    if (next === undefined) return { kind: 'splat', from, full, each, ...cursor.rangeFrom(start) };
    each = next;
  }
}
