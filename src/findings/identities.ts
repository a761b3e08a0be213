import { IDENTITY_KINDS, type EdgeKind, type NodeKind } from '../model/kinds.ts';
import type { NodeId } from '../model/id.ts';
import type { WorkloadFact, WorkloadFunction } from '../model/facts.ts';
import { group } from './context.ts';
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

export interface Shared {
  readonly account: NodeId;
  readonly workloads: readonly WorkloadFact[];
}

/** Accounts that something runs as, each with its workloads, in id order. Without rights to share there is nothing to share. */
export function sharedAccounts(context: JudgeContext): readonly Shared[] {
  let shared = SHARED.get(context);
  if (!shared) SHARED.set(context, (shared = [...accounts(context), ...becomeOne(context)]));
  return shared;
}

const SHARED = new WeakMap<JudgeContext, readonly Shared[]>();

function accounts(context: JudgeContext): readonly Shared[] {
  return [...new Set(context.workloads.map(({ account }) => account))]
    .sort()
    .map((account) => ({ account, workloads: distinct(context.runningAs(account)) }))
    .filter(({ account, workloads }) => workloads.length > 1 && givesRights(context, account));
}

/** By which an account of a cluster is an identity of a cloud. */
export const BECOMES: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['IRSA', 'POD_IDENTITY', 'GKE_WI', 'AKS_WI']);

/** Identities of clouds that several accounts become, or an account and a thing of the cloud: one identity of what runs as all of them. */
function becomeOne(context: JudgeContext): readonly Shared[] {
  const into = group(
    context.edgesOf(BECOMES).filter(({ confidence }) => confidence !== 'possible'),
    ({ to }) => [to],
  );
  return [...into]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, edges]) => ({
      account,
      workloads: distinct([account, ...edges.map(({ from }) => from)].flatMap((one) => context.runningAs(one))),
    }))
    .filter(({ workloads }) => new Set(workloads.map(({ account }) => account)).size > 1);
}

/** The edges by which these workloads are the identity: their token of it, their role, or what their accounts become. */
export function waysInto({ graph }: JudgeContext, workloads: readonly WorkloadFact[], account: NodeId): string[] {
  const ways = workloads.flatMap(({ pod, account: own }) => [...graph.outgoing(pod), ...graph.outgoing(own)]);
  const kinds = ways.filter(({ kind, to }) => to === account && (INTO.has(kind) || BECOMES.has(kind)));
  return [...new Set(kinds.map(({ id }) => id))];
}

const INTO: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['RUNS_AS', 'RUNS_WITH_ROLE']);

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
