import type { EstateGraph } from '../graph/port.ts';
import type { NodeId } from '../model/id.ts';

/**
 * How many (source, jewel) pairs close when these edges go. Exact. Edges that lead to no jewel close nothing and are left out
 * before asking; single edges come from one table; equal sets are asked once.
 */
export function closings(graph: EstateGraph): (edges: readonly string[]) => number {
  const known = new Map<string, number>();
  let single: ReadonlyMap<string, number> | undefined;

  const toJewels = new Map<NodeId, boolean>();
  const leads = (id: string): boolean => {
    const to = graph.edge(id)?.to;
    if (to === undefined) return false;
    const asked = toJewels.get(to);
    if (asked !== undefined) return asked;
    const does = graph.node(to)?.jewel !== undefined || graph.reach(to).jewels.length > 0;
    toJewels.set(to, does);
    return does;
  };
  return (edges) => {
    const relevant = [...new Set(edges)].filter(leads).sort();
    const [only] = relevant;
    if (only === undefined) return 0;
    if (relevant.length === 1) {
      single ??= new Map(graph.changes().map(({ edge, closes }) => [edge.id, closes]));
      return single.get(only) ?? 0;
    }
    const key = relevant.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const closed = graph.whatIf(relevant).closed.length;
    known.set(key, closed);
    return closed;
  };
}
