/** Base operators of conditions (IAM user guide, "IAM JSON policy elements: Condition operators"), folded. */
export const OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'ArnNotLike',
  'Null',
] as const;

export type Operator = (typeof OPERATORS)[number];

export interface ParsedOperator {
  readonly operator: Operator;
  readonly set?: 'all' | 'any';
  readonly ifExists: boolean;
}

const BY_NAME: ReadonlyMap<string, Operator> = new Map(OPERATORS.map((name) => [name.toLowerCase(), name]));
const SETS = [
  ['forallvalues:', 'all'],
  ['foranyvalue:', 'any'],
] as const;

/** The parts of an operator as written, without case; undefined for one that AWS does not know. */
export function parseOperator(written: string): ParsedOperator | undefined {
  let name = written.toLowerCase();
  const set = SETS.find(([prefix]) => name.startsWith(prefix));
  if (set) name = name.slice(set[0].length);
  const ifExists = name.endsWith('ifexists');
  if (ifExists) name = name.slice(0, -'ifexists'.length);
  const operator = BY_NAME.get(name);
  if (operator === undefined || (operator === 'Null' && ifExists)) return undefined;
  return { operator, ifExists, ...(set ? { set: set[1] } : {}) };
}
