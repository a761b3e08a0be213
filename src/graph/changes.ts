import { bridges, dominated } from './bridges.ts';
import type { Columns } from './columns.ts';
import { contract } from './contract.ts';
import type { Csr } from './csr.ts';
import { DominatorFinder } from './dominators.ts';

/** How many (source, jewel) pairs the removal of one edge closes. */
export interface Closing {
  readonly edge: number;
  readonly closes: number;
}

/**
 * For every edge, exactly how many (source, jewel) pairs need it: for each jewel the bridges of the reversed graph rooted there, each
 * with the sources that it cuts off, on a contraction that single removals cannot tell from the estate. Jewels that fall
 * together there share one search. Most closed first, then by edge.
 */
export function changes(
  columns: Columns,
  steps: Uint8Array,
  forward: Csr,
  sources: Uint32Array,
  jewels: Uint32Array,
): readonly Closing[] {
  const small = contract(columns, steps, forward);
  const weight = new Uint32Array(small.nodes);
  for (const source of sources) {
    const node = small.of[source] as number;
    weight[node] = (weight[node] as number) + 1;
  }
  const roots = new Map<number, number>();
  for (const jewel of jewels) {
    const root = small.of[jewel] as number;
    roots.set(root, (roots.get(root) ?? 0) + 1);
  }
  const closes = new Float64Array(small.edge.length);
  const finder = new DominatorFinder(small.prior, small.next);
  for (const [root, shared] of roots) {
    const tree = finder.from(root);
    const cut = dominated(tree, weight);
    bridges(tree, small.next, (edge, place) => {
      closes[edge] = (closes[edge] as number) + (cut[place] as number) * shared;
    });
  }
  const found: Closing[] = [];
  closes.forEach((count, edge) => {
    if (count > 0) found.push({ edge: small.edge[edge] as number, closes: count });
  });
  return found.sort((a, b) => b.closes - a.closes || a.edge - b.edge);
}
