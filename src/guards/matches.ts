import type { EstateGraph } from '../graph/port.ts';
import type { EstateEdge } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import { Holders } from './holders.ts';
import { Selections } from './selections.ts';
import type { Condition } from './sentence.ts';

/** A thing that a condition is true of, and the edges by which it is. */
export interface Match {
  readonly node: NodeId;
  readonly path: readonly EstateEdge[];
}

/** Every thing that the condition is true of, in id order. */
export function matches(graph: EstateGraph, { things, that }: Condition): readonly Match[] {
  const batch = graph.batch();
  const selections = new Selections(graph);
  const chosen = selections.of(things);
  if (that === undefined) return Array.from(chosen, (place) => ({ node: batch.id(place), path: [] }));
  if (that.is === 'reach') {
    const avoid = that.except && selections.of(that.except);
    const ways = batch.allWays({ from: chosen, to: selections.of(that.to), ...(avoid ? { avoid } : {}) });
    const found = ways.map(({ start, edges }) => ({
      node: batch.id(start),
      path: edges.map((edge) => batch.edge(edge)),
    }));
    return wholes(graph, found).sort(byNode);
  }
  const holders = new Holders(batch);
  const doers = holders.doers(that.doing, that.to && selections.of(that.to));
  const wanted = new Set(chosen);
  const found = Array.from(doers.holders).flatMap((place, at): Match[] => {
    const edge = doers.by[at];
    return edge === undefined || !wanted.has(place) ? [] : [{ node: batch.id(place), path: holders.path(place, edge) }];
  });
  return found.sort(byNode);
}

/** A pod and its workload match together: the workload is told, the pod is a part of it. */
function wholes(graph: EstateGraph, found: readonly Match[]): Match[] {
  const ids = new Set(found.map(({ node }) => node));
  return found.filter(
    ({ node }) => !graph.incoming(node).some(({ kind, from }) => kind === 'CONTAINS' && ids.has(from)),
  );
}

const byNode = (a: Match, b: Match): number => (a.node < b.node ? -1 : a.node > b.node ? 1 : 0);
