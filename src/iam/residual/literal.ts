import type { Condition } from '../condition/condition.ts';

/** A condition and what it has to be. */
export interface Literal {
  readonly condition: Condition;
  readonly want: boolean;
}
