import type { EstateGraph } from '../graph/port.ts';
import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import { EDGE_KINDS, type EdgeKind } from '../model/kinds.ts';
import { Holders, isRight, type Holder } from './holders.ts';
import { STAGES, stageOf, type Stage } from './stages.ts';

/** Edges along which a request, its context or its effect travels. */
const CHAIN: ReadonlySet<EdgeKind> = new Set<EdgeKind>([
  'ROUTES_TO', 'ANSWERED_BY', 'CALLS', 'SERVES', 'PULLS_FROM', 'RETRIEVES_FROM', 'INDEXES', 'DATA_ACCESS', 'AGENT_USES', 'PROVIDES_TOOL',
  'DELEGATES_TO', 'CHAIN_NEXT', 'INJECTS_PROMPT', 'RUNS_NOTEBOOK', 'SPAWNS', 'CONTAINS', 'MOUNTS', 'TOOL_EXEC',
]); // prettier-ignore

/** What a hop acts with. */
const CREDENTIALS: ReadonlySet<EdgeKind> = new Set<EdgeKind>([
  'RUNS_AS', 'MOUNTS_SECRET', 'HOLDS', 'TOOL_ACTS_AS', 'GATEWAY_FORWARDS_AS', 'WORKFLOW_SECRET', 'NOTEBOOK_HOLDS_CRED', 'GH_OIDC', 'IMDS_REACH',
  'SPIFFE_ID',
]); // prettier-ignore

/** Last steps that take from a thing without changing it: reading is no influence. */
const READS: ReadonlySet<EdgeKind> = new Set<EdgeKind>([
  'PULLS_FROM',
  'SERVES',
  'RETRIEVES_FROM',
  'READ_SECRET',
  'READ_TOKEN',
]);
const INFLUENCE: ReadonlySet<EdgeKind> = new Set(
  (Object.keys(EDGE_KINDS) as EdgeKind[]).filter((kind) => isRight(kind) && !READS.has(kind)),
);

export interface Hop {
  readonly stage: Stage;
  readonly node: EstateNode;
  /** How the chain comes here (or leaves, before the asked service); absent for the service itself. */
  readonly by?: EstateEdge;
  /** Credentials that it acts with. */
  readonly actsAs: readonly EstateEdge[];
  /** The nearest identities and people that can influence it. */
  readonly influence: readonly Holder[];
  /** Nothing that was read answers to it: it is known by name only. */
  readonly unknown: boolean;
}

export interface ServiceMap {
  readonly service: NodeId;
  /** By stage, then by id. */
  readonly hops: readonly Hop[];
  /** Stages of which nothing is known. */
  readonly missing: readonly Stage[];
}

/** The chain that a service stands in: what leads to it and what it leads to, never what merely shares a neighbour. */
export function mapOf(graph: EstateGraph, service: NodeId): ServiceMap {
  const found = new Map<NodeId, EstateEdge | undefined>([[service, undefined]]);
  walk(graph, service, found, 'outgoing');
  walk(graph, service, found, 'incoming');
  const holders = new Holders(graph);
  const hops = [...found].flatMap(([id, by]): readonly Hop[] => {
    const node = graph.node(id);
    const stage = node && stageOf(graph, node);
    return node && stage ? [hop(graph, holders, node, stage, by)] : [];
  });
  const order = (one: Hop): number => STAGES.indexOf(one.stage);
  hops.sort((a, b) => order(a) - order(b) || (a.node.id < b.node.id ? -1 : 1));
  const stages = new Set(hops.map(({ stage }) => stage));
  return { service, hops, missing: STAGES.filter((stage) => stage !== 'outside' && !stages.has(stage)) };
}

function walk(
  graph: EstateGraph,
  from: NodeId,
  found: Map<NodeId, EstateEdge | undefined>,
  way: 'outgoing' | 'incoming',
): void {
  const seen = new Set([from]);
  for (const id of seen)
    for (const edge of graph[way](id)) {
      if (!CHAIN.has(edge.kind)) continue;
      const next = way === 'outgoing' ? edge.to : edge.from;
      if (seen.has(next)) continue;
      seen.add(next);
      if (!found.has(next)) found.set(next, edge);
    }
}

function hop(graph: EstateGraph, all: Holders, node: EstateNode, stage: Stage, by: EstateEdge | undefined): Hop {
  const parts = partsOf(graph, node.id);
  const actsAs = parts.flatMap((id) => graph.outgoing(id).filter(({ kind }) => CREDENTIALS.has(kind)));
  const holders = new Map<NodeId, Holder>();
  for (const part of parts)
    for (const holder of all.of(part, INFLUENCE))
      if (!holders.has(holder.identity) && !parts.includes(holder.identity)) holders.set(holder.identity, holder);
  return {
    stage,
    node,
    ...(by ? { by } : {}),
    actsAs: distinct(actsAs),
    influence: [...holders.values()].sort((a, b) => (a.identity < b.identity ? -1 : 1)),
    unknown: node.implied === true && stage === 'outside',
  };
}

/** The thing with what it is made of. */
function partsOf(graph: EstateGraph, id: NodeId): readonly NodeId[] {
  const all = new Set([id]);
  for (const one of all)
    for (const { kind, to } of graph.outgoing(one)) if (kind === 'CONTAINS' || kind === 'SPAWNS') all.add(to);
  return [...all];
}

function distinct(edges: readonly EstateEdge[]): readonly EstateEdge[] {
  return [...new Map(edges.map((edge) => [edge.to, edge])).values()].sort((a, b) => (a.to < b.to ? -1 : 1));
}
