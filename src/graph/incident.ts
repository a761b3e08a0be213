import type { Columns } from './columns.ts';

/** Every edge at each node, walked or not: those of node `v` stand at `start[v]` to `start[v + 1]`, in edge order. */
export interface Incident {
  readonly start: Uint32Array;
  readonly edge: Uint32Array;
}

/** Room for so many words, all 0. */
export type Room = (words: number) => Uint32Array;
const ROOM: Room = (words) => new Uint32Array(words);

/** `ends` is the column of the near ends. One counting sort. */
export function incident(nodes: number, ends: Uint32Array, room = ROOM): Incident {
  const start = room(nodes + 1);
  const edges = ends.length;
  for (let e = 0; e < edges; e++) {
    const next = (ends[e] as number) + 1;
    start[next] = (start[next] as number) + 1;
  }
  for (let node = 1; node <= nodes; node++) start[node] = (start[node] as number) + (start[node - 1] as number);
  const cursor = start.slice(0, nodes);
  const edge = room(edges);
  for (let e = 0; e < edges; e++) {
    const end = ends[e] as number;
    const slot = cursor[end] as number;
    cursor[end] = slot + 1;
    edge[slot] = e;
  }
  return { start, edge };
}

/**
 * The same as a chain of edges for each node: made in a quarter of the time, slower to walk. For questions that look at few nodes of
 * many. Edges stand as their number and 1; 0 is none.
 */
export interface Chain {
  /** By node its first edge, by edge the next of the same node. */
  readonly first: Uint32Array;
  readonly next: Uint32Array;
}

export function chain(nodes: number, ends: Uint32Array, room = ROOM): Chain {
  const made = { first: room(nodes), next: room(ends.length) };
  const { first, next } = made;
  for (let e = ends.length - 1; e >= 0; e--) {
    const end = ends[e] as number;
    next[e] = first[end] as number;
    first[end] = e + 1;
  }
  return made;
}

/** Edges at the node, in order. */
export function chained({ first, next }: Chain, node: number): readonly number[] {
  const found: number[] = [];
  for (let e = first[node] ?? 0; e > 0; e = next[e - 1] as number) found.push(e - 1);
  return found;
}

/** Edges by where they end or by where they start. */
export type Direction = 'into' | 'out';

/** Edges by their ends in one of the two forms, where another thread has made that of the same columns meanwhile. */
export interface EndsAhead {
  readonly lists?: (direction: Direction) => Incident | undefined;
  readonly chains?: (direction: Direction) => Chain | undefined;
}

/** Edges by where they start and by where they end; each made when first asked for. */
export class Ends {
  private readonly columns: Columns;
  private made: { into?: Incident; out?: Incident; chainInto?: Chain; chainOut?: Chain } = {};

  constructor(columns: Columns) {
    this.columns = columns;
  }

  get into(): Incident {
    const { nodes, to, ends } = this.columns;
    return (this.made.into ??= ends?.lists?.('into') ?? incident(nodes, to));
  }

  get out(): Incident {
    const { nodes, from, ends } = this.columns;
    return (this.made.out ??= ends?.lists?.('out') ?? incident(nodes, from));
  }

  get chainInto(): Chain {
    const { nodes, to, ends } = this.columns;
    return (this.made.chainInto ??= ends?.chains?.('into') ?? chain(nodes, to));
  }

  get chainOut(): Chain {
    const { nodes, from, ends } = this.columns;
    return (this.made.chainOut ??= ends?.chains?.('out') ?? chain(nodes, from));
  }
}
