import type { Condition } from '../condition/condition.ts';
import { addressExists } from './addresses.ts';
import { numberExists } from './intervals.ts';
import { textExists } from './texts.ts';

/** A value has to be among those of the condition, or has not to be. */
export interface Constraint {
  readonly condition: Condition;
  readonly among: boolean;
}

/**
 * Whether there is one value that meets all constraints. Exact where one of them names the values, for numbers alone, dates alone, addresses
 * alone, and texts with wildcards up to a bound of work; else true: nothing is denied without proof.
 */
export function possible(constraints: readonly Constraint[]): boolean {
  const [first] = constraints;
  if (first === undefined) return true;
  const named = namedValues(constraints);
  if (named !== undefined) return named.some((value) => constraints.every((one) => holds(one, value)));
  const { kind } = first.condition.shape;
  // A tag may hold any text; other keys hold what their operators compare.
  if (kind !== 'like' && first.condition.key.name.includes('/') && constraints.every(({ among }) => !among))
    return true;
  if (kind === 'number' || kind === 'date')
    return constraints.every((one) => one.condition.shape.kind === kind) ? numberExists(constraints, kind) : true;
  if (kind === 'address')
    return constraints.every((one) => one.condition.shape.kind === kind) ? addressExists(constraints) : true;
  return textExists(constraints);
}

export const holds = ({ condition, among }: Constraint, value: string): boolean => condition.has(value) === among;

const BOOLEANS = ['true', 'false'];

/** The values that a constraint leaves: those of an equality, or true and false. */
function namedValues(constraints: readonly Constraint[]): readonly string[] | undefined {
  const equal = constraints.find(
    ({ condition: { shape }, among }) => among && (shape.kind === 'equals' || shape.kind === 'binary'),
  );
  if (equal) return equal.condition.closed;
  const bool = constraints.find(({ condition }) => condition.shape.kind === 'bool');
  const typed = bool !== undefined && (bool.among || !bool.condition.key.name.includes('/'));
  return typed ? BOOLEANS : undefined;
}
