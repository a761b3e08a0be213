import type { EstateGraph } from '../graph/port.ts';
import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import { EDGE_KINDS, IDENTITY_KINDS, type EdgeKind } from '../model/kinds.ts';

/** An identity, person or way in that has something in hand, and the steps from it to the thing, in order. */
export interface Holder {
  readonly identity: NodeId;
  readonly steps: readonly EstateEdge[];
}

/** Who acts: identities, people, groups of them, and entries. */
export function acts({ kind, entry }: EstateNode): boolean {
  return (
    IDENTITY_KINDS.has(kind) || kind === 'Human' || kind === 'Group' || kind === 'K8sSecret' || entry !== undefined
  );
}

/**
 * The nearest holders of a thing: backwards along what carries, as far as the first that acts. Whoever reaches the thing at all does so
 * through one of them; those farther away are a question for `paths`. Members of a group are holders as well. `last`: the kinds of the
 * step into the thing; any when not given. Sorted by identity.
 */
export function holdersOf(graph: EstateGraph, target: NodeId, last?: ReadonlySet<EdgeKind>): readonly Holder[] {
  const found = new Map<NodeId, Holder>();
  const seen = new Set<NodeId>([target]);
  const queue: { readonly at: NodeId; readonly steps: readonly EstateEdge[] }[] = [{ at: target, steps: [] }];
  for (let next = 0; next < queue.length; next++) {
    const here = queue[next];
    if (here === undefined) break;
    for (const edge of graph.incoming(here.at)) {
      if (!EDGE_KINDS[edge.kind].carries || seen.has(edge.from)) continue;
      if (here.steps.length === 0 && last !== undefined && !last.has(edge.kind)) continue;
      seen.add(edge.from);
      const node = graph.node(edge.from);
      const steps = [edge, ...here.steps];
      const actor = node !== undefined && acts(node);
      if (actor) found.set(edge.from, { identity: edge.from, steps });
      if (!actor || node.kind === 'Group') queue.push({ at: edge.from, steps });
    }
  }
  return [...found.values()].sort((a, b) => (a.identity < b.identity ? -1 : 1));
}
