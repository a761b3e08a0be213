import type { Declared } from '../model/estate.ts';
import type { EdgeKind, Environment, NodeKind } from '../model/kinds.ts';
import type { WorkloadFunction } from '../model/facts.ts';

/** Things that a sentence speaks of: those that all of this is true of. */
export interface Things {
  readonly kinds?: readonly NodeKind[];
  readonly does?: WorkloadFunction;
  readonly entry?: true;
  /** Jewels of this tier or a higher one. */
  readonly leastTier?: number;
  readonly id?: string;
  readonly name?: string;
  readonly environments?: readonly Environment[];
  readonly realm?: string;
  readonly namespace?: string;
  readonly without?: readonly (keyof Declared)[];
  readonly with?: readonly (keyof Declared)[];
  readonly owner?: string;
}

/** Any of these. */
export type Nodes = readonly Things[];

export interface Doing {
  readonly word: string;
  readonly edges: readonly EdgeKind[];
}

export type Sentence =
  | { readonly is: 'reaches'; readonly from: Nodes; readonly to: Nodes; readonly except?: Nodes }
  /** Whoever else than `only` (or, with `no`, whoever of `who`) may do this is a breach. */
  | { readonly is: 'may'; readonly who?: Nodes; readonly only?: Nodes; readonly doing: Doing; readonly to?: Nodes }
  | {
      readonly is: 'counted';
      readonly each: Nodes;
      readonly doing: Doing;
      readonly bound: 'at most' | 'at least';
      readonly number: number;
      readonly who: Nodes;
    }
  | { readonly is: 'has'; readonly each: Nodes; readonly field: keyof Declared }
  | { readonly is: 'none'; readonly of: Nodes };

/** What a rule of a team fires on: things, or things that do something. */
export interface Condition {
  readonly things: Nodes;
  readonly that?:
    | { readonly is: 'reach'; readonly to: Nodes; readonly except?: Nodes }
    | { readonly is: 'may'; readonly doing: Doing; readonly to?: Nodes };
}

/** A sentence as people wrote it, and as it is understood. */
export interface Guard {
  readonly text: string;
  readonly sentence: Sentence;
}

/** Why a sentence is not understood: the column (from 1), and what would be. */
export class SentenceError extends Error {
  readonly column: number;
  readonly hint: string;

  constructor(message: string, column: number, hint: string) {
    super(`${message} (column ${column}); ${hint}`);
    this.column = column;
    this.hint = hint;
  }
}
