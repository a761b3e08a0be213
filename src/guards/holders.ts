import type { Batch, Selection } from '../graph/batch.ts';
import type { EstateEdge } from '../model/estate.ts';
import type { NodeKind } from '../model/kinds.ts';
import type { Doing } from './sentence.ts';

/** What carries rights and acts by nobody but who holds it. */
const CARRIERS: ReadonlySet<NodeKind> = new Set<NodeKind>(['PermissionSet', 'K8sRole']);

/** Holders, and for each the first edge by which. */
export interface Doers {
  readonly holders: readonly number[];
  readonly by: readonly number[];
}

/** Who may do what: what guards ask of the same acts is found out once. */
export class Holders {
  readonly #batch: Batch;
  readonly #holders: (readonly number[] | undefined)[];
  readonly #doers = new Map<string, Doers>();
  /** By node: the last run that saw it as a holder, as a start of an act. */
  readonly #seen: Int32Array;
  readonly #started: Int32Array;
  #run = 0;
  readonly #numbers = new Map<Selection | undefined, number>();

  constructor(batch: Batch) {
    this.#batch = batch;
    this.#holders = new Array<readonly number[] | undefined>(batch.nodes);
    this.#seen = new Int32Array(batch.nodes);
    this.#started = new Int32Array(batch.nodes);
  }

  /** Who may do what an edge from there says: whoever has what it starts at. Sets of rights are not somebody. */
  of(from: number): readonly number[] {
    return (this.#holders[from] ??= this.#batch.holders(from).filter((place) => !this.#isCarrier(place)));
  }

  /** Everybody who may do it to one of these (to anything). */
  doers({ edges }: Doing, to: Selection | undefined): Doers {
    const number = this.#numbers.get(to) ?? this.#numbers.size;
    this.#numbers.set(to, number);
    const key = `${number} ${edges.join(' ')}`;
    const known = this.#doers.get(key);
    if (known) return known;
    const found = { holders: [] as number[], by: [] as number[] };
    const [run, seen] = [this.#nextRun(), this.#seen];
    for (const edge of this.#batch.acts(edges, to)) {
      const from = this.#batch.from(edge);
      if (this.#started[from] === run) continue;
      this.#started[from] = run;
      for (const holder of this.of(from)) {
        if (seen[holder] === run) continue;
        seen[holder] = run;
        found.holders.push(holder);
        found.by.push(edge);
      }
    }
    this.#doers.set(key, found);
    return found;
  }

  /** How many of those marked may do it to the thing, and by which edge the first in id order may. */
  count({ edges }: Doing, thing: number, who: Uint8Array): { count: number; first: number; by: number } {
    const run = this.#nextRun();
    const found = { count: 0, first: Infinity, by: -1 };
    for (const edge of this.#batch.actsOn(edges, thing))
      for (const holder of this.of(this.#batch.from(edge))) {
        if (this.#seen[holder] === run || who[holder] !== 1) continue;
        this.#seen[holder] = run;
        found.count += 1;
        if (holder < found.first) [found.first, found.by] = [holder, edge];
      }
    return found;
  }

  #nextRun(): number {
    return ++this.#run;
  }

  /** What it takes for the holder to do it, edge by edge. */
  path(holder: number, edge: number): readonly EstateEdge[] {
    return [...this.#batch.holding(holder, this.#batch.from(edge)), this.#batch.edge(edge)];
  }

  #isCarrier(place: number): boolean {
    const kind = this.#batch.kind(place);
    return kind !== undefined && CARRIERS.has(kind);
  }
}
