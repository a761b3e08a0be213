import type { Batch, HolderWalk, Selection } from '../graph/batch.ts';
import { IntList } from '../graph/list.ts';
import type { EstateEdge } from '../model/estate.ts';
import type { NodeKind } from '../model/kinds.ts';
import type { Doing } from './sentence.ts';

/** What carries rights and acts by nobody but who holds it. */
const CARRIERS: readonly NodeKind[] = ['PermissionSet', 'K8sRole'];

/** Holders, and for each the first edge by which. */
export interface Doers {
  readonly holders: Int32Array;
  readonly by: Int32Array;
}

export interface Counted {
  readonly count: number;
  readonly first: number;
  readonly by: number;
}

/** Who may do what: what guards ask of the same acts is found out once. Sets of rights are not somebody. */
export class Holders {
  readonly #batch: Batch;
  readonly #walk: HolderWalk;
  readonly #doers = new Map<string, Doers>();
  readonly #numbers = new Map<Selection | undefined, number>();

  constructor(batch: Batch) {
    this.#batch = batch;
    this.#walk = batch.holderWalk(CARRIERS);
  }

  /** Everybody who may do it to one of these (to anything), in no order. */
  doers({ edges }: Doing, to: Selection | undefined): Doers {
    const number = this.#numbers.get(to) ?? this.#numbers.size;
    this.#numbers.set(to, number);
    const key = `${number} ${edges.join(' ')}`;
    const known = this.#doers.get(key);
    if (known) return known;
    const [holders, by] = [new IntList(), new IntList()];
    this.#walk.begin();
    for (const edge of this.#batch.acts(edges, to)) {
      const behind = this.#walk.behind(this.#batch.from(edge));
      for (let i = 0; i < behind.length; i++) {
        holders.push(behind.data[i] as number);
        by.push(edge);
      }
    }
    const found = { holders: holders.view(), by: by.view() };
    this.#doers.set(key, found);
    return found;
  }

  /** How many of those marked may do it to the thing, and by which edge the first in id order may. No more than `enough` are counted. */
  count({ edges }: Doing, thing: number, who: Uint8Array, enough = Infinity): Counted {
    const found = { count: 0, first: Infinity, by: -1 };
    this.#walk.begin();
    for (const edge of this.#batch.actsOn(edges, thing)) {
      if (found.count >= enough) break;
      const behind = this.#walk.behind(this.#batch.from(edge));
      for (let i = 0; i < behind.length && found.count < enough; i++) {
        const holder = behind.data[i] as number;
        if (who[holder] !== 1) continue;
        found.count += 1;
        if (holder < found.first) [found.first, found.by] = [holder, edge];
      }
    }
    return found;
  }

  /** What it takes for the holder to do it, edge by edge. */
  path(holder: number, edge: number): readonly EstateEdge[] {
    return [...this.#batch.holding(holder, this.#batch.from(edge)), this.#batch.edge(edge)];
  }
}
