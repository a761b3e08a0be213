import type { Csr } from './csr.ts';
import { IntList } from './list.ts';
import type { WayQuestion } from './many-ways.ts';

const NONE = -1;

/** The starts that lead to a target other than themselves, nearest first, and how. */
export interface Ways {
  /** Of the same number of links in id order. */
  readonly starts: readonly number[];
  /** Edges of a way with the fewest links. */
  edges(start: number): readonly number[];
}

/**
 * Breadth first, backwards from all targets at once. A node is entered for at most two targets, the first to come: a start that is a
 * target itself needs the second, and what lies behind a node never needs more, since two targets are not both the start.
 */
export function ways(back: Csr, { from, to, avoid }: WayQuestion, most = Infinity): Ways {
  const { nodes, start, link, edge, classes } = back;
  const closed = new Uint8Array(nodes);
  for (const node of avoid ?? []) closed[node] = 1;
  const wanted = new Uint8Array(nodes);
  for (const node of from) if (closed[node] === 0) wanted[node] = 1;
  // Two entries a node: which target it leads to, over which edge, to which entry.
  const target = new Int32Array(nodes * 2).fill(NONE);
  const over = new Int32Array(nodes * 2).fill(NONE);
  const onward = new Int32Array(nodes * 2).fill(NONE);
  const starts: number[] = [];
  let level = new IntList();
  for (const node of to)
    if (closed[node] === 0) {
      target[node * 2] = node;
      level.push(node * 2);
    }
  for (let next = new IntList(); level.length > 0 && starts.length < most; [level, next] = [next, level]) {
    next.clear();
    const found: number[] = [];
    for (let i = 0; i < level.length; i++) {
      const entry = level.data[i] as number;
      const leadsTo = target[entry] as number;
      const node = entry >> 1;
      const end = start[(node + 1) * classes] as number;
      for (let slot = start[node * classes] as number; slot < end; slot++) {
        const other = (link[slot] as number) >>> 6;
        if (closed[other] === 1 || target[other * 2] === leadsTo || target[other * 2 + 1] !== NONE) continue;
        const fresh = target[other * 2] === NONE ? other * 2 : other * 2 + 1;
        target[fresh] = leadsTo;
        over[fresh] = edge[slot] as number;
        onward[fresh] = entry;
        next.push(fresh);
        // The first that leads elsewhere than to the node itself.
        if (wanted[other] === 1 && leadsTo !== other) {
          wanted[other] = 2;
          found.push(other);
        }
      }
    }
    starts.push(...found.sort((a, b) => a - b));
  }
  const entryOf = (node: number): number => (target[node * 2] === node ? node * 2 + 1 : node * 2);
  return {
    starts,
    edges(node) {
      const edges: number[] = [];
      for (let entry = entryOf(node); onward[entry] !== NONE && entry >= 0; entry = onward[entry] as number)
        edges.push(over[entry] as number);
      return edges;
    },
  };
}
