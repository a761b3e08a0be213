import type { Places } from '../graph/places.ts';
import type { EstateGraph } from '../graph/port.ts';
import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import { EDGE_KINDS, type EdgeKind } from '../model/kinds.ts';
import { Holders, IS_WHOLE_OF, isRight, type Held, type Holder } from './holders.ts';
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
  const places = graph.places();
  const asked = places.find(service);
  const found = new Map<number, number>(asked < 0 ? [] : [[asked, NONE]]);
  walk(places, found, asked, 'out');
  walk(places, found, asked, 'into');
  const holders = new Holders(graph);
  const hops = [...found]
    .sort(([a], [b]) => a - b)
    .flatMap(([place, by]): readonly Hop[] => {
      const stage = stageOf(places, place);
      return stage === undefined ? [] : [hop(places, holders, place, stage, by)];
    })
    .sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
  const stages = new Set(hops.map(({ stage }) => stage));
  return { service, hops, missing: STAGES.filter((stage) => stage !== 'outside' && !stages.has(stage)) };
}

const NONE = -1;

/** Adds by place what is met, with the edge by which. */
function walk(places: Places, found: Map<number, number>, from: number, way: 'out' | 'into'): void {
  const seen = new Set(from < 0 ? [] : [from]);
  for (const place of seen)
    for (const edge of places[way](place)) {
      if (!CHAIN.has(places.kindOf(edge))) continue;
      const next = way === 'out' ? places.to(edge) : places.from(edge);
      if (seen.has(next)) continue;
      seen.add(next);
      if (!found.has(next)) found.set(next, edge);
    }
}

function hop(places: Places, all: Holders, place: number, stage: Stage, by: number): Hop {
  const node = places.node(place);
  const parts = partsOf(places, place);
  const actsAs = new Map<number, number>();
  for (const part of parts)
    for (const edge of places.out(part)) if (CREDENTIALS.has(places.kindOf(edge))) actsAs.set(places.to(edge), edge);
  const holders = new Map<number, Held>();
  for (const part of parts)
    for (const held of all.at(part, INFLUENCE))
      if (!holders.has(held.identity) && !parts.has(held.identity)) holders.set(held.identity, held);
  return {
    stage,
    node,
    ...(by === NONE ? {} : { by: all.edge(by) }),
    actsAs: [...actsAs].sort(([a], [b]) => a - b).map(([, edge]) => all.edge(edge)),
    influence: [...holders.values()].sort((a, b) => a.identity - b.identity).map((held) => all.told(held)),
    unknown: node.implied === true && stage === 'outside',
  };
}

/** The thing with what it is made of. */
function partsOf(places: Places, place: number): ReadonlySet<number> {
  const all = new Set([place]);
  for (const one of all)
    for (const edge of places.out(one)) if (IS_WHOLE_OF.has(places.kindOf(edge))) all.add(places.to(edge));
  return all;
}
