import type { Operator, Unary } from '../../../hcl/ast.ts';
import { aroundHoles, hasHole } from '../../../model/hole.ts';
import {
  failure,
  List,
  Mapping,
  textOf,
  Thing,
  Unknown,
  unknown,
  unknownName,
  valueOf,
  type Place,
  type Val,
} from './value.ts';

export function unary(operator: Unary['operator'], operand: Val, place: Place): Val {
  const name = unknownName(operand);
  if (name !== undefined) return unknown(name, place);
  if (operator === '!') {
    const truth = truthOf(operand);
    return truth === undefined ? failure('!', place) : valueOf(!truth, place);
  }
  const number = numberOf(operand);
  return number === undefined ? failure('-', place) : valueOf(-number, place);
}

export function binary(operator: Operator, left: Val, evaluateRight: () => Val, place: Place): Val {
  if (operator === '||' || operator === '&&') return logical(operator, left, evaluateRight(), place);
  const right = evaluateRight();
  if (operator === '==' || operator === '!=') {
    const equal = equals(left, right);
    if (equal === undefined) return unknown(unknownName(left) ?? unknownName(right) ?? 'a comparison', place);
    return valueOf(equal === (operator === '=='), place);
  }
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === undefined || b === undefined) {
    const name = unknownName(left) ?? unknownName(right);
    return name === undefined ? failure('a calculation', place) : unknown(name, place);
  }
  const result = calculate(operator, a, b);
  return typeof result === 'number' && !Number.isFinite(result)
    ? failure('a calculation', place)
    : valueOf(result, place);
}

function calculate(operator: Exclude<Operator, '||' | '&&' | '==' | '!='>, a: number, b: number): number | boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
  }
}

/** One side may decide alone. */
function logical(operator: '||' | '&&', left: Val, right: Val, place: Place): Val {
  const [a, b] = [truthOf(left), truthOf(right)];
  const decides = operator === '||';
  if (a === decides || b === decides) return valueOf(decides, place);
  if (a !== undefined && b !== undefined) return valueOf(!decides, place);
  return unknown(unknownName(left) ?? unknownName(right) ?? 'a condition', place);
}

/** Undefined for what is not known, or is no truth. */
export function truthOf({ data }: Val): boolean | undefined {
  if (typeof data === 'boolean') return data;
  return data === 'true' ? true : data === 'false' ? false : undefined;
}

export function numberOf({ data }: Val): number | undefined {
  if (typeof data === 'number') return data;
  if (typeof data !== 'string' || !/^-?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?$/u.test(data))
    return undefined;
  return Number(data);
}

/** Undefined where holes leave it open. */
export function equals(a: Val, b: Val): boolean | undefined {
  const [x, y] = [a.data, b.data];
  if (x instanceof Unknown || y instanceof Unknown || x instanceof Thing || y instanceof Thing)
    return x instanceof Thing && y === null ? false : y instanceof Thing && x === null ? false : undefined;
  if (x instanceof List || y instanceof List) return x instanceof List && y instanceof List ? equalLists(x, y) : false;
  if (x instanceof Mapping || y instanceof Mapping)
    return x instanceof Mapping && y instanceof Mapping ? equalMaps(x, y) : false;
  if (x === null || y === null) return x === y;
  return equalTexts(textOf(a) ?? '', textOf(b) ?? '');
}

function equalTexts(a: string, b: string): boolean | undefined {
  if (a === b) return true;
  if (!hasHole(a) && !hasHole(b)) return false;
  const [one, other] = [aroundHoles(a), aroundHoles(b)];
  const [start, end] = [one[0] ?? '', one.at(-1) ?? ''];
  const [otherStart, otherEnd] = [other[0] ?? '', other.at(-1) ?? ''];
  const fit = (x: string, y: string, holds: (long: string, short: string) => boolean): boolean =>
    x.length >= y.length ? holds(x, y) : holds(y, x);
  const begins = (long: string, short: string): boolean => long.startsWith(short);
  const ends = (long: string, short: string): boolean => long.endsWith(short);
  // A text without holes that is shorter than the literal parts of the other cannot be it.
  const least = (parts: readonly string[]): number => parts.reduce((sum, part) => sum + part.length, 0);
  if (!hasHole(a) && a.length < least(other)) return false;
  if (!hasHole(b) && b.length < least(one)) return false;
  return fit(start, otherStart, begins) && fit(end, otherEnd, ends) ? undefined : false;
}

function equalLists(a: List, b: List): boolean | undefined {
  if (a.open || b.open) return undefined;
  if (a.items.length !== b.items.length) return false;
  return all(a.items.map((item, index) => equals(item, b.items[index] ?? item)));
}

function equalMaps(a: Mapping, b: Mapping): boolean | undefined {
  if (a.rest !== undefined || b.rest !== undefined) return undefined;
  if (a.entries.size !== b.entries.size) return false;
  return all(
    [...a.entries].map(([key, { value }]) => {
      const other = b.entries.get(key);
      return other ? equals(value, other.value) : false;
    }),
  );
}

const all = (found: readonly (boolean | undefined)[]): boolean | undefined =>
  found.includes(false) ? false : found.includes(undefined) ? undefined : true;
