import type { Confidence, Evidence, Span } from './evidence.ts';
import type { EdgeKind } from './kinds.ts';
import type { NodeId } from './id.ts';

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One step of a path as it is printed. */
export interface PathStep {
  readonly edge: string;
  readonly from: NodeId;
  readonly kind: EdgeKind;
  readonly to: NodeId;
  readonly confidence: Confidence;
  readonly precondition?: string;
  readonly evidence: readonly Evidence[];
}

/** The terms of a score: tier x environment / cost x proof. */
export interface ScoreTerms {
  readonly tier: number;
  readonly environment: number;
  readonly cost: number;
  readonly proof: number;
}

/** Replace [start, end) of the file by `text`; an insertion has start = end. */
export interface Edit extends Span {
  readonly text: string;
  /** The new items of a list, written in the style (block or flow) of the list that is replaced; `text` is then not used. */
  readonly items?: readonly string[];
  /**
   * `indent`: every line of the text is shifted to the column of what it replaces. `item`: a list item is
   * taken out with its dash or comma. `pair`: like `indent`, from the start of the key that stands before the value on its line.
   * `parent`: the key one level further out, with everything below it. `before`: whole lines, put in before the key that comes next
   * and at its column; below a key that stands there already where the text begins with it. `document`: the whole YAML document around
   * the value, which must be a Secret.
   */
  readonly fit?: 'indent' | 'item' | 'pair' | 'parent' | 'before' | 'document';
  /** What is replaced is a secret: it may not be printed, so the fix becomes a command that does not quote it. */
  readonly hidden?: true;
}

/** A remediation that can be applied. A patch is edits to the scanned files; it is printed as a unified diff. */
export type FixPlan =
  | {
      readonly kind: 'patch';
      readonly why: string;
      readonly edits: readonly Edit[];
      /** New files; a file that exists gets the text as a further YAML document. */
      readonly added?: readonly { readonly file: string; readonly text: string }[];
      /** What to write by hand where the source cannot be edited (a template, or a file that has changed). */
      readonly instead: string;
    }
  | { readonly kind: 'command'; readonly why: string; readonly text: string }
  | { readonly kind: 'policy'; readonly why: string; readonly text: string };

/** What a rule returns: everything but the score, the id and the printed fix. */
export interface FindingDraft {
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** The identity (or the thing, where no identity acts) that the finding is about. */
  readonly identity: NodeId;
  readonly title: string;
  /** One sentence: why this is true and what it leads to. */
  readonly detail: string;
  readonly evidence: readonly Evidence[];
  /** What distinguishes this finding from others of the rule on the same identity; stable across line moves. Part of its id. */
  readonly key: string;
  readonly path?: readonly PathStep[];
  /** What is reached at the end, when it is a jewel: its tier sets the score. */
  readonly stake?: NodeId;
  readonly fix: FixPlan;
  /** Edges that the fix removes; they are simulated to count the paths that it closes. */
  readonly removes?: readonly string[];
}

/** People took the risk on, in a file that is reviewed. Until the day, inclusive, the finding is shown and does not fail a scan. */
export interface Acceptance {
  readonly reason: string;
  readonly owner: string;
  /** ISO date. */
  readonly expires: string;
  /** The day is over: the finding counts again. */
  readonly expired?: true;
  readonly evidence: readonly Evidence[];
}

/** A dated exception that covers the finding, with what compensates for it. */
export interface Exemption extends Omit<Acceptance, 'expired'> {
  readonly controls: readonly string[];
}

export interface Finding {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly score: number;
  readonly terms: ScoreTerms;
  readonly identity: NodeId;
  readonly owner: string | null;
  readonly title: string;
  readonly detail: string;
  readonly evidence: readonly Evidence[];
  readonly path: readonly PathStep[];
  /** Identity-jewel pairs that the fix closes, of all in the estate. */
  readonly closes: number;
  /** Edges that the fix removes: with them a reader can simulate several fixes at once. */
  readonly removes?: readonly string[];
  readonly frameworks: readonly string[];
  readonly fix: { readonly kind: 'patch' | 'command' | 'policy'; readonly why: string; readonly text: string };
  readonly accepted?: Acceptance;
  readonly exception?: Exemption;
  /** Not in the saved scan that this one was compared with. */
  readonly new?: true;
  /** The first day on which a scan is known to have shown it, ISO date. */
  readonly since?: string;
}

/** Whether people have taken the finding on and their day is not over: it is shown and fails nothing. */
export function isSettled({ accepted, exception }: Pick<Finding, 'accepted' | 'exception'>): boolean {
  return exception !== undefined || (accepted !== undefined && accepted.expired !== true);
}
