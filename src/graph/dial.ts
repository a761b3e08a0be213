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
  const { start, link, classes } = graph;
  const costs = new Int32Array(graph.nodes).fill(UNREACHED);
  const ring = Array.from({ length: classes }, () => new IntList());
  const bucket = (cost: number): IntList => ring[cost % classes] as IntList;
  for (const node of starts) {
    costs[node] = 0;
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
        costs[next] = arrival;
        bucket(arrival).push(next);
      }
    }
    now.clear();
  }
  return costs;
}
