import type { Expression, GetAttribute, Index, ObjectOf } from '../../../hcl/ast.ts';
import { binary, unary } from './operators.ts';
import { callFunction } from './call.ts';
import { conditional } from './conditional.ts';
import { placeIn, type Env } from './env.ts';
import { forExpression } from './for.ts';
import { elementOf } from './step.ts';
import { splat } from './splat.ts';
import { template } from './template.ts';
import { failure, listOf, Mapping, textOf, unknown, unknownName, valueOf, type Place, type Val } from './value.ts';

export type Evaluate = (expression: Expression, env: Env) => Val;

/** The value of an expression; a hole where it is not known before Terraform runs. Never throws. */
export function evaluate(expression: Expression, env: Env): Val {
  try {
    if (!env.budget.enter()) return unknown('too much to evaluate', placeIn(env, expression, false));
    return evaluated(expression, env);
  } finally {
    env.budget.leave();
  }
}

function evaluated(expression: Expression, env: Env): Val {
  switch (expression.kind) {
    case 'literal':
      return valueOf(expression.value, placeIn(env, expression, true));
    case 'template':
      return template(expression, env, evaluate);
    case 'variable':
      return env.lookup(expression.name) ?? failure(expression.name, placeIn(env, expression, false));
    case 'item':
      return env.lookup('*') ?? failure('*', placeIn(env, expression, false));
    case 'group':
      return evaluate(expression.inner, env);
    case 'get':
    case 'index':
      return step(expression, env);
    case 'splat':
      return splat(expression, env, evaluate);
    case 'call':
      return callFunction(expression, env, evaluate);
    case 'tuple':
      return listOf(
        expression.items.map((item) => evaluate(item, env)),
        placeIn(env, expression, true),
      );
    case 'object':
      return objectOf(expression, env);
    case 'for':
      return forExpression(expression, env, evaluate);
    case 'unary':
      return unary(expression.operator, evaluate(expression.operand, env), placeIn(env, expression, false));
    case 'binary':
      return binary(
        expression.operator,
        evaluate(expression.left, env),
        () => evaluate(expression.right, env),
        placeIn(env, expression, false),
      );
    case 'conditional':
      return conditional(expression, env, evaluate);
  }
}

/** Chains of steps are walked, not recursed: they may be long. */
function step(expression: GetAttribute | Index, env: Env): Val {
  const steps: (GetAttribute | Index)[] = [];
  let from: Expression = expression;
  while (from.kind === 'get' || from.kind === 'index') {
    steps.push(from);
    from = from.from;
  }
  let value = evaluate(from, env);
  for (const one of steps.reverse()) {
    const key = one.kind === 'get' ? one.name : evaluate(one.key, env);
    value = elementOf(value, key, placeIn(env, one, false));
  }
  return value;
}

function objectOf(expression: ObjectOf, env: Env): Val {
  const place = placeIn(env, expression, true);
  const entries = new Map<string, { at: Place; value: Val }>();
  let rest: string | undefined;
  for (const item of expression.items) {
    const key = evaluate(item.key, env);
    const name = textOf(key);
    if (name === undefined) rest = unknownName(key) ?? 'a key';
    else entries.set(name, { at: placeIn(env, item.key, false), value: evaluate(item.value, env) });
  }
  return { data: new Mapping(entries, rest), place };
}
