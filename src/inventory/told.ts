import { mergeEvidence } from '../model/builder.ts';
import { edgeId, type EdgeInput } from '../model/edge.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Estate, EstateEdge, EstateNode } from '../model/estate.ts';
import type { Fact } from '../model/facts.ts';
import type { NodeId } from '../model/id.ts';

/** What declarations add to an estate that was read: nodes that are not there yet, edges, facts. */
export class Told {
  readonly #nodes = new Map<NodeId, EstateNode>();
  readonly #edges = new Map<string, EstateEdge>();
  readonly facts: Fact[] = [];
  readonly diagnostics: Diagnostic[] = [];

  node(node: EstateNode): NodeId {
    const known = this.#nodes.get(node.id);
    this.#nodes.set(node.id, known ? { ...known, evidence: mergeEvidence(known.evidence, node.evidence) } : node);
    return node.id;
  }

  edge(edge: EdgeInput): void {
    const id = edgeId(edge.kind, edge.from, edge.to, edge.precondition);
    const known = this.#edges.get(id);
    this.#edges.set(id, known ? { ...known, evidence: mergeEvidence(known.evidence, edge.evidence) } : { id, ...edge });
  }

  /** The estate with it. What was read of a node or an edge stays, declared again it has one place more. */
  over(estate: Estate): Estate {
    return {
      ...estate,
      nodes: merged(estate.nodes, this.#nodes),
      edges: merged(estate.edges, this.#edges),
      facts: [...estate.facts, ...this.facts],
      diagnostics: [...estate.diagnostics, ...this.diagnostics],
    };
  }
}

function merged<T extends EstateNode | EstateEdge>(read: readonly T[], told: ReadonlyMap<string, T>): readonly T[] {
  if (told.size === 0) return read;
  const left = new Map(told);
  const kept = read.map((one): T => {
    const again = left.get(one.id);
    if (!again) return one;
    left.delete(one.id);
    return { ...one, evidence: mergeEvidence(one.evidence, again.evidence) };
  });
  return [...kept, ...left.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
