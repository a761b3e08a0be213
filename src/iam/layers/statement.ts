import type { AwsPolicy, AwsStatement } from '../../model/aws-policy.ts';
import { hasHole } from '../../model/hole.ts';
import { conditionOf, type Condition } from '../condition/condition.ts';
import type { Action } from '../match/actions.ts';
import { openMatch } from '../match/open.ts';
import { Pattern, wild } from '../match/pattern.ts';
import { and, MAYBE, NO, not, or, YES, type Truth } from '../truth.ts';
import { Principals } from './principal.ts';
import { resourcesOf, type Resources } from './resources.ts';

/** A statement made ready to be compared; its action is compared once per action and policy (see `Policy`). */
export class Statement {
  readonly source: AwsStatement;
  readonly policy: AwsPolicy;
  readonly denies: boolean;
  readonly principals: Principals | undefined;
  readonly notPrincipals: Principals | undefined;
  readonly resources: Resources | undefined;
  readonly conditions: readonly Condition[];
  readonly uncertain: boolean;
  readonly #actions: readonly Pattern[];
  readonly #openActions: readonly string[];
  readonly #notActions: boolean;

  constructor(source: AwsStatement, policy: AwsPolicy) {
    this.source = source;
    this.policy = policy;
    this.denies = source.effect === 'Deny';
    this.principals = source.principals && new Principals(source.principals);
    this.notPrincipals = source.notPrincipals && new Principals(source.notPrincipals);
    const resources = source.resources ?? source.notResources;
    this.resources = resources && resourcesOf(resources, policy.version, source.resources === undefined);
    this.conditions = conditionsOf(source, policy.version);
    this.uncertain = source.uncertain !== undefined;
    const actions = source.actions ?? source.notActions ?? [];
    this.#notActions = source.actions === undefined;
    this.#actions = actions.filter(namesActions).map((action) => new Pattern(wild(action.toLowerCase())));
    this.#openActions = actions.filter(hasHole).map((action) => wild(action.toLowerCase()));
  }

  /** Holds for every request for its actions; names no principal. */
  get always(): boolean {
    const anywhere = this.resources === undefined || this.resources.every;
    return anywhere && this.conditions.length === 0 && !this.uncertain && !this.principals && !this.notPrincipals;
  }

  /** Whether the action is among its actions. */
  covers(action: Action): Truth {
    let truth: Truth = this.#actions.some((pattern) => pattern.test(action.name)) ? YES : NO;
    if (truth === NO) for (const open of this.#openActions) truth = or(truth, and(openMatch(open, action.name), MAYBE));
    return this.#notActions ? not(truth) : truth;
  }
}

const NO_CONDITIONS: readonly Condition[] = [];

const conditionsOf = ({ conditions }: AwsStatement, version: string): readonly Condition[] =>
  conditions.length === 0 ? NO_CONDITIONS : conditions.map((condition) => conditionOf(condition, version));

/** An action has a service and a name; of what has none, only `*` says something. */
const namesActions = (action: string): boolean => !hasHole(action) && (action.includes(':') || /^\*+$/u.test(action));
