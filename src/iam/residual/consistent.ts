import type { Condition } from '../condition/condition.ts';
import { NO, YES } from '../truth.ts';
import type { Literal } from './literal.ts';
import { isMultivalued } from './multivalued.ts';
import { possible, type Constraint } from './possible.ts';

/**
 * Whether some state of one key (missing, or present with a value or several) makes all these plain conditions what they have to be. False is
 * proved; true may be an answer for want of a proof (see `possible`). With `there`, the key is known to be present.
 */
export function consistent(literals: readonly Literal[], there: boolean): boolean {
  if (!there && literals.every(({ condition, want }) => condition.missing === (want ? YES : NO))) return true;
  const [first] = literals;
  if (first === undefined) return true;
  const several = literals.some(({ condition }) => condition.set !== undefined) || isMultivalued(first.condition.key);
  const every: Constraint[] = [];
  const some: Constraint[] = [];
  for (const { condition, want } of literals) {
    if (condition.shape.kind === 'null') {
      if (condition.nullWhenPresent !== (want ? YES : NO)) return false;
      continue;
    }
    const among = want !== condition.shape.negated;
    (several && isSome(condition, want) ? some : every).push({ condition, among });
  }
  return some.length === 0 ? possible(every) : some.every((one) => possible([...every, one]));
}

/**
 * Whether it asks for one value among several; else it asks all of them. A positive operator without set prefix is taken for the weaker of the
 * two: one value.
 */
function isSome({ set, shape }: Condition, want: boolean): boolean {
  const any = set === 'any' || (set === undefined && !shape.negated);
  return any === want;
}
