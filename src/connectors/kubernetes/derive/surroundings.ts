import type { EstateBuilder } from '../../../model/builder.ts';
import { asStored, type EdgeInput } from '../../../model/edge.ts';
import type { NodeId } from '../../../model/id.ts';
import type { Certainty } from '../rbac/certainty.ts';
import type { Grant } from '../rbac/grants.ts';
import type { Account } from './account-list.ts';

/** Where rights are told: nothing is asked there. */
export type Edges = Pick<EstateBuilder, 'edge'>;

/** A pod as rights over it see it. */
export interface PodTarget {
  readonly id: NodeId;
  readonly certainty: Certainty;
  readonly namespace: string;
  readonly workload: NodeId;
  readonly group: string;
  readonly kind: string;
  /** As RBAC names the kind. */
  readonly plural: string;
  /** Of the object that brings the pod. */
  readonly name: string;
}

export type AccountTarget = Omit<Account, 'objects'>;

/** All that rights are derived of beside their grant, as plain values. Equal ones of two scans lead to the same edges. */
export class Surroundings {
  readonly #values: unknown;
  #text: string | undefined;
  #alike: Surroundings | undefined;

  constructor(values: unknown) {
    this.#values = values;
  }

  same(other: Surroundings): boolean {
    if (other === this || other === this.#alike) return true;
    if (other.text !== this.text) return false;
    this.#alike = other;
    return true;
  }

  /** Made when a second scan asks: a single one needs none. */
  private get text(): string {
    return (this.#text ??= JSON.stringify(this.#values));
  }
}

interface Kept<T> {
  readonly by: unknown;
  readonly around: Surroundings;
  readonly edges: readonly EdgeInput[];
  readonly answer: T;
}

/** Edges of the rights of grants, kept with the grant: told again as they are, as long as grant and surroundings are the same. */
export class KnownRights<T> {
  readonly #kept = new WeakMap<Grant, Kept<T>>();

  /** `by` is what else decides, compared as it is. */
  tell(grant: Grant, around: Surroundings, to: Edges, derive: (to: Edges) => T, by?: unknown): T {
    const known = this.#kept.get(grant);
    if (known && known.by === by && around.same(known.around)) {
      for (const edge of known.edges) to.edge(edge);
      return known.answer;
    }
    const edges: EdgeInput[] = [];
    const answer = derive({
      edge: (told) => {
        const edge = asStored(told);
        edges.push(edge);
        return to.edge(edge);
      },
    });
    this.#kept.set(grant, { by, around, edges, answer });
    return answer;
  }
}
