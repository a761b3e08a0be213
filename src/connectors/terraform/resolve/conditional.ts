import type { Conditional } from '../../../hcl/ast.ts';
import { placeIn, type Env } from './env.ts';
import type { Evaluate } from './evaluate.ts';
import { equals, truthOf } from './operators.ts';
import { Unknown, unknown, unknownName, type Val } from './value.ts';

/** Only the branch that is taken is evaluated; where that is not known, both must agree. */
export function conditional({ condition, then, otherwise, ...range }: Conditional, env: Env, evaluate: Evaluate): Val {
  const asked = evaluate(condition, env);
  const truth = truthOf(asked);
  if (truth !== undefined) return evaluate(truth ? then : otherwise, env);
  const [a, b] = [evaluate(then, env), evaluate(otherwise, env)];
  if (equals(a, b) === true) return a;
  if (a.data instanceof Unknown && a.data.failed) return b;
  if (b.data instanceof Unknown && b.data.failed) return a;
  return unknown(unknownName(asked) ?? 'a condition', placeIn(env, range, false));
}
