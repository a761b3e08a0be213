import type { NodeId } from '../model/id.ts';
import type { Closure } from './closure.ts';
import type { Columns } from './columns.ts';

/** Jewels of the highest tier at or behind a node, in id order; that tier is 0 where there are none. */
export interface Stakes {
  readonly tier: number;
  readonly jewels: readonly NodeId[];
}

/** Without a search: nodes that reach the same jewels share one answer. */
export class StakeTable {
  readonly #columns: Columns;
  readonly #closure: Closure;
  readonly #jewels: Uint32Array;
  readonly #known = new Map<number, Stakes>();

  constructor(columns: Columns, closure: Closure, jewels: Uint32Array) {
    this.#columns = columns;
    this.#closure = closure;
    this.#jewels = jewels;
  }

  at(node: number): Stakes {
    const { components, reach } = this.#closure;
    const set = reach[components.of[node] as number] as number;
    let stakes = this.#known.get(set);
    if (!stakes) this.#known.set(set, (stakes = this.#of(set)));
    return stakes;
  }

  #of(set: number): Stakes {
    const { tier, rows } = this.#columns;
    const reached = this.#jewels.filter((_, place) => this.#closure.sets.has(set, place));
    const most = reached.reduce((highest, jewel) => Math.max(highest, tier[jewel] as number), 0);
    const top = reached.filter((jewel) => tier[jewel] === most);
    return { tier: most, jewels: Array.from(top, (jewel) => rows.nodeId(jewel)) };
  }
}
