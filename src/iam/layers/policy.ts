import type { AwsPolicy } from '../../model/aws-policy.ts';
import type { Action } from '../match/actions.ts';
import { MAYBE, NO } from '../truth.ts';
import { ByAction } from './by-action.ts';
import { Candidate } from './candidate.ts';
import { Statement } from './statement.ts';

/** The statements of a policy that concern an action. */
export interface Concerned {
  readonly allows: readonly Candidate[];
  readonly denies: readonly Candidate[];
  /** A statement allows the action on every resource without a condition. */
  readonly always: boolean;
}

export const NONE: Concerned = { allows: [], denies: [], always: false };

/** A compiled policy: its statements by action, found out when an action is first asked for and then remembered. */
export class Policy extends ByAction<Concerned> {
  readonly policy: AwsPolicy;
  readonly #statements: readonly Statement[];

  constructor(policy: AwsPolicy) {
    super();
    this.policy = policy;
    this.#statements = policy.statements.map((statement) => new Statement(statement, policy));
  }

  protected override find(action: Action): Concerned {
    const allows: Candidate[] = [];
    const denies: Candidate[] = [];
    for (const statement of this.#statements) {
      const truth = statement.covers(action);
      if (truth !== NO) (statement.denies ? denies : allows).push(new Candidate(statement, truth !== MAYBE));
    }
    if (allows.length + denies.length === 0) return NONE;
    return { allows, denies, always: allows.some(({ statement, sure }) => sure && statement.always) };
  }
}
