import type { Confidence } from '../../src/model/evidence.ts';
import type { Estate, EstateEdge, EstateNode } from '../../src/model/estate.ts';
import { EDGE_KINDS, IDENTITY_KINDS } from '../../src/model/kinds.ts';

/** The same answers by the plainest means, to judge the graph by: every path question is Bellman-Ford over all edges. */
export type World = Pick<Estate, 'nodes' | 'edges'>;

export const PROOF: Record<Confidence, number> = { possible: 0.5, configured: 0.9, proved: 1 };
const RANK: readonly Confidence[] = ['possible', 'configured', 'proved'];
const ENVIRONMENT = { prod: 1, unknown: 0.8, staging: 0.6, dev: 0.3 } as const;

export function walked(world: World): readonly EstateEdge[] {
  return world.edges.filter((edge) => EDGE_KINDS[edge.kind].carries);
}

/** Least total weight from a node to each reachable one, itself at 0. */
export function distances(
  edges: readonly EstateEdge[],
  from: string,
  weigh: (edge: EstateEdge) => number,
): Map<string, number> {
  const least = new Map([[from, 0]]);
  for (let changed = true; changed;) {
    changed = false;
    for (const edge of edges) {
      const start = least.get(edge.from);
      if (start === undefined) continue;
      const arrival = start + weigh(edge);
      if (arrival >= (least.get(edge.to) ?? Infinity)) continue;
      least.set(edge.to, arrival);
      changed = true;
    }
  }
  return least;
}

export const costOf = (edge: EstateEdge): number => EDGE_KINDS[edge.kind].cost;
export const stepOf = (edge: EstateEdge): number => (EDGE_KINDS[edge.kind].class === 'attack' ? 1 : 0);

export const sourcesOf = (world: World): readonly EstateNode[] =>
  world.nodes.filter((node) => IDENTITY_KINDS.has(node.kind) || node.entry !== undefined);
export const jewelsOf = (world: World): readonly EstateNode[] => world.nodes.filter((node) => node.jewel !== undefined);

/** `source > jewel` for each connected pair. */
export function pairsOf(world: World, without: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const edges = walked(world).filter((edge) => !without.has(edge.id));
  const pairs = new Set<string>();
  for (const source of sourcesOf(world)) {
    const found = distances(edges, source.id, () => 1);
    for (const jewel of jewelsOf(world))
      if (jewel.id !== source.id && found.has(jewel.id)) pairs.add(`${source.id} > ${jewel.id}`);
  }
  return pairs;
}

export interface NaiveExposure {
  readonly identity: string;
  readonly jewel: string;
  readonly score: number;
  readonly cost: number;
  readonly proof: number;
}

export function exposureOf(world: World): readonly NaiveExposure[] {
  const rows: NaiveExposure[] = [];
  for (const identity of world.nodes.filter((node) => IDENTITY_KINDS.has(node.kind)))
    for (const jewel of jewelsOf(world)) {
      if (identity.id === jewel.id || !jewel.jewel) continue;
      let best: { cost: number; proof: number } | undefined;
      // Best proof first: of equal scores it stays.
      for (const weakest of [2, 1, 0]) {
        const edges = walked(world).filter((edge) => RANK.indexOf(edge.confidence) >= weakest);
        const cost = distances(edges, identity.id, costOf).get(jewel.id);
        const proof = PROOF[RANK[weakest] ?? 'possible'];
        if (cost === undefined) continue;
        if (!best || Math.round(proof * 10) * Math.max(1, best.cost) > Math.round(best.proof * 10) * Math.max(1, cost))
          best = { cost, proof };
      }
      if (!best) continue;
      const score = ((jewel.jewel.tier * ENVIRONMENT[jewel.environment]) / Math.max(1, best.cost)) * best.proof;
      rows.push({ identity: identity.id, jewel: jewel.id, score, ...best });
    }
  const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return rows.sort((a, b) => b.score - a.score || byId(a.identity, b.identity) || byId(a.jewel, b.jewel));
}
