import type { Splat } from '../../../hcl/ast.ts';
import { placeIn, withNames, type Env } from './env.ts';
import type { Evaluate } from './evaluate.ts';
import { List, listOf, Mapping, Unknown, unknown, type Val } from './value.ts';

/** `from[*].x`: a list of each; of null none; of one thing a list of one. */
export function splat(expression: Splat, env: Env, evaluate: Evaluate): Val {
  const from = evaluate(expression.from, env);
  const place = placeIn(env, expression, false);
  const each = (item: Val): Val => evaluate(expression.each, withNames(env, new Map([['*', item]])));
  if (from.data === null) return listOf([], place);
  if (from.data instanceof List) return listOf(from.data.items.map(each), place, from.data.open);
  // An attribute of all items of a map is an error in Terraform; people mean the values.
  if (from.data instanceof Mapping && from.data.rest !== undefined) return unknown(`${from.data.rest}[*]`, place);
  if (from.data instanceof Unknown) return { data: new Unknown(`${from.data.name}[*]`, from.data.failed), place };
  return listOf([each(from)], place);
}
