import type { EstateGraph } from '../graph/port.ts';
import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import { EDGE_KINDS, IDENTITY_KINDS, type EdgeKind } from '../model/kinds.ts';

/** An identity, person, workload or way in that has something in hand, and the steps from it to the thing, in order. */
export interface Holder {
  readonly identity: NodeId;
  readonly steps: readonly EstateEdge[];
}

/** How rights come to those who hold them: the steps that lie between an identity and a native right, and no attack. */
const HELD_BY: ReadonlySet<EdgeKind> = new Set<EdgeKind>([
  'HAS_PERMISSION_SET', 'MEMBER_OF', 'CLUSTER_ADMIN', 'NAMESPACE_ADMIN', 'CONTROLS', 'MAY_BE',
]); // prettier-ignore

/** Who acts: identities, people, groups of them, secrets that stand for somebody, and entries. */
export function acts({ kind, entry }: EstateNode): boolean {
  return (
    IDENTITY_KINDS.has(kind) || kind === 'Human' || kind === 'Group' || kind === 'K8sSecret' || entry !== undefined
  );
}

/**
 * Who holds a native right over a thing: backwards over the step that is the right, then over bindings, memberships and administration
 * to the first that acts. What a workload may do is told of the workload. Whoever gets into one of these by further steps is a question
 * for `paths`. One object serves many things: what stands behind a set of rights is looked up once.
 */
export class Holders {
  readonly #graph: EstateGraph;
  readonly #behind = new Map<NodeId, readonly Holder[]>();

  constructor(graph: EstateGraph) {
    this.#graph = graph;
  }

  /** `last`: the kinds of the step into the thing; all that are rights when not given. Sorted by identity, one way each. */
  of(target: NodeId, last?: ReadonlySet<EdgeKind>): readonly Holder[] {
    const found = new Map<NodeId, Holder>();
    for (const edge of this.#graph.incoming(target)) {
      if (last === undefined ? !isRight(edge.kind) : !last.has(edge.kind)) continue;
      for (const holder of this.#holding(edge))
        if (!found.has(holder.identity) && holder.identity !== target) found.set(holder.identity, holder);
    }
    return [...found.values()].sort((a, b) => (a.identity < b.identity ? -1 : 1));
  }

  #holding(edge: EstateEdge): readonly Holder[] {
    const node = this.#graph.node(edge.from);
    if (node === undefined) return [];
    const behind = (): readonly Holder[] =>
      this.#rights(edge.from).map(({ identity, steps }) => ({ identity, steps: [...steps, edge] }));
    if (acts(node)) return [{ identity: node.id, steps: [edge] }, ...(node.kind === 'Group' ? behind() : [])];
    return RIGHTS.has(node.kind) ? behind() : [this.#whole(edge)];
  }

  /** The pod of a container, the workload of a pod: what is a part acts as the whole. */
  #whole(edge: EstateEdge): Holder {
    const steps = [edge];
    for (let at = edge.from; steps.length < DEEPEST;) {
      const up = this.#graph.incoming(at).find(({ kind }) => kind === 'CONTAINS' || kind === 'SPAWNS');
      if (up === undefined) return { identity: at, steps };
      steps.unshift(up);
      at = up.from;
    }
    return { identity: edge.from, steps: [edge] };
  }

  /** Everybody behind a set of rights, a group, a namespace or a cluster. */
  #rights(start: NodeId): readonly Holder[] {
    const known = this.#behind.get(start);
    if (known) return known;
    const found = new Map<NodeId, Holder>();
    const seen = new Map<NodeId, readonly EstateEdge[]>([[start, []]]);
    for (const [at, steps] of seen)
      for (const edge of this.#graph.incoming(at)) {
        if (!HELD_BY.has(edge.kind) || seen.has(edge.from)) continue;
        const node = this.#graph.node(edge.from);
        if (node === undefined) continue;
        const way = [edge, ...steps];
        if (acts(node) && !found.has(node.id)) found.set(node.id, { identity: node.id, steps: way });
        if (!acts(node) || node.kind === 'Group') seen.set(edge.from, way);
      }
    const all = [...found.values()];
    this.#behind.set(start, all);
    return all;
  }
}

/** Steps that lead from a whole to its parts say what a thing is, not who may do something to it. */
const IS_MADE_OF: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['CONTAINS', 'SPAWNS', 'PART_OF']);

export const isRight = (kind: EdgeKind): boolean => EDGE_KINDS[kind].carries && !IS_MADE_OF.has(kind);

/** Kinds that are rights or places, not things that run. */
const RIGHTS: ReadonlySet<string> = new Set([
  'PermissionSet',
  'K8sRole',
  'Namespace',
  'Cluster',
  'Group',
  'CloudAccount',
]);

/** Container, pod, workload, and the resource that spawned it, with room to spare. */
const DEEPEST = 8;
