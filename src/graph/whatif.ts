import { bypassed, Marks } from './bypass.ts';
import type { Closure } from './closure.ts';
import type { Columns } from './columns.ts';
import type { Csr } from './csr.ts';
import { IntList } from './list.ts';

/** What a removal needs to know of the estate as it is. */
export interface Base {
  readonly columns: Columns;
  readonly forward: Csr;
  readonly back: Csr;
  readonly closure: Closure;
  /** Identities and entry points. */
  readonly sources: Uint32Array;
  readonly jewels: Uint32Array;
  /** By node: its place among the jewels, or -1. */
  readonly jewelAt: Int32Array;
}

/** Pairs that are closed: places in `sources` and `jewels`, in order. */
export interface Closed {
  readonly source: Int32Array;
  readonly jewel: Int32Array;
}

/**
 * The (source, jewel) pairs that a removal closes, exactly, looking only where something can have changed.
 * 1. A removed edge whose start still reaches its end some other way changes nothing: each use of it has a way round. Those are set aside.
 * 2. Of the rest, a jewel that every start still reaches stays reached by all: whoever used an edge got to its start without one.
 *    So only jewels that some start lost are in question.
 * 3. Those are searched backwards in what is left, and compared with what was reached before.
 */
export function closedBy(base: Base, edges: Iterable<number>): Closed {
  const removed = new Set(edges);
  const marks = new Marks(base.columns.nodes);
  const { from, to } = base.columns;
  const starts = new Set<number>();
  for (const edge of removed) {
    const tail = from[edge] as number;
    if (reachOf(base, to[edge] as number) === 0) continue;
    if (!bypassed(base.forward, base.back, tail, to[edge] as number, removed, marks)) starts.add(tail);
  }
  const lost = new Set<number>();
  for (const start of starts) for (const jewel of lostBy(base, start, removed, marks)) lost.add(jewel);
  return compare(
    base,
    [...lost].sort((a, b) => a - b),
    removed,
  );
}

function reachOf(base: Base, node: number): number {
  return base.closure.reach[base.closure.components.of[node] as number] as number;
}

/** Places of the jewels that this node reached and no longer does. */
function lostBy(base: Base, node: number, removed: ReadonlySet<number>, marks: Marks): readonly number[] {
  const { sets } = base.closure;
  const before = reachOf(base, node);
  const left = new Set<number>();
  for (let jewel = 0; jewel < base.jewels.length; jewel++) if (sets.has(before, jewel)) left.add(jewel);
  const { start, link, edge, classes } = base.forward;
  const queue = new IntList();
  marks.clear();
  const visit = (next: number): void => {
    if (marks.get(next) !== 0) return;
    marks.set(next, 1);
    queue.push(next);
    const jewel = base.jewelAt[next] as number;
    if (jewel >= 0) left.delete(jewel);
  };
  visit(node);
  for (let at = 0; at < queue.length && left.size > 0; at++) {
    const here = queue.data[at] as number;
    const end = start[(here + 1) * classes] as number;
    for (let slot = start[here * classes] as number; slot < end; slot++)
      if (!removed.has(edge[slot] as number)) visit((link[slot] as number) >>> 6);
  }
  return [...left];
}

function compare(base: Base, lost: readonly number[], removed: ReadonlySet<number>): Closed {
  const pairs: { source: number; jewel: number }[] = [];
  for (let from = 0; from < lost.length; from += 32) {
    const batch = lost.slice(from, from + 32);
    const after = reaching(
      base.back,
      batch.map((jewel) => base.jewels[jewel] as number),
      removed,
    );
    base.sources.forEach((node, source) => {
      const before = reachOf(base, node);
      if (before === 0) return;
      batch.forEach((jewel, bit) => {
        if (!base.closure.sets.has(before, jewel) || (((after[node] as number) >>> bit) & 1) === 1) return;
        pairs.push({ source, jewel });
      });
    });
  }
  if (lost.length > 32) pairs.sort((a, b) => a.source - b.source || a.jewel - b.jewel);
  return { source: Int32Array.from(pairs, (pair) => pair.source), jewel: Int32Array.from(pairs, (pair) => pair.jewel) };
}

/** By node: one bit for each of up to 32 targets that it reaches. A node is looked at again only for bits that are new to it. */
function reaching(back: Csr, targets: readonly number[], removed: ReadonlySet<number>): Int32Array {
  const { start, link, edge, classes } = back;
  const seen = new Int32Array(back.nodes);
  const pending = new Int32Array(back.nodes);
  const ring = new Int32Array(back.nodes + 1);
  let head = 0;
  let tail = 0;
  const arrive = (node: number, bits: number): void => {
    seen[node] = (seen[node] as number) | bits;
    if (pending[node] === 0) {
      ring[tail] = node;
      tail = tail === back.nodes ? 0 : tail + 1;
    }
    pending[node] = (pending[node] as number) | bits;
  };
  targets.forEach((node, bit) => {
    arrive(node, 1 << bit);
  });
  while (head !== tail) {
    const node = ring[head] as number;
    head = head === back.nodes ? 0 : head + 1;
    const bits = pending[node] as number;
    pending[node] = 0;
    const end = start[(node + 1) * classes] as number;
    for (let slot = start[node * classes] as number; slot < end; slot++) {
      const next = (link[slot] as number) >>> 6;
      const fresh = bits & ~(seen[next] as number);
      if (fresh !== 0 && !removed.has(edge[slot] as number)) arrive(next, fresh);
    }
  }
  return seen;
}
