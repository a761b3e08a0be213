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

/** What is asked of the graph again and again, asked once. */
export class Searches {
  readonly #graph: EstateGraph;
  readonly #costs = new Map<NodeId, ReadonlyMap<NodeId, number>>();
  readonly #nearest = new Map<NodeId, readonly NodeId[]>();

  constructor(graph: EstateGraph) {
    this.#graph = graph;
  }

  /** Least cost from every node to one jewel. */
  costTo(jewel: NodeId): ReadonlyMap<NodeId, number> {
    let known = this.#costs.get(jewel);
    if (!known) this.#costs.set(jewel, (known = this.#graph.reachedBy(jewel)));
    return known;
  }

  /** Some jewels of the highest tier at or behind a node: all, or the nearest where there are many. */
  nearest(id: NodeId): readonly NodeId[] {
    let known = this.#nearest.get(id);
    if (!known) this.#nearest.set(id, (known = nearest(this.#graph, id)));
    return known;
  }
}

function nearest(graph: EstateGraph, id: NodeId): readonly NodeId[] {
  const { tier, jewels } = graph.stakes(id);
  if (jewels.length <= SEARCHED) return jewels;
  const own = tierOf(graph.node(id)) === tier ? [id] : [];
  // highest tier first, then the nearest
  return [...own, ...graph.reach(id).jewels].slice(0, SEARCHED);
}

/** More jewels of one tier than this are not all searched back from: the way printed is then the nearest to the first of them. */
const SEARCHED = 8;

/** The best stake at or behind the end of one of the edges, with the way to it over that edge: the highest tier, then the nearest. */
export function stakeThrough(
  graph: EstateGraph,
  searches: Searches,
  edges: readonly EstateEdge[],
  holder?: NodeId,
): Stake | undefined {
  let tier = 0;
  for (const { to } of edges) tier = Math.max(tier, graph.stakes(to).tier);
  const best = edges.filter(({ to }) => graph.stakes(to).tier === tier);
  const [first] = best;
  if (tier === 0 || !first) return undefined;
  const own = best.filter(({ to }) => tierOf(graph.node(to)) === tier).sort(byId)[0];
  const nearest = own ?? nearestOf(searches, best) ?? first;
  const onward = own ? undefined : bestStake(graph, [nearest.to], (jewel) => tierOf(jewel) === tier);
  const jewel = onward?.jewel ?? graph.node(nearest.to);
  return jewel && { jewel, path: joined(lead(graph, nearest, holder), [nearest], onward?.path.edges ?? []) };
}

function nearestOf(searches: Searches, edges: readonly EstateEdge[]): EstateEdge | undefined {
  const jewels = new Set(edges.flatMap(({ to }) => searches.nearest(to)));
  const costs = [...jewels].sort().slice(0, SEARCHED).map((jewel) => searches.costTo(jewel)); // prettier-ignore
  const cost = ({ kind, to }: EstateEdge): number =>
    costs.reduce((least, map) => Math.min(least, map.get(to) ?? Infinity), Infinity) + EDGE_KINDS[kind].cost;
  const keyed = edges.map((edge) => [cost(edge), edge] as const);
  return keyed.sort(([a, one], [b, other]) => (a === b ? byId(one, other) : a - b))[0]?.[1];
}

const byId = (a: EstateEdge, b: EstateEdge): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

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
