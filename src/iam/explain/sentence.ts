import type { AwsCondition } from '../../model/aws-policy.ts';
import { printHoles } from '../../model/hole.ts';
import { parseOperator, type Operator } from '../parse/operators.ts';

const VERBS: Readonly<Record<Operator, readonly [is: string, isNot: string]>> = {
  StringEquals: ['is', 'is not'],
  StringNotEquals: ['is not', 'is'],
  StringEqualsIgnoreCase: ['is (in any case)', 'is not (in any case)'],
  StringNotEqualsIgnoreCase: ['is not (in any case)', 'is (in any case)'],
  StringLike: ['matches', 'does not match'],
  StringNotLike: ['does not match', 'matches'],
  NumericEquals: ['equals', 'does not equal'],
  NumericNotEquals: ['does not equal', 'equals'],
  NumericLessThan: ['is less than', 'is not less than'],
  NumericLessThanEquals: ['is at most', 'is not at most'],
  NumericGreaterThan: ['is more than', 'is not more than'],
  NumericGreaterThanEquals: ['is at least', 'is not at least'],
  DateEquals: ['is at', 'is not at'],
  DateNotEquals: ['is not at', 'is at'],
  DateLessThan: ['is before', 'is not before'],
  DateLessThanEquals: ['is at or before', 'is not at or before'],
  DateGreaterThan: ['is after', 'is not after'],
  DateGreaterThanEquals: ['is at or after', 'is not at or after'],
  Bool: ['is', 'is not'],
  BinaryEquals: ['is', 'is not'],
  IpAddress: ['is in', 'is not in'],
  NotIpAddress: ['is not in', 'is in'],
  ArnEquals: ['matches', 'does not match'],
  ArnLike: ['matches', 'does not match'],
  ArnNotEquals: ['does not match', 'matches'],
  ArnNotLike: ['does not match', 'matches'],
  Null: ['', ''],
};
const MOST = 5;

/** A condition that has to hold, or not to hold, as people read it: `aws:SourceIp is in 203.0.113.0/24`. */
export function sentence({ key, operator, values }: AwsCondition, want: boolean): string {
  const parsed = parseOperator(operator);
  if (!parsed) return printHoles(`${key} ${operator} ${values.join(', ')} ${want ? 'holds' : 'does not hold'}`);
  if (parsed.operator === 'Null') return `${key} is ${isMissing(values) === want ? 'missing' : 'present'}`;
  const [is, isNot] = VERBS[parsed.operator];
  const shown = values.length > MOST ? [...values.slice(0, MOST), `${values.length - MOST} more`] : values;
  const list = shown.join(' or ');
  const phrase = `${subject(key, parsed.set, want)} ${want ? is : isNot} ${list}`;
  if (!parsed.ifExists) return printHoles(phrase);
  return printHoles(want ? `${phrase}, or is missing` : `${key} is present and ${phrase}`);
}

const isMissing = (values: readonly string[]): boolean => values.some((value) => value.toLowerCase() === 'true');

/** Not all are is some are not, and the other way round. */
function subject(key: string, set: 'all' | 'any' | undefined, want: boolean): string {
  if (set === undefined) return key;
  return (set === 'all') === want ? `every value of ${key}` : `some value of ${key}`;
}
