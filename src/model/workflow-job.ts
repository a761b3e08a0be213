import type { Confidence, Evidence, Span } from './evidence.ts';
import type { NodeId } from './id.ts';

/** How a stranger gets into a job. */
export interface Exposure {
  /**
   * `code`: his code is checked out and run. `expression`: his text is expanded into a script. `prompt`: his text is read by an agent with tools.
   * `runner`: his code runs on a machine of the organisation. `started`: he starts the job, and nothing of his is seen to be run.
   */
  readonly how: 'code' | 'expression' | 'prompt' | 'runner' | 'started';
  /** The trigger that lets him in. */
  readonly event: string;
  /** What was read, in the source's words. */
  readonly what: string;
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  readonly precondition?: string;
  /** An expansion that can become a variable: its place, what it stands in, and where the variable can be written. */
  readonly repair?: {
    readonly expression: string;
    readonly at: Span;
    readonly quotes: 'none' | 'double' | 'single';
    readonly env: { readonly at: Span; readonly indent: number; readonly inEnv: boolean };
  };
}

/** A job of a workflow: what is held together, since jobs do not share a machine. */
export interface WorkflowJob {
  readonly name: string;
  /** The workflow, or the job's own node where a stranger gets into it and other jobs hold more. */
  readonly node: NodeId;
  readonly token: readonly string[];
  readonly oidc: boolean;
  readonly secrets: readonly string[];
  readonly selfHosted: boolean;
  readonly exposures: readonly Exposure[];
  readonly evidence: Evidence;
  /** Where a condition can be written: an empty span before the first key of the job, or the condition that stands there. */
  readonly conditionAt?: Span;
  readonly condition?: string;
  /** An environment whose protection rules may hold the job back. */
  readonly environment?: string;
}
