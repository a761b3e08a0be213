import type { Columns } from './columns.ts';

/** By node: the edges that end there, in order. One counting sort; kinds and starts are looked up in the columns. */
export interface Into {
  readonly start: Uint32Array;
  readonly edge: Uint32Array;
}

export function edgesInto({ nodes, edges, to }: Columns): Into {
  const start = new Uint32Array(nodes + 1);
  for (let e = 0; e < edges; e++) {
    const next = (to[e] as number) + 1;
    start[next] = (start[next] as number) + 1;
  }
  for (let node = 1; node <= nodes; node++) start[node] = (start[node] as number) + (start[node - 1] as number);
  const cursor = start.slice(0, nodes);
  const edge = new Uint32Array(edges);
  for (let e = 0; e < edges; e++) {
    const end = to[e] as number;
    const slot = cursor[end] as number;
    cursor[end] = slot + 1;
    edge[slot] = e;
  }
  return { start, edge };
}
