import type { Places } from '../graph/places.ts';
import type { EstateGraph } from '../graph/port.ts';
import type { EstateEdge } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import { EDGE_KINDS, IDENTITY_KINDS, type EdgeKind } from '../model/kinds.ts';

/** An identity, person, workload or way in that has something in hand, and the steps from it to the thing, in order. */
export interface Holder {
  readonly identity: NodeId;
  readonly steps: readonly EstateEdge[];
}

/** How rights come to those who hold them: the steps that lie between an identity and a native right, and no attack. */
const HELD_BY: ReadonlySet<EdgeKind> = new Set<EdgeKind>([
  'HAS_PERMISSION_SET', 'MEMBER_OF', 'CLUSTER_ADMIN', 'NAMESPACE_ADMIN', 'ACCOUNT_ADMIN', 'CONTROLS', 'MAY_BE',
]); // prettier-ignore

/** A holder by its place, the steps by theirs. */
export interface Held {
  readonly identity: number;
  readonly steps: readonly number[];
}

/** Who acts: identities, people, groups of them, secrets that stand for somebody, and entries. */
function acts(places: Places, place: number): boolean {
  const kind = places.kind(place);
  return (
    IDENTITY_KINDS.has(kind) || kind === 'Human' || kind === 'Group' || kind === 'K8sSecret' || places.isEntry(place)
  );
}

/**
 * Who holds a native right over a thing: backwards over the step that is the right, then over bindings, memberships and administration
 * to the first that acts. What a workload may do is told of the workload. Whoever gets into one of these by further steps is a question
 * for `paths`. One object serves many things: what stands behind a set of rights is looked up once, an edge is made once.
 */
export class Holders {
  readonly #places: Places;
  readonly #behind = new Map<number, readonly Held[]>();
  readonly #edges = new Map<number, EstateEdge>();

  constructor(graph: EstateGraph) {
    this.#places = graph.places();
  }

  /** `last`: the kinds of the step into the thing; all that are rights when not given. Sorted by identity, one way each. */
  of(target: NodeId, last?: ReadonlySet<EdgeKind>): readonly Holder[] {
    const place = this.#places.find(target);
    return place < 0 ? [] : this.at(place, last).map((held) => this.told(held));
  }

  /** The same by places. */
  at(target: number, last?: ReadonlySet<EdgeKind>): readonly Held[] {
    const found = new Map<number, Held>();
    for (const edge of this.#places.into(target)) {
      const kind = this.#places.kindOf(edge);
      if (last === undefined ? isRight(kind) : last.has(kind)) this.#hold(edge, target, found);
    }
    return [...found.values()].sort((a, b) => a.identity - b.identity);
  }

  told({ identity, steps }: Held): Holder {
    return { identity: this.#places.id(identity), steps: steps.map((edge) => this.edge(edge)) };
  }

  edge(edge: number): EstateEdge {
    let made = this.#edges.get(edge);
    if (!made) this.#edges.set(edge, (made = this.#places.edge(edge)));
    return made;
  }

  /** Adds who has the edge in hand. */
  #hold(edge: number, target: number, found: Map<number, Held>): void {
    const from = this.#places.from(edge);
    const add = (identity: number, steps: () => readonly number[]): void => {
      if (identity !== target && !found.has(identity)) found.set(identity, { identity, steps: steps() });
    };
    const isActor = acts(this.#places, from);
    const kind = this.#places.kind(from);
    if (isActor) add(from, () => [edge]);
    if (isActor ? kind === 'Group' : RIGHTS.has(kind))
      for (const { identity, steps } of this.#rights(from)) add(identity, () => [...steps, edge]);
    if (isActor || RIGHTS.has(kind)) return;
    const whole = this.#whole(edge);
    add(whole.identity, () => whole.steps);
  }

  /** The pod of a container, the workload of a pod: what is a part acts as the whole. */
  #whole(edge: number): Held {
    const places = this.#places;
    const steps = [edge];
    for (let at = places.from(edge); steps.length < DEEPEST;) {
      const up = places.into(at).find((one) => IS_WHOLE_OF.has(places.kindOf(one)));
      if (up === undefined) return { identity: at, steps };
      steps.unshift(up);
      at = places.from(up);
    }
    return { identity: places.from(edge), steps: [edge] };
  }

  /** Everybody behind a set of rights, a group, a namespace or a cluster. */
  #rights(start: number): readonly Held[] {
    const known = this.#behind.get(start);
    if (known) return known;
    const places = this.#places;
    const found = new Map<number, Held>();
    const seen = new Map<number, readonly number[]>([[start, []]]);
    for (const [at, steps] of seen)
      for (const edge of places.into(at)) {
        const from = places.from(edge);
        if (!HELD_BY.has(places.kindOf(edge)) || seen.has(from)) continue;
        const way = [edge, ...steps];
        const isActor = acts(places, from);
        if (isActor && !found.has(from)) found.set(from, { identity: from, steps: way });
        if (!isActor || places.kind(from) === 'Group') seen.set(from, way);
      }
    const all = [...found.values()];
    this.#behind.set(start, all);
    return all;
  }
}

/** Steps that lead from a whole to its parts say what a thing is, not who may do something to it. */
const IS_MADE_OF: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['CONTAINS', 'SPAWNS', 'PART_OF']);

/** The step from a whole to its part. */
export const IS_WHOLE_OF: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['CONTAINS', 'SPAWNS']);

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
