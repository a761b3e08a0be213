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

/** The way that is printed is the nearest of the first few ends of the highest tier; whether there is one does not depend on how many. */
const TRIED = 16;

/** The best stake at or behind the end of one of the edges, with the way to it over that edge. */
export function stakeThrough(graph: EstateGraph, edges: readonly EstateEdge[], holder?: NodeId): Stake | undefined {
  const ends = edges.map((edge) => ({ edge, tier: tierBehind(graph, edge.to), at: tierOf(graph.node(edge.to)) }));
  const tier = ends.reduce((most, one) => Math.max(most, one.tier), 0);
  if (tier === 0) return undefined;
  const best = ends
    .filter((one) => one.tier === tier)
    .sort((a, b) => b.at - a.at || (a.edge.id < b.edge.id ? -1 : 1))
    .slice(0, TRIED);
  let nearest: Stake | undefined;
  for (const { edge, at } of best) {
    const own = graph.node(edge.to);
    const onward = at === tier ? undefined : bestStake(graph, [edge.to], (jewel) => tierOf(jewel) === tier);
    const jewel = onward?.jewel ?? own;
    if (!jewel) continue;
    const path = joined(lead(graph, edge, holder), [edge], onward?.path.edges ?? []);
    if (!nearest || path.cost < nearest.path.cost) nearest = { jewel, path };
    if (at === tier) break;
  }
  return nearest;
}

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
