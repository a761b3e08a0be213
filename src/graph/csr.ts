import type { Columns } from './columns.ts';
import { CARRIES, CONFIDENCES, COSTS, MAX_COST } from './tables.ts';

/** Cost classes of a node's links: 0 to the dearest edge kind. */
export const CLASSES = MAX_COST + 1;

/** The step of an edge that is not walked. */
export const NOT_WALKED = 255;

/** A link keeps its node in 26 bits, cost in 4 and confidence in 2. */
export const MAX_NODES = 2 ** 26;

/**
 * Compressed sparse rows. The links of node `v` stand at `start[v * classes]` to `start[(v + 1) * classes]`, those of cost `c` at
 * `start[v * classes + c]` to the next start; within a cost the surest first, then in edge order: a search of sure links only may stop at
 * the first that is not.
 */
export interface Csr {
  readonly nodes: number;
  readonly classes: number;
  readonly start: Uint32Array;
  /** Neighbour * 64 + cost * 4 + confidence. */
  readonly link: Uint32Array;
  /** The edge of each link; made when first read, for the search of exposure does without. */
  readonly edge: Uint32Array;
}

/** By edge: cost * 4 + confidence, or NOT_WALKED when its kind does not carry or it leads to its own start. */
export function stepsOf(columns: Columns): Uint8Array {
  const { edges, from, to, edgeKind, confidence } = columns;
  const steps = new Uint8Array(edges);
  for (let e = 0; e < edges; e++) {
    const kind = edgeKind[e] as number;
    const walked = CARRIES[kind] === 1 && from[e] !== to[e];
    steps[e] = walked ? (COSTS[kind] as number) * 4 + (confidence[e] as number) : NOT_WALKED;
  }
  return steps;
}

/** Links from `tail` to `head` by a counting sort: two passes over the edges, nothing allocated per edge. */
export function csr(
  nodes: number,
  tail: Uint32Array,
  head: Uint32Array,
  steps: Uint8Array,
  classes: number = CLASSES,
): Csr {
  if (nodes > MAX_NODES) throw new RangeError(`a graph holds at most ${MAX_NODES} nodes`);
  const start = new Uint32Array(nodes * classes + 1);
  const edges = tail.length;
  const spread = classes > 1;
  let walked = 0;
  for (let e = 0; e < edges; e++) {
    const step = steps[e] as number;
    if (step === NOT_WALKED) continue;
    const row = (tail[e] as number) * classes + (spread ? step >>> 2 : 0) + 1;
    start[row] = (start[row] as number) + 1;
    walked++;
  }
  for (let row = 1; row < start.length; row++) start[row] = (start[row] as number) + (start[row - 1] as number);
  const rowOf = (e: number): number => (tail[e] as number) * classes + (spread ? (steps[e] as number) >>> 2 : 0);
  const order = surestFirst(steps, walked);
  const link = new Uint32Array(walked);
  // `start` serves as the cursor of each row and is moved back one row afterwards.
  for (let i = 0; i < walked; i++) {
    const e = order[i] as number;
    const row = rowOf(e);
    const slot = start[row] as number;
    start[row] = slot + 1;
    link[slot] = (head[e] as number) * 64 + (steps[e] as number);
  }
  start.copyWithin(1, 0, start.length - 1);
  start[0] = 0;
  let edge: Uint32Array | undefined;
  return {
    nodes,
    classes,
    start,
    link,
    get edge() {
      return (edge ??= edgesOf(start, surestFirst(steps, walked), rowOf));
    },
  };
}

function edgesOf(start: Uint32Array, order: Uint32Array, rowOf: (e: number) => number): Uint32Array {
  const cursor = start.slice();
  const edge = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const e = order[i] as number;
    const row = rowOf(e);
    const slot = cursor[row] as number;
    cursor[row] = slot + 1;
    edge[slot] = e;
  }
  return edge;
}

/** The walked edges by confidence, best first, then in edge order. */
function surestFirst(steps: Uint8Array, walked: number): Uint32Array {
  const counts = new Uint32Array(CONFIDENCES.length + 1);
  for (let e = 0; e < steps.length; e++) {
    const step = steps[e] as number;
    if (step !== NOT_WALKED) counts[step & 3] = (counts[step & 3] as number) + 1;
  }
  const [possible = 0, configured = 0] = counts;
  const cursor = Uint32Array.of(walked - possible, walked - possible - configured, 0);
  const order = new Uint32Array(walked);
  for (let e = 0; e < steps.length; e++) {
    const step = steps[e] as number;
    if (step === NOT_WALKED) continue;
    const place = cursor[step & 3] as number;
    cursor[step & 3] = place + 1;
    order[place] = e;
  }
  return order;
}
