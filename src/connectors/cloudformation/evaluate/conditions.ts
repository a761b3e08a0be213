import type { Entry } from '../../../documents/entry.ts';
import { hasHole } from '../../../model/hole.ts';
import type { Evaluator } from './evaluator.ts';

export type Truth = 'true' | 'false' | 'unknown';

const not = (truth: Truth): Truth => (truth === 'true' ? 'false' : truth === 'false' ? 'true' : 'unknown');

/** A condition of the template (CloudFormation user guide, "Condition functions"). Parameters count with their defaults. */
export function condition(evaluator: Evaluator, entry: Entry | undefined): Truth {
  if (entry === undefined) return 'unknown';
  const named = entry.text('Condition');
  if (named !== undefined) return evaluator.condition(named);
  if (entry.has('Fn::Not')) return not(condition(evaluator, entry.get('Fn::Not', 0)));
  if (entry.has('Fn::Equals')) return equal(evaluator, entry);
  if (entry.has('Fn::And')) return all(evaluator, entry.items('Fn::And'), 'false');
  if (entry.has('Fn::Or')) return all(evaluator, entry.items('Fn::Or'), 'true');
  return 'unknown';
}

function equal(evaluator: Evaluator, entry: Entry): Truth {
  const [a, b] = entry.items('Fn::Equals').map((one) => plainText(evaluator.value(one)?.value));
  if (a === undefined || b === undefined || hasHole(a) || hasHole(b)) return 'unknown';
  return a === b ? 'true' : 'false';
}

function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** `decides`: one of this truth makes the whole of this truth. */
function all(evaluator: Evaluator, parts: readonly Entry[], decides: 'true' | 'false'): Truth {
  const truths = parts.map((part) => condition(evaluator, part));
  if (truths.includes(decides)) return decides;
  return truths.includes('unknown') || truths.length === 0 ? 'unknown' : not(decides);
}
