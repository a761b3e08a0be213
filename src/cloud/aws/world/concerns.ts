import type { AwsPolicy, AwsStatement } from '../../../model/aws-policy.ts';
import { hasHole } from '../../../model/hole.ts';
import { ASKED } from '../data/asked.ts';

/**
 * Which of the actions that are ever asked an Allow may be about: an index by what a pattern begins with, so that most questions need not be put. It
 * leaves out what no statement can name; everything else is the evaluator's.
 */
const numbers = new Map(ASKED.map((action, i) => [action.toLowerCase(), i]));
/** As the tables write them, for most questions. */
const written = new Map(ASKED.map((action, i) => [action, i]));
const WORDS = Math.ceil(ASKED.length / 32);
const folded = ASKED.map((action) => action.toLowerCase());

const byPattern = new Map<string, Uint32Array>();
const byStatement = new WeakMap<AwsStatement, Uint32Array>();
const byPolicy = new WeakMap<AwsPolicy, Uint32Array>();

/** Everything, for what may be about any action. */
export const EVERY = new Uint32Array(WORDS).fill(0xffffffff);
/** Distinct patterns that are kept; a hostile organisation has no end of them. */
const MOST = 20_000;

export function concernsOf(policies: readonly AwsPolicy[]): Uint32Array {
  const all = new Uint32Array(WORDS);
  for (const policy of policies) join(all, ofPolicy(policy));
  return all;
}

/** Whether an Allow may be about the action; true for one that the index does not know. */
export function concerns(all: Uint32Array, action: string): boolean {
  const number = written.get(action) ?? numbers.get(action.toLowerCase());
  return number === undefined || ((all[number >> 5] ?? 0) & (1 << (number & 31))) !== 0;
}

export const statementConcerns = (statement: AwsStatement, action: string): boolean =>
  statement.effect === 'Allow' && concerns(ofStatement(statement), action);

const mentioned = new WeakMap<AwsPolicy, Uint32Array>();

/** Whether any statement, also a Deny, may be about the action. */
export function mentions(policy: AwsPolicy, action: string): boolean {
  let all = mentioned.get(policy);
  if (!all) {
    all = new Uint32Array(WORDS);
    for (const statement of policy.statements) join(all, ofStatement(statement));
    mentioned.set(policy, all);
  }
  return concerns(all, action);
}

function ofPolicy(policy: AwsPolicy): Uint32Array {
  const before = byPolicy.get(policy);
  if (before) return before;
  const all = new Uint32Array(WORDS);
  for (const statement of policy.statements) if (statement.effect === 'Allow') join(all, ofStatement(statement));
  byPolicy.set(policy, all);
  return all;
}

function ofStatement(statement: AwsStatement): Uint32Array {
  const before = byStatement.get(statement);
  if (before) return before;
  const all = new Uint32Array(WORDS);
  if (statement.notActions || statement.actions === undefined) join(all, EVERY);
  else for (const action of statement.actions) join(all, ofPattern(action));
  byStatement.set(statement, all);
  return all;
}

function ofPattern(action: string): Uint32Array {
  const before = byPattern.get(action);
  if (before) return before;
  const found = hasHole(action) ? EVERY : matched(action.toLowerCase());
  if (byPattern.size < MOST) byPattern.set(action, found);
  return found;
}

function matched(action: string): Uint32Array {
  const all = new Uint32Array(WORDS);
  const add = (number: number): void => void (all[number >> 5] = (all[number >> 5] ?? 0) | (1 << (number & 31)));
  const exact = numbers.get(action);
  if (exact !== undefined) add(exact);
  if (!/[*?]/u.test(action)) return all;
  const prefix = action.slice(0, action.search(/[*?]/u));
  folded.forEach((one, number) => {
    if (one.startsWith(prefix)) add(number);
  });
  return all;
}

function join(into: Uint32Array, more: Uint32Array): void {
  for (let i = 0; i < WORDS; i++) into[i] = (into[i] ?? 0) | (more[i] ?? 0);
}
