import type { Columns } from './columns.ts';
import type { Csr } from './csr.ts';
import { UNREACHED } from './dial.ts';
import { NodeHeap } from './heap.ts';
import { IntList } from './list.ts';
import { ATTACKS } from './tables.ts';

/** What a path is best by: attack steps and then cost, or cost and then attack steps. */
export type Measure = 'steps' | 'cost';

/**
 * The edges of a best path from `from` to any of the targets; empty when `from` is one; undefined when there is none.
 *
 * 1. Dijkstra backwards from the targets, over what `from` reaches (`ahead`: its least costs), with both measures in one key, until everything not dearer than `from` is settled.
 * 2. Among the links that lie on best paths, for the first of `thresholds` (confidence codes, best first) that still connects: how many
 *    links remain to a target. Links without cost may form circles; counting them is what makes the walk end.
 * 3. From `from` always the first edge by id that comes one link nearer.
 */
export function bestPath(
  columns: Columns,
  forward: Csr,
  back: Csr,
  from: number,
  targets: ReadonlySet<number>,
  measure: Measure,
  thresholds: readonly number[],
  ahead: Int32Array,
): readonly number[] | undefined {
  if (targets.has(from)) return [];
  const weigh = weightsFor(columns, measure);
  const keys = settle(back, from, targets, weigh, ahead);
  if (keys === undefined) return undefined;
  for (const weakest of thresholds) {
    const links = remaining(back, from, targets, keys, weigh, weakest);
    if (links) return walk(forward, from, keys, links, weigh, weakest);
  }
  return undefined;
}

/** Key of one link. Both parts of a sum over any simple path stay exact: nodes squared times nine is below 2^53 up to 31 million nodes. */
type Weigh = (edge: number, cost: number) => number;

function weightsFor(columns: Columns, measure: Measure): Weigh {
  const { edgeKind, nodes } = columns;
  const attack = (edge: number): number => ATTACKS[edgeKind[edge] as number] as number;
  if (measure === 'cost') return (edge, cost) => cost * (nodes + 1) + attack(edge);
  return (edge, cost) => attack(edge) * (nodes * 9 + 1) + cost;
}

interface Scratch {
  readonly keys: Float64Array;
  readonly touched: IntList;
}

const scratch = new WeakMap<Csr, Scratch>();

/** Keys of all nodes, none reached; one array a graph, valid until the next search: a search costs what it reaches, not what there is. */
function wiped(back: Csr): Scratch {
  const known = scratch.get(back);
  if (known) {
    for (const node of known.touched.view()) known.keys[node] = Infinity;
    known.touched.clear();
    return known;
  }
  const made = { keys: new Float64Array(back.nodes).fill(Infinity), touched: new IntList() };
  scratch.set(back, made);
  return made;
}

function settle(
  back: Csr,
  from: number,
  targets: ReadonlySet<number>,
  weigh: Weigh,
  ahead: Int32Array,
): Float64Array | undefined {
  const { start, link, edge, classes } = back;
  const { keys, touched } = wiped(back);
  const heap = new NodeHeap();
  for (const target of targets) {
    if (ahead[target] === UNREACHED) continue;
    keys[target] = 0;
    touched.push(target);
    heap.push(0, target);
  }
  while (!heap.empty && heap.least <= (keys[from] as number)) {
    const key = heap.least;
    const node = heap.pop();
    // Reached again at less since.
    if (key !== keys[node]) continue;
    const end = start[(node + 1) * classes] as number;
    for (let slot = start[node * classes] as number; slot < end; slot++) {
      const packed = link[slot] as number;
      const next = packed >>> 6;
      if (ahead[next] === UNREACHED) continue;
      const arrival = key + weigh(edge[slot] as number, (packed >>> 2) & 15);
      if (arrival >= (keys[next] as number)) continue;
      if (keys[next] === Infinity) touched.push(next);
      keys[next] = arrival;
      heap.push(arrival, next);
    }
  }
  return keys[from] === Infinity ? undefined : keys;
}

/** By node on a best path: links left to a target. A map, for such paths are few among many nodes. */
function remaining(
  back: Csr,
  from: number,
  targets: ReadonlySet<number>,
  keys: Float64Array,
  weigh: Weigh,
  weakest: number,
): ReadonlyMap<number, number> | undefined {
  const { start, link, edge, classes } = back;
  const limit = keys[from] as number;
  const links = new Map<number, number>();
  const queue: number[] = [];
  for (const target of targets) {
    links.set(target, 0);
    queue.push(target);
  }
  for (let node = queue[0], at = 1; node !== undefined && !links.has(from); node = queue[at++]) {
    const key = keys[node] as number;
    const left = links.get(node) ?? 0;
    const end = start[(node + 1) * classes] as number;
    for (let slot = start[node * classes] as number; slot < end; slot++) {
      const packed = link[slot] as number;
      const next = packed >>> 6;
      if ((packed & 3) < weakest || links.has(next)) continue;
      const arrival = key + weigh(edge[slot] as number, (packed >>> 2) & 15);
      if (arrival !== keys[next] || arrival > limit) continue;
      links.set(next, left + 1);
      queue.push(next);
    }
  }
  return links.has(from) ? links : undefined;
}

function walk(
  forward: Csr,
  from: number,
  keys: Float64Array,
  links: ReadonlyMap<number, number>,
  weigh: Weigh,
  weakest: number,
): readonly number[] {
  const { start, link, edge, classes } = forward;
  const path: number[] = [];
  let node = from;
  for (let left = links.get(from) ?? 0; left > 0; left--) {
    let best = -1;
    let nearer = -1;
    const end = start[(node + 1) * classes] as number;
    for (let slot = start[node * classes] as number; slot < end; slot++) {
      const packed = link[slot] as number;
      const next = packed >>> 6;
      const id = edge[slot] as number;
      if ((packed & 3) < weakest || links.get(next) !== left - 1 || (best !== -1 && id > best)) continue;
      if ((keys[next] as number) + weigh(id, (packed >>> 2) & 15) !== keys[node]) continue;
      best = id;
      nearer = next;
    }
    path.push(best);
    node = nearer;
  }
  return path;
}
