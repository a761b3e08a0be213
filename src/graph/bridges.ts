import type { Csr } from './csr.ts';
import { intervals, OUTSIDE, type Dominators } from './dominators.ts';

/**
 * The links without which a part of the graph is cut off from the root, each with what it cuts off. A link into `w` is such a bridge
 * exactly when it is the only one into `w` from outside of what `w` dominates (G. Italiano, L. Laura, F. Santaroni, "Finding strong
 * bridges and strong articulation points in linear time", 2012); it then cuts off all that `w` dominates. Two links side by side are
 * two, and neither is a bridge. `prior` holds the links into a node; `found` is told the edge and the place of `w`.
 */
export function bridges(tree: Dominators, prior: Csr, found: (edge: number, place: number) => void): void {
  const { count, order, placeOf } = tree;
  const { start, link, edge, classes } = prior;
  const { enter, leave } = intervals(tree);
  for (let w = 1; w < count; w++) {
    const node = order[w] as number;
    const from = enter[w] as number;
    const to = leave[w] as number;
    const end = start[(node + 1) * classes] as number;
    let only = -1;
    let entries = 0;
    for (let slot = start[node * classes] as number; slot < end && entries < 2; slot++) {
      const v = placeOf[(link[slot] as number) >>> 6] as number;
      if (v === OUTSIDE) continue;
      const at = enter[v] as number;
      if (at >= from && at < to) continue;
      entries++;
      only = edge[slot] as number;
    }
    if (entries === 1) found(only, w);
  }
}

/** By place: the sum of `weight` over what the place dominates, itself included. */
export function dominated(tree: Dominators, weight: Uint32Array): Uint32Array {
  const { count, order, idom } = tree;
  const sum = new Uint32Array(count);
  for (let w = count - 1; w >= 0; w--) {
    sum[w] = (sum[w] as number) + (weight[order[w] as number] as number);
    if (w === 0) break;
    const up = idom[w] as number;
    sum[up] = (sum[up] as number) + (sum[w] as number);
  }
  return sum;
}
