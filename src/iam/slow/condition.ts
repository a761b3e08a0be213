import type { AwsCondition } from '../../model/aws-policy.ts';
import { parseOperator } from '../parse/operators.ts';
import { compares } from './compare.ts';
import type { Values } from './context.ts';

/** Whether a condition holds ("IAM JSON policy elements: Condition operators", "Multivalued context keys"). */
export function holds(condition: AwsCondition, version: string, values: Values): boolean {
  const parsed = parseOperator(condition.operator);
  if (parsed === undefined) throw new Error(`the operator ${condition.operator} is not known`);
  const { operator, set, ifExists } = parsed;
  const found = values(condition.key);
  if (operator === 'Null') return condition.values.some((value) => value.toLowerCase() === String(found === undefined));
  const negated = operator.includes('Not');
  if (found === undefined) {
    if (ifExists || set === 'all') return true;
    return set === undefined && negated;
  }
  const matches = (value: string): boolean =>
    condition.values.some((wanted) => compares(operator, wanted, value, version, values));
  if (set === 'all') return found.every((value) => matches(value) !== negated);
  if (set === 'any') return found.some((value) => matches(value) !== negated);
  return negated ? !found.some(matches) : found.some(matches);
}
