import type { EstateGraph, Path } from '../graph/port.ts';
import type { EstateNode } from '../model/estate.ts';
import type { WorkloadFact } from '../model/facts.ts';
import type { FindingDraft, PathStep } from '../model/finding.ts';
import type { NodeId } from '../model/id.ts';
import type { EdgeKind } from '../model/kinds.ts';
import type { JudgeContext, Stake } from './rule.ts';

export function stepsOf(path: Path): PathStep[] {
  return path.edges.map(({ id, ...edge }) => ({ edge: id, ...edge }));
}

/** The part of a draft that says what is at stake; empty when no jewel is reached. */
export function atStake(stake: Stake | undefined): Pick<FindingDraft, 'path' | 'stake'> {
  return stake ? { path: stepsOf(stake.path), stake: stake.jewel.id } : {};
}

/** Nothing when no jewel is reached; with doubt when a step of the path is only possible. */
export function leadingTo(stake: Stake | undefined): string {
  if (!stake?.jewel.jewel) return '';
  const sure = stake.path.edges.every(({ confidence }) => confidence !== 'possible');
  return ` From there a path ${sure ? 'leads' : 'may lead'} to ${stake.jewel.jewel.name}.`;
}

/** A jewel of production, or of the whole cluster where nobody said what the cluster is. */
export function isProduction(jewel: EstateNode): boolean {
  return jewel.environment === 'prod';
}

export function tierOf(stake: Stake | undefined): number {
  return stake?.jewel.jewel?.tier ?? 0;
}

/** Whether holding the identity gives anything beyond what every pod has: a path that carries on from it. */
export function givesRights(context: JudgeContext, identity: NodeId): boolean {
  return context.grantsTo(identity).length > 0 || inCloud(context.graph, identity);
}

const CLOUD_RIGHTS: ReadonlySet<EdgeKind> = new Set<EdgeKind>([
  'IRSA', 'POD_IDENTITY', 'GKE_WI', 'AKS_WI', 'ASSUME_ROLE', 'DATA_ACCESS', 'ACCOUNT_ADMIN', 'IAM_SELF_ESCALATE', 'PASS_ROLE_EXEC',
  'SA_TOKEN_CREATOR', 'COMPUTE_EXEC', 'INVOKES', 'CHANGES_SERVING', 'TRAINS', 'READS_LOGS',
]); // prettier-ignore

function inCloud(graph: EstateGraph, identity: NodeId): boolean {
  return graph.outgoing(identity).some(({ kind }) => CLOUD_RIGHTS.has(kind));
}

/** Whether the pod of the workload is given a Secret: rights that are not its account's. */
export function receivesSecret({ graph }: JudgeContext, { pod }: WorkloadFact): boolean {
  return graph.outgoing(pod).some(({ kind }) => kind === 'MOUNTS_SECRET');
}
