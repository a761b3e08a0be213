import type { EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import type { EstateGraph } from './port.ts';

/** Who answers for an identity, as declared on it or on what runs as it; null when nobody is written down. */
export function ownerOf(node: EstateNode, graph: EstateGraph): string | null {
  if (node.declared?.owner !== undefined) return node.declared.owner;
  for (const id of runningAs(node.id, graph)) {
    const owner = graph.node(id)?.declared?.owner;
    if (owner !== undefined) return owner;
  }
  return null;
}

/** Pods that use the identity and the workloads that they are part of, in id order. */
function runningAs(id: NodeId, graph: EstateGraph): readonly NodeId[] {
  const uses = graph.incoming(id).filter(({ kind }) => kind === 'RUNS_AS' || kind === 'USES_SERVICE_ACCOUNT');
  const pods = uses.map(({ from }) => from);
  const workloads = pods.flatMap((pod) =>
    graph.incoming(pod).flatMap(({ kind, from }) => (kind === 'CONTAINS' ? [from] : [])),
  );
  return [...new Set([...pods, ...workloads])].sort();
}
