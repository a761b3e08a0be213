import type { Operator } from '../parse/operators.ts';
import { ArnPattern } from '../match/arn.ts';
import { Pattern } from '../match/pattern.ts';
import { rangeOf, within, type Range } from './address.ts';
import { numberOf, secondsOf } from './numbers.ts';

/** How the values of an operator compare, its negation apart. */
export type Kind = 'equals' | 'folded' | 'like' | 'arn' | 'number' | 'date' | 'bool' | 'binary' | 'address' | 'null';
export type Order = 'equals' | 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal';

export interface Shape {
  readonly kind: Kind;
  readonly order: Order;
  readonly negated: boolean;
}

const shape = (kind: Kind, negated = false, order: Order = 'equals'): Shape => ({ kind, order, negated });

/** IAM user guide, "IAM JSON policy elements: Condition operators". */
export const SHAPES: Readonly<Record<Operator, Shape>> = {
  StringEquals: shape('equals'),
  StringNotEquals: shape('equals', true),
  StringEqualsIgnoreCase: shape('folded'),
  StringNotEqualsIgnoreCase: shape('folded', true),
  StringLike: shape('like'),
  StringNotLike: shape('like', true),
  NumericEquals: shape('number'),
  NumericNotEquals: shape('number', true),
  NumericLessThan: shape('number', false, 'less'),
  NumericLessThanEquals: shape('number', false, 'less-or-equal'),
  NumericGreaterThan: shape('number', false, 'greater'),
  NumericGreaterThanEquals: shape('number', false, 'greater-or-equal'),
  DateEquals: shape('date'),
  DateNotEquals: shape('date', true),
  DateLessThan: shape('date', false, 'less'),
  DateLessThanEquals: shape('date', false, 'less-or-equal'),
  DateGreaterThan: shape('date', false, 'greater'),
  DateGreaterThanEquals: shape('date', false, 'greater-or-equal'),
  Bool: shape('bool'),
  BinaryEquals: shape('binary'),
  IpAddress: shape('address'),
  NotIpAddress: shape('address', true),
  ArnEquals: shape('arn'),
  ArnLike: shape('arn'),
  ArnNotEquals: shape('arn', true),
  ArnNotLike: shape('arn', true),
  Null: shape('null'),
};

/** Whether a value of the request is one of the policy's. */
export type Test = (value: string) => boolean;

const NEVER: Test = () => false;

/** The comparison with one value of a policy, whose wildcards (of `like` and `arn`) are already marked. */
export function testOf({ kind, order }: Shape, source: string): Test {
  switch (kind) {
    case 'equals':
    case 'binary':
      return (value) => value === source;
    case 'folded': {
      const wanted = source.toLowerCase();
      return (value) => value.toLowerCase() === wanted;
    }
    case 'bool': {
      const wanted = source.toLowerCase();
      return wanted === 'true' || wanted === 'false' ? (value) => value.toLowerCase() === wanted : NEVER;
    }
    case 'like': {
      const pattern = new Pattern(source);
      return (value) => pattern.test(value);
    }
    case 'arn': {
      const pattern = new ArnPattern(source);
      return (value) => pattern.test(value);
    }
    case 'number':
      return ordered(order, numberOf(source), numberOf);
    case 'date':
      return ordered(order, secondsOf(source), secondsOf);
    case 'address':
      return inRange(rangeOf(source));
    case 'null':
      return NEVER;
  }
}

function ordered(order: Order, bound: number | undefined, read: (text: string) => number | undefined): Test {
  if (bound === undefined) return NEVER;
  const compare = COMPARE[order];
  return (value) => {
    const number = read(value);
    return number !== undefined && compare(number, bound);
  };
}

export const COMPARE: Readonly<Record<Order, (a: number, b: number) => boolean>> = {
  equals: (a, b) => a === b,
  less: (a, b) => a < b,
  'less-or-equal': (a, b) => a <= b,
  greater: (a, b) => a > b,
  'greater-or-equal': (a, b) => a >= b,
};

function inRange(range: Range | undefined): Test {
  if (range === undefined) return NEVER;
  return (value) => {
    const inner = rangeOf(value);
    return inner !== undefined && within(range, inner);
  };
}
