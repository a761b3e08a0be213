import type { Act, Batch, Selection } from '../graph/batch.ts';
import type { NodeKind } from '../model/kinds.ts';
import type { Doing } from './sentence.ts';

/** What carries rights and acts by nobody but who holds it. */
const CARRIERS: ReadonlySet<NodeKind> = new Set<NodeKind>(['PermissionSet', 'K8sRole']);

/** Who may do what: what guards ask of the same acts is found out once. */
export class Holders {
  readonly #batch: Batch;
  readonly #holders = new Map<number, readonly number[]>();
  readonly #doers = new Map<string, ReadonlyMap<number, Act>>();
  readonly #numbers = new Map<Selection | undefined, number>();

  constructor(batch: Batch) {
    this.#batch = batch;
  }

  /** Who may do what the edge says: whoever has what it starts at. Sets of rights are not somebody. */
  of({ from }: Act): readonly number[] {
    let known = this.#holders.get(from);
    if (!known) this.#holders.set(from, (known = this.#batch.holders(from).filter((place) => !this.#isCarrier(place))));
    return known;
  }

  /** Everybody who may do it to one of these (to anything), each with the first act. */
  doers({ edges }: Doing, to: Selection | undefined): ReadonlyMap<number, Act> {
    const number = this.#numbers.get(to) ?? this.#numbers.size;
    this.#numbers.set(to, number);
    const key = `${number} ${edges.join(' ')}`;
    const known = this.#doers.get(key);
    if (known) return known;
    const found = new Map<number, Act>();
    const seen = new Set<number>();
    for (const act of this.#batch.acts(edges, to)) {
      if (seen.has(act.from)) continue;
      seen.add(act.from);
      for (const holder of this.of(act)) if (!found.has(holder)) found.set(holder, act);
    }
    this.#doers.set(key, found);
    return found;
  }

  #isCarrier(place: number): boolean {
    const kind = this.#batch.kind(place);
    return kind !== undefined && CARRIERS.has(kind);
  }
}
