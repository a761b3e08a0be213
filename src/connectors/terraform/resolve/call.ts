import type { Call } from '../../../hcl/ast.ts';
import { LIMITS } from './budget.ts';
import { placeIn, type Env } from './env.ts';
import type { Evaluate } from './evaluate.ts';
import { FUNCTIONS } from './functions/table.ts';
import { failure, List, Mapping, Unknown, unknown, unknownName, type Val } from './value.ts';

/** A call of a function of Terraform (developer.hashicorp.com/terraform/language/functions). What is not known stays a hole named by the call. */
export function callFunction(expression: Call, env: Env, evaluate: Evaluate): Val {
  const place = placeIn(env, expression, false);
  const { name } = expression;
  if (name === 'try') return tryEach(expression, env, evaluate);
  if (name === 'can') {
    const [first] = expression.args;
    const { data } = first ? evaluate(first, env) : { data: null };
    if (!(data instanceof Unknown)) return { data: true, place };
    return data.failed ? { data: false, place } : unknown(data.name, place);
  }
  const args = argumentsOf(expression, env, evaluate);
  const called = FUNCTIONS.get(name.replace(/^core::/u, ''));
  const failed = args?.find(({ data }) => data instanceof Unknown && data.failed);
  if (failed) return { data: failed.data, place };
  const made = args && called && affordable(args, env) ? run(() => called(args, { place, env, evaluate })) : undefined;
  const shown = callName(name, args ?? []);
  if (made === undefined) return unknown(shown, place);
  return made === 'failed' ? failure(shown, place) : fits(made) ? made : unknown(shown, place);
}

/** Characters of the texts that a function is given. */
const LONGEST = 2 * 1024 * 1024;

function affordable(args: readonly Val[], { budget }: Env): boolean {
  let characters = 0;
  for (const { data } of args) {
    if (typeof data === 'string') characters += data.length;
    else if (data instanceof List) budget.spend(data.items.length);
    else if (data instanceof Mapping) budget.spend(data.entries.size);
  }
  return characters <= LONGEST;
}

/** A text that is too long for the engine is not known, like what is too long for us. */
function run<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function argumentsOf(expression: Call, env: Env, evaluate: Evaluate): readonly Val[] | undefined {
  const args = expression.args.map((one) => evaluate(one, env));
  if (!expression.expand) return args;
  const last = args.pop();
  if (!(last?.data instanceof List) || last.data.open) return undefined;
  return [...args, ...last.data.items];
}

/** The first that can be evaluated. One that is not known before Terraform runs counts as one that can. */
function tryEach(expression: Call, env: Env, evaluate: Evaluate): Val {
  for (const one of expression.args) {
    const value = evaluate(one, env);
    if (!(value.data instanceof Unknown) || !value.data.failed) return value;
  }
  return failure('try', placeIn(env, expression, false));
}

const fits = ({ data }: Val): boolean =>
  data instanceof List
    ? data.items.length <= LIMITS.items
    : data instanceof Mapping
      ? data.entries.size <= LIMITS.items
      : typeof data !== 'string' || data.length <= LIMITS.text / 4;

/** `lower(var.x)`: the function and the first of its arguments that is not known. */
function callName(name: string, args: readonly Val[]): string {
  const inner = args.map(unknownName).find((one) => one !== undefined);
  return `${name}(${inner ?? ''})`;
}
