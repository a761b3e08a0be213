import type { For } from '../../../hcl/ast.ts';
import { LIMITS } from './budget.ts';
import { placeIn, withNames, type Env } from './env.ts';
import type { Evaluate } from './evaluate.ts';
import { turnsOf, type Turn } from './iterate.ts';
import { truthOf } from './operators.ts';
import { failure, listOf, Mapping, textOf, unknown, unknownName, valueOf, type Place, type Val } from './value.ts';

/** `[for k, v in c : value if condition]` and `{for k, v in c : key => value...}`. */
export function forExpression(expression: For, env: Env, evaluate: Evaluate): Val {
  const collection = evaluate(expression.collection, env);
  const place = placeIn(env, expression, false);
  const found = turnsOf(collection);
  if (!found) return failure('a for expression over a plain value', place);
  if (found.turns.length > LIMITS.items) return unknown('a list that is too long', place);
  let open = found.open;
  const chosen: Env[] = [];
  for (const turn of found.turns) {
    const inner = withNames(env, namesOf(expression, turn));
    const asked = expression.condition ? evaluate(expression.condition, inner) : valueOf(true, place);
    const truth = truthOf(asked);
    if (truth === undefined) open ??= unknownName(asked) ?? 'a condition';
    if (truth !== false) chosen.push(inner);
  }
  const { key, value, group } = expression;
  if (!key)
    return listOf(
      chosen.map((inner) => evaluate(value, inner)),
      place,
      open !== undefined,
    );
  const pairs = chosen.map((inner) => [evaluate(key, inner), evaluate(value, inner)] as const);
  return objectFrom(pairs, group, place, open);
}

export function namesOf(
  names: { readonly keyName?: string; readonly valueName: string },
  turn: Turn,
): ReadonlyMap<string, Val> {
  const found = new Map([[names.valueName, turn.value]]);
  if (names.keyName !== undefined) found.set(names.keyName, turn.key);
  return found;
}

function objectFrom(
  pairs: readonly (readonly [Val, Val])[],
  group: boolean,
  place: Place,
  open: string | undefined,
): Val {
  const entries = new Map<string, { at: Place; value: Val }>();
  const groups = new Map<string, Val[]>();
  for (const [key, value] of pairs) {
    const name = textOf(key);
    if (name === undefined) continue;
    const members = groups.get(name) ?? [];
    members.push(value);
    groups.set(name, members);
    entries.set(name, { at: value.place, value: group ? listOf(members, place) : value });
  }
  return { data: new Mapping(entries, open), place };
}
