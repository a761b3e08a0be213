import type { Condition } from '../condition/condition.ts';
import type { Question } from '../question/question.ts';
import { and, MAYBE, NO, YES, type Truth } from '../truth.ts';
import type { Resources } from './resources.ts';
import type { Statement } from './statement.ts';

/** A statement that an action concerns, surely or maybe, with what every evaluation asks of it in one place. */
export class Candidate {
  readonly #most: Truth;
  readonly #resources: Resources | undefined;
  readonly #conditions: readonly Condition[];
  readonly #denies: boolean;
  /** Names principals: such a statement is not accepted where policies name none. */
  readonly names: boolean;
  readonly statement: Statement;
  readonly sure: boolean;

  constructor(statement: Statement, sure: boolean) {
    const { resources } = statement;
    this.#most = sure && !statement.uncertain ? YES : MAYBE;
    this.#resources = resources?.every === true ? undefined : resources;
    this.#conditions = statement.conditions;
    this.#denies = statement.denies;
    this.names = statement.principals !== undefined || statement.notPrincipals !== undefined;
    this.statement = statement;
    this.sure = sure;
  }

  /** Resource and conditions, given that the principal matches. */
  holds(question: Question): Truth {
    let truth = this.#most;
    const resources = this.#resources;
    if (resources !== undefined) {
      truth = and(truth, resources.truth(question));
      if (truth === NO) return NO;
    }
    for (const condition of this.#conditions) {
      truth = and(truth, condition.truth(question, this.#denies));
      if (truth === NO) return NO;
    }
    return truth;
  }
}
