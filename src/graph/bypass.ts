import type { Csr } from './csr.ts';
import { IntList } from './list.ts';

/** Marks of a search, cleared by touching only what it touched: a what-if that sees ten nodes must not pay for a million. */
export class Marks {
  private readonly mark: Uint8Array;
  private readonly touched = new IntList();

  constructor(nodes: number) {
    this.mark = new Uint8Array(nodes);
  }

  get(node: number): number {
    return this.mark[node] as number;
  }

  set(node: number, value: number): void {
    if (this.mark[node] === 0) this.touched.push(node);
    this.mark[node] = value;
  }

  /** The marked nodes, in the order in which they were marked. */
  all(): Int32Array {
    return this.touched.view();
  }

  clear(): void {
    for (const node of this.touched.view()) this.mark[node] = 0;
    this.touched.clear();
  }
}

/**
 * Whether `from` still reaches `to` when the edges in `removed` are gone. Searches from both ends, always on the side that has looked at
 * fewer links, so that an edge with a way round it is mostly settled after a few hundred.
 */
export function bypassed(
  forward: Csr,
  back: Csr,
  from: number,
  to: number,
  removed: ReadonlySet<number>,
  marks: Marks,
): boolean {
  marks.clear();
  const ahead = { graph: forward, queue: new IntList(64), at: 0, looked: 0, mark: 1 };
  const behind = { graph: back, queue: new IntList(64), at: 0, looked: 0, mark: 2 };
  ahead.queue.push(from);
  marks.set(from, 1);
  behind.queue.push(to);
  marks.set(to, 2);
  if (from === to) return true;
  for (;;) {
    const side = ahead.looked <= behind.looked ? ahead : behind;
    if (side.at === side.queue.length) return false;
    const node = side.queue.data[side.at++] as number;
    const { start, link, edge, classes } = side.graph;
    const end = start[(node + 1) * classes] as number;
    side.looked++;
    for (let slot = start[node * classes] as number; slot < end; slot++) {
      side.looked++;
      const next = (link[slot] as number) >>> 6;
      const mark = marks.get(next);
      if (mark === side.mark || removed.has(edge[slot] as number)) continue;
      if (mark !== 0) return true;
      marks.set(next, side.mark);
      side.queue.push(next);
    }
  }
}
