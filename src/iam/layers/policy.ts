import type { AwsPolicy } from '../../model/aws-policy.ts';
import type { Action } from '../match/actions.ts';
import { MAYBE, NO } from '../truth.ts';
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
}

const NONE: Concerned = { allows: [], denies: [] };
/** Actions of which a policy remembers its statements. */
const MOST = 50_000;

/** A compiled policy: its statements by action, found out when an action is first asked for and then remembered. */
export class Policy {
  readonly policy: AwsPolicy;
  readonly #statements: readonly Statement[];
  readonly #byAction = new Map<number, Concerned>();
  #lastAction = -1;
  #last = NONE;

  constructor(policy: AwsPolicy) {
    this.policy = policy;
    this.#statements = policy.statements.map((statement) => new Statement(statement, policy));
  }

  concerned(action: Action): Concerned {
    if (action.id === this.#lastAction) return this.#last;
    let found = this.#byAction.get(action.id);
    if (found === undefined) {
      found = this.#find(action);
      if (this.#byAction.size >= MOST) this.#byAction.clear();
      this.#byAction.set(action.id, found);
    }
    this.#lastAction = action.id;
    this.#last = found;
    return found;
  }

  #find(action: Action): Concerned {
    const allows: Candidate[] = [];
    const denies: Candidate[] = [];
    for (const statement of this.#statements) {
      const truth = statement.covers(action);
      if (truth !== NO) (statement.denies ? denies : allows).push({ statement, sure: truth !== MAYBE });
    }
    return allows.length + denies.length === 0 ? NONE : { allows, denies };
  }
}
