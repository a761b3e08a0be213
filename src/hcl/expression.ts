import type { Expression, Operator } from './ast.ts';
import { BOUNDS, type Cursor } from './cursor.ts';
import { parseTerm } from './term.ts';

/** Weakest first. Longer signs stand before those that they begin with. */
const LEVELS: readonly (readonly Operator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** An expression from here on: a term, an operation or a conditional. */
export function parseExpression(cursor: Cursor): Expression {
  cursor.skip();
  const start = cursor.at;
  const condition = parseOperation(cursor, 0);
  cursor.skip();
  if (!cursor.take('?')) return condition;
  return cursor.nested(cursor.lineBreaksAreBlank, () => {
    const then = parseExpression(cursor);
    cursor.skip();
    cursor.need(':', 'a conditional has no colon');
    const otherwise = parseExpression(cursor);
    return { kind: 'conditional', condition, then, otherwise, ...cursor.rangeFrom(start) };
  });
}

function parseOperation(cursor: Cursor, level: number): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return parseUnary(cursor);
  const start = cursor.at;
  let left = parseOperation(cursor, level + 1);
  for (let length = 0; ; length++) {
    const before = cursor.at;
    cursor.skip();
    const operator = cursor.atLineEnd ? undefined : operators.find((sign) => cursor.take(sign));
    // What follows on the next line is none of this expression's.
    if (operator === undefined) {
      cursor.at = before;
      return left;
    }
    if (length >= BOUNDS.chain) cursor.refuse('too many operators stand in a row');
    cursor.skip();
    const right = parseOperation(cursor, level + 1);
    left = { kind: 'binary', operator, left, right, ...cursor.rangeFrom(start) };
  }
}

function parseUnary(cursor: Cursor): Expression {
  cursor.skip();
  const start = cursor.at;
  const operator = cursor.take('-') ? '-' : cursor.take('!') ? '!' : undefined;
  if (operator === undefined) return parseTerm(cursor, parseExpression);
  return cursor.nested(cursor.lineBreaksAreBlank, () => {
    const operand = parseUnary(cursor);
    return { kind: 'unary', operator, operand, ...cursor.rangeFrom(start) };
  });
}
