import type { EstateGraph, Path } from '../graph/port.ts';
import type { EstateEdge, EstateNode } from '../model/estate.ts';
import { weaker } from '../model/evidence.ts';
import type { NodeId } from '../model/id.ts';
import { EDGE_KINDS } from '../model/kinds.ts';
import type { Stake } from './rule.ts';

const tierOf = (node: EstateNode | undefined): number => node?.jewel?.tier ?? 0;

/** Highest tier first; of equal tiers the nearest; then by id. One search a start: targets are the jewels of the highest tier reached. */
export function bestStake(
  graph: EstateGraph,
  from: readonly NodeId[],
  wanted: (jewel: EstateNode) => boolean,
): Stake | undefined {
  let best: Stake | undefined;
  for (const start of from) {
    const jewels = graph
      .reach(start)
      .jewels.flatMap((id) => graph.node(id) ?? [])
      .filter(wanted);
    const tier = jewels.reduce((most, one) => Math.max(most, tierOf(one)), 0);
    if (jewels.length === 0 || tier < tierOf(best?.jewel)) continue;
    const top = new Set(jewels.filter((one) => tierOf(one) === tier).map(({ id }) => id));
    const path = graph.cheapestToAny(start, top);
    const jewel = path && graph.node(path.edges.at(-1)?.to ?? '');
    if (!path || !jewel) continue;
    if (!best || tier > tierOf(best.jewel) || path.cost < best.path.cost) best = { jewel, path };
  }
  return best;
}

/** Least cost from every node to one jewel; asked once a jewel. */
export type CostTo = (jewel: NodeId) => ReadonlyMap<NodeId, number>;

/** More jewels of one tier than this are not all searched back from: the way printed is then the nearest to the first of them. */
const SEARCHED = 8;

/** The best stake at or behind the end of one of the edges, with the way to it over that edge: the highest tier, then the nearest. */
export function stakeThrough(
  graph: EstateGraph,
  costTo: CostTo,
  edges: readonly EstateEdge[],
  holder?: NodeId,
): Stake | undefined {
  const tiers = new Map([...new Set(edges.map(({ to }) => to))].map((to) => [to, tierBehind(graph, to)]));
  let tier = 0;
  for (const one of tiers.values()) tier = Math.max(tier, one);
  const best = edges.filter(({ to }) => tiers.get(to) === tier);
  const [first] = best;
  if (tier === 0 || !first) return undefined;
  const own = best.filter(({ to }) => tierOf(graph.node(to)) === tier).sort(byId)[0];
  const nearest = own ?? nearestOf(graph, costTo, best, tier) ?? first;
  const onward = own ? undefined : bestStake(graph, [nearest.to], (jewel) => tierOf(jewel) === tier);
  const jewel = onward?.jewel ?? graph.node(nearest.to);
  return jewel && { jewel, path: joined(lead(graph, nearest, holder), [nearest], onward?.path.edges ?? []) };
}

function nearestOf(
  graph: EstateGraph,
  costTo: CostTo,
  edges: readonly EstateEdge[],
  tier: number,
): EstateEdge | undefined {
  const behind = new Set<NodeId>();
  for (const { to } of edges)
    for (const jewel of graph.reach(to).jewels) if (tierOf(graph.node(jewel)) === tier) behind.add(jewel);
  const costs = [...behind].sort().slice(0, SEARCHED).map(costTo);
  const cost = (edge: EstateEdge): number =>
    EDGE_KINDS[edge.kind].cost + Math.min(...costs.map((map) => map.get(edge.to) ?? Infinity));
  return [...edges].sort((a, b) => cost(a) - cost(b) || byId(a, b))[0];
}

const byId = (a: EstateEdge, b: EstateEdge): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function tierBehind(graph: EstateGraph, id: NodeId): number {
  return graph.reach(id).jewels.reduce((most, one) => Math.max(most, tierOf(graph.node(one))), tierOf(graph.node(id)));
}

/** The way from the holder to where the edge begins; none when it begins there. */
function lead(graph: EstateGraph, edge: EstateEdge, holder: NodeId | undefined): readonly EstateEdge[] {
  return holder === undefined || holder === edge.from ? [] : (graph.cheapest(holder, edge.from)?.edges ?? []);
}

function joined(...parts: readonly (readonly EstateEdge[])[]): Path {
  const edges = parts.flat();
  return {
    edges,
    cost: edges.reduce((sum, { kind }) => sum + EDGE_KINDS[kind].cost, 0),
    confidence: edges.reduce((least: Path['confidence'], one) => weaker(least, one.confidence), 'proved'),
  };
}
