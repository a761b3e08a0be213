import type { FactBase } from './fact-base.ts';
import type { NodeId } from './id.ts';

/**
 * Both sides of a federation are in the files and the side that admits does not admit this one. `node` asks; there is no edge. The
 * evidence is of both sides.
 */
export interface FederationRefusedFact extends FactBase {
  readonly fact: 'federation-refused';
  readonly kind: 'IRSA' | 'GKE_WI' | 'AKS_WI' | 'GH_OIDC';
  readonly to: NodeId;
  /** ARN, email or client id that was asked for. */
  readonly target: string;
  /** What it asks with, and what is admitted instead, in words. */
  readonly because: string;
}
