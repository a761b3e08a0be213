import type { AwsCondition } from '../../model/aws-policy.ts';
import { Interned } from '../match/interned.ts';
import { openMatch } from '../match/open.ts';
import { keyOf, type Key } from '../match/keys.ts';
import { hasHole } from '../../model/hole.ts';
import { parseOperator } from '../parse/operators.ts';
import { HIDDEN, MISSING, PRESENT, UNKNOWN, type Known } from '../question/known.ts';
import type { Question } from '../question/question.ts';
import { constantOf } from '../residual/constant.ts';
import { and, MAYBE, NO, not, or, YES, type Truth } from '../truth.ts';
import type { Template } from './template.ts';
import { templateOf } from './template.ts';
import { SHAPES, testOf, type Shape, type Test } from './values.ts';

const TEMPLATED: ReadonlySet<string> = new Set(['equals', 'folded', 'like', 'arn']);
const NOTHING: Shape = { kind: 'equals', order: 'equals', negated: false };

let made = 0;
const interned = new Interned<Condition>();

/** One object for conditions that are written alike; where they stand is not theirs. */
export const conditionOf = (source: AwsCondition, version: string): Condition =>
  interned.of(
    JSON.stringify([version, source.operator, source.key, source.values]),
    () => new Condition(source, version),
  );

/** A condition made ready to be compared. */
export class Condition {
  /** From 1; conditions that are written alike may have one. */
  readonly id = ++made;
  readonly source: AwsCondition;
  readonly key: Key;
  readonly shape: Shape;
  readonly set: 'all' | 'any' | undefined;
  /** Whether its answer follows from the value of its key alone: no variables, no holes, an operator that is known. */
  readonly plain: boolean;
  /** What it is where the key is missing. */
  readonly missing: Truth;
  /** Values without variables and holes, wildcards marked. */
  readonly closed: readonly string[];
  readonly #tests: readonly Test[];
  readonly #open: readonly (string | Template)[];
  readonly #known: boolean;
  #constant: Truth | undefined;
  #lastValue = '';
  #lastResult: boolean | undefined;

  constructor(source: AwsCondition, version: string) {
    const operator = parseOperator(source.operator);
    this.source = source;
    this.key = keyOf(source.key);
    this.#known = operator !== undefined && !hasHole(source.key);
    this.shape = operator ? SHAPES[operator.operator] : NOTHING;
    this.set = operator?.set;
    const { kind } = this.shape;
    const wildcards = kind === 'like' || kind === 'arn';
    const values = source.values.map((value) => (TEMPLATED.has(kind) ? templateOf(value, version, wildcards) : value));
    this.closed = values.filter((value): value is string => typeof value === 'string' && !hasHole(value));
    this.#open = values.filter((value) => typeof value !== 'string' || hasHole(value));
    this.plain = this.#known && this.#open.length === 0;
    this.#tests = this.closed.map((value) => testOf(this.shape, value));
    this.missing = this.#whenMissing(operator?.ifExists === true);
  }

  get openValues(): readonly (string | Template)[] {
    return this.#open;
  }

  get operatorKnown(): boolean {
    return this.#known;
  }

  /** Whether one value is among those of the policy; of a plain condition only. */
  has(value: string): boolean {
    if (value === this.#lastValue && this.#lastResult !== undefined) return this.#lastResult;
    let result = false;
    for (const test of this.#tests)
      if (test(value)) {
        result = true;
        break;
      }
    this.#lastValue = value;
    this.#lastResult = result;
    return result;
  }

  /** What it is where the key is present with this status of Null. */
  get nullWhenPresent(): Truth {
    return this.#nullIs('false');
  }

  /** `denies`: it stands in a statement that denies. */
  truth(question: Question, denies: boolean): Truth {
    const kept = question.context.truthOf(this.id);
    if (kept === undefined) return this.#find(question, denies);
    if (kept === MAYBE) this.#meet(question, denies);
    return kept;
  }

  #find(question: Question, denies: boolean): Truth {
    if (!this.#known) return MAYBE;
    const known = question.lookup(this.key);
    const truth = this.#of(known, question);
    if (!this.plain) return truth;
    if (truth === MAYBE && known.status === UNKNOWN) this.#meet(question, denies);
    if (this.key.derived === undefined && !known.open) question.context.remember(this.id, truth);
    return truth;
  }

  #meet(question: Question, denies: boolean): void {
    question.meet(this.key.id, denies ? -this.id : this.id);
  }

  #of(known: Known, question: Question): Truth {
    switch (known.status) {
      case MISSING:
        return this.missing;
      case UNKNOWN:
        return this.plain ? (this.#constant ??= constantOf(this)) : MAYBE;
      case PRESENT:
        return this.shape.kind === 'null' ? this.nullWhenPresent : this.#present(known, question);
      case HIDDEN:
        if (this.shape.kind === 'null' && this.plain) return this.nullWhenPresent;
        question.entangled = true;
        return MAYBE;
    }
  }

  /** Any of the values for a positive operator, none of them for a negated one; every or some value under a set prefix. */
  #present(known: Known, question: Question): Truth {
    const { negated } = this.shape;
    let all: Truth = YES;
    let any: Truth = NO;
    for (const value of known.values) {
      const one = known.open || this.#open.length > 0 ? this.#open3(value, question) : this.has(value) ? YES : NO;
      const truth = negated ? not(one) : one;
      all = and(all, truth);
      any = or(any, truth);
    }
    if (this.set === 'all') return all;
    if (this.set === 'any') return any;
    return negated ? all : any;
  }

  #open3(value: string, question: Question): Truth {
    let result: Truth = NO;
    for (const source of this.closed) result = or(result, this.#compare(source, value));
    for (const source of this.#open) {
      const text = typeof source === 'string' ? source : source.text(question);
      if (text !== undefined) result = or(result, this.#compare(text, value));
      if (result === YES) return YES;
    }
    return result;
  }

  #compare(source: string, value: string): Truth {
    if (!hasHole(source) && !hasHole(value)) return testOf(this.shape, source)(value) ? YES : NO;
    switch (this.shape.kind) {
      case 'equals':
      case 'binary':
      case 'like':
        return openMatch(source, value);
      case 'folded':
        return openMatch(source.toLowerCase(), value.toLowerCase());
      case 'arn':
        // Across colons is more than part by part: only its no is sure.
        return and(openMatch(source, value), MAYBE);
      case 'number':
      case 'date':
      case 'bool':
      case 'address':
      case 'null':
        return MAYBE;
    }
  }

  #nullIs(state: 'true' | 'false'): Truth {
    if (this.source.values.some((value) => value.toLowerCase() === state)) return YES;
    return this.#open.length > 0 ? MAYBE : NO;
  }

  #whenMissing(ifExists: boolean): Truth {
    if (this.shape.kind === 'null') return this.#nullIs('true');
    if (ifExists || this.set === 'all') return YES;
    return this.shape.negated && this.set === undefined ? YES : NO;
  }
}
