import type { Confidence, Evidence } from './evidence.ts';
import type { NodeId } from './id.ts';

export interface FactBase {
  /** The node that the fact is about. */
  readonly node: NodeId;
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
}
