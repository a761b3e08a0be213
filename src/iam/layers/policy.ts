import type { AwsPolicy } from '../../model/aws-policy.ts';
import type { Action } from '../match/actions.ts';
import { MAYBE, NO } from '../truth.ts';
import { ByAction } from './by-action.ts';
import { Statement } from './statement.ts';

/** A statement whose action matches, surely or maybe. */
export interface Candidate {
  readonly statement: Statement;
  readonly sure: boolean;
}

/** The statements of a policy that concern an action. */
export interface Concerned {
  readonly allows: readonly Candidate[];
  readonly denies: readonly Candidate[];
  /** A statement allows the action on every resource without a condition. */
  readonly always: boolean;
}

export const NONE: Concerned = { allows: [], denies: [], always: false };

/** A compiled policy: its statements by action, found out when an action is first asked for and then remembered. */
export class Policy {
  readonly policy: AwsPolicy;
  readonly #statements: readonly Statement[];
  readonly #byAction = new ByAction((action) => this.#find(action));

  constructor(policy: AwsPolicy) {
    this.policy = policy;
    this.#statements = policy.statements.map((statement) => new Statement(statement, policy));
  }

  concerned(action: Action): Concerned {
    return this.#byAction.get(action);
  }

  #find(action: Action): Concerned {
    const allows: Candidate[] = [];
    const denies: Candidate[] = [];
    for (const statement of this.#statements) {
      const truth = statement.covers(action);
      if (truth !== NO) (statement.denies ? denies : allows).push({ statement, sure: truth !== MAYBE });
    }
    if (allows.length + denies.length === 0) return NONE;
    return { allows, denies, always: allows.some(({ statement, sure }) => sure && statement.always) };
  }
}
