import type { EstateGraph } from '../graph/port.ts';
import type { NodeId } from '../model/id.ts';
import { EDGE_KINDS } from '../model/kinds.ts';
import { lastGroups } from './last-groups.ts';

/** Where a way that is not there breaks: what the start comes to and goes no further from, and what the end is reached from. */
export interface Break {
  /** Points from which nothing that was read leads on, the furthest by cost first; one of each circle. */
  readonly ends: readonly NodeId[];
  /** Points that lead to the end and that nothing that was read leads to, the furthest from it first. Empty when nothing leads there. */
  readonly begins: readonly NodeId[];
  /** Those of both that are named by something and described by nothing: hops that are not known. */
  readonly unknown: readonly NodeId[];
}

export function breakBetween(graph: EstateGraph, from: NodeId, to: NodeId): Break {
  const carries = (kind: keyof typeof EDGE_KINDS): boolean => EDGE_KINDS[kind].carries;
  const onward = (id: NodeId): readonly NodeId[] =>
    graph.outgoing(id).flatMap((edge) => (carries(edge.kind) ? [edge.to] : []));
  const back = (id: NodeId): readonly NodeId[] =>
    graph.incoming(id).flatMap((edge) => (carries(edge.kind) ? [edge.from] : []));
  const ends = furthest(lastGroups(from, onward), graph.reachable(from));
  const begins = furthest(lastGroups(to, back), graph.reachedBy(to)).filter((id) => id !== to);
  const unknown = [...ends, ...begins].filter((id) => graph.node(id)?.implied === true).sort();
  return { ends, begins, unknown };
}

/** Of each group the point that is reached first; the group that costs most comes first, ties by id. */
function furthest(groups: readonly (readonly NodeId[])[], cost: ReadonlyMap<NodeId, number>): readonly NodeId[] {
  const at = (id: NodeId): number => cost.get(id) ?? 0;
  const byId = (a: NodeId, b: NodeId): number => (a < b ? -1 : a > b ? 1 : 0);
  return groups
    .flatMap((group) => [...group].sort((a, b) => at(a) - at(b) || byId(a, b)).slice(0, 1))
    .sort((a, b) => at(b) - at(a) || byId(a, b));
}
