/** What the page shows, as plain data: the same rows are written into the page and packed for its script. All texts are names of others. */

/** One thing of the estate on a card. */
export interface Card {
  readonly kind: string;
  readonly name: string;
  /** Environment, or the realm where that says more. Empty where it needs no saying. */
  readonly where: string;
  /** What is at stake here, in words; empty where nothing is. */
  readonly jewel: string;
  /** How an attacker comes in here; empty where nobody does. */
  readonly entry: string;
}

export interface StepRow {
  readonly from: Card;
  readonly to: Card;
  /** The edge in words, and what it means. */
  readonly by: string;
  readonly means: string;
  readonly confidence: string;
  readonly condition: string;
  /** `file:line`; empty where nothing was written. */
  readonly place: string;
  /** Further places. */
  readonly more: number;
}

export interface FindingRow {
  /** 1 is what to fix first. */
  readonly number: number;
  readonly id: string;
  readonly rule: string;
  /** Index into the severities, worst first. */
  readonly severity: number;
  readonly confidence: string;
  readonly score: string;
  readonly identity: Card;
  /** Empty when nobody is written down. */
  readonly owner: string;
  readonly title: string;
  readonly detail: string;
  /** Evidence that no step of the path already names. */
  readonly places: readonly string[];
  /** Places that are not listed. */
  readonly morePlaces: number;
  readonly steps: readonly StepRow[];
  /** Positions of steps that the fix removes. */
  readonly cuts: readonly number[];
  readonly closes: number;
  readonly frameworks: readonly string[];
  readonly fix: { readonly kind: string; readonly why: string; readonly text: string };
}

export interface IdentityRow {
  readonly card: Card;
  readonly environment: string;
  readonly owner: string;
  readonly jewels: number;
  readonly findings: number;
  readonly place: string;
}

/** What every view needs to know besides its own row. */
export interface About {
  /** Ways to crown jewels in the whole estate. */
  readonly pairs: number;
  /** Word and glyph, worst first. */
  readonly severities: readonly (readonly [word: string, glyph: string])[];
  /** Short names of controls by id. */
  readonly controls: Readonly<Record<string, string>>;
}
