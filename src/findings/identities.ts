import { IDENTITY_KINDS, type NodeKind } from '../model/kinds.ts';
import type { NodeId } from '../model/id.ts';
import type { WorkloadFact, WorkloadFunction } from '../model/facts.ts';
import type { JudgeContext } from './rule.ts';
import { givesRights } from './stake.ts';

/** An API key, a SPIFFE ID or a configured tool server is what an identity holds: its owner and purpose are those of the holder. */
const HELD: ReadonlySet<NodeKind> = new Set<NodeKind>(['ApiKey', 'SpiffeId', 'McpServer']);

/** Identities that somebody made or uses: declared, or implied (`default`) and both run by a workload and given rights. */
export function inUse(context: JudgeContext): NodeId[] {
  return context.estate.nodes
    .filter(
      ({ id, kind, implied }) =>
        IDENTITY_KINDS.has(kind) &&
        !HELD.has(kind) &&
        (!implied || (context.runningAs(id).length > 0 && givesRights(context, id))),
    )
    .map(({ id }) => id)
    .sort();
}

/** Accounts that something runs as, each with its workloads, in id order. Without rights to share there is nothing to share. */
export function sharedAccounts(
  context: JudgeContext,
): { readonly account: NodeId; readonly workloads: readonly WorkloadFact[] }[] {
  const accounts = [...new Set(context.workloads.map(({ account }) => account))].sort();
  return accounts
    .map((account) => ({ account, workloads: distinct(context.runningAs(account)) }))
    .filter(({ account, workloads }) => workloads.length > 1 && givesRights(context, account));
}

/** A workload with several pod templates counts once. */
function distinct(workloads: readonly WorkloadFact[]): WorkloadFact[] {
  return [...new Map(workloads.map((one) => [one.node, one])).values()];
}

export function functionsOf(workload: WorkloadFact): readonly WorkloadFunction[] {
  return workload.functions.map((one) => one.is);
}

export function does(workload: WorkloadFact, ...wanted: readonly WorkloadFunction[]): boolean {
  return workload.functions.some(({ is }) => wanted.includes(is));
}
