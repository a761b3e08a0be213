import type { Csr } from './csr.ts';
import { IntList } from './list.ts';

/** A node that was not reached. */
export const UNREACHED = -1;

/**
 * Least cost from `starts` to every node along links of at least `weakest` confidence. Dial's bucket queue (R. B. Dial, "Algorithm
 * 360: shortest-path forest with topological ordering", CACM 1969): costs are small whole numbers, so a ring of buckets, one more than
 * the dearest link, replaces the heap.
 */
export function leastCosts(graph: Csr, starts: Iterable<number>, weakest = 0): Int32Array {
  const costs = new Int32Array(graph.nodes).fill(UNREACHED);
  spread(graph, starts, weakest, costs, new IntList(), ringOf(graph));
  return costs;
}

/**
 * The same search again and again: its arrays are made once and only what was touched is wiped, so that a search costs what it
 * reaches, not what there is.
 */
export class LocalCosts {
  readonly #graph: Csr;
  readonly #costs: Int32Array;
  readonly #touched = new IntList();
  readonly #ring: readonly IntList[];
  #start: number | undefined;

  constructor(graph: Csr) {
    this.#graph = graph;
    this.#ring = ringOf(graph);
    this.#costs = new Int32Array(graph.nodes).fill(UNREACHED);
  }

  /** Valid until the next call. `reached` names each node at least once, the start first. */
  from(start: number): { readonly costs: Int32Array; readonly reached: Int32Array } {
    if (start !== this.#start) this.#search(start);
    return { costs: this.#costs, reached: this.#touched.data.subarray(0, this.#touched.length) };
  }

  #search(start: number): void {
    for (let i = 0; i < this.#touched.length; i++) this.#costs[this.#touched.data[i] as number] = UNREACHED;
    this.#touched.clear();
    spread(this.#graph, [start], 0, this.#costs, this.#touched, this.#ring);
    this.#start = start;
  }
}

const ringOf = ({ classes }: Csr): readonly IntList[] => Array.from({ length: classes }, () => new IntList(64));

/** `touched` gets every node when it is first reached. The buckets of `ring` are empty before and after. */
function spread(
  graph: Csr,
  starts: Iterable<number>,
  weakest: number,
  costs: Int32Array,
  touched: IntList,
  ring: readonly IntList[],
): void {
  const { start, link, classes } = graph;
  const bucket = (cost: number): IntList => ring[cost % classes] as IntList;
  for (const node of starts) {
    costs[node] = 0;
    touched.push(node);
    bucket(0).push(node);
  }
  for (let cost = 0, idle = 0; idle < classes; cost++) {
    const now = bucket(cost);
    idle = now.length === 0 ? idle + 1 : 0;
    // The bucket grows while it is read: links of cost 0 lead into it.
    for (let i = 0; i < now.length; i++) {
      const node = now.data[i] as number;
      if (costs[node] !== cost) continue;
      const end = start[(node + 1) * classes] as number;
      for (let slot = start[node * classes] as number; slot < end; slot++) {
        const packed = link[slot] as number;
        if ((packed & 3) < weakest) continue;
        const next = packed >>> 6;
        const arrival = cost + ((packed >>> 2) & 15);
        const known = costs[next] as number;
        if (known !== UNREACHED && known <= arrival) continue;
        if (known === UNREACHED) touched.push(next);
        costs[next] = arrival;
        bucket(arrival).push(next);
      }
    }
    now.clear();
  }
}
