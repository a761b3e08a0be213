import type { EstateGraph } from '../graph/port.ts';
import type { Estate } from '../model/estate.ts';
import type { EdgeKind } from '../model/kinds.ts';

const HELD = ['HAS_PERMISSION_SET', 'GRANTS_ROLE', 'MEMBER_OF'] as const satisfies readonly EdgeKind[];

/** What rights of Kubernetes are read from: sets with rules and the edges by which they are held. Of a large estate few become objects. */
export function rightsOf(graph: EstateGraph): Pick<Estate, 'nodes' | 'edges'> {
  const places = graph.places();
  const sets = new Set<number>();
  const nodes = [...places.all()].flatMap((place) => {
    if (places.kind(place) !== 'PermissionSet' || !places.says(place)) return [];
    const node = places.node(place);
    if (node.rules === undefined) return [];
    sets.add(place);
    return [node];
  });
  const edges = places
    .edgesOf(HELD)
    .filter((edge) => places.kindOf(edge) === 'MEMBER_OF' || sets.has(places.from(edge)) || sets.has(places.to(edge)))
    .map((edge) => places.edge(edge));
  return { nodes, edges };
}
