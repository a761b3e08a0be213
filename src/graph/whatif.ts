import { bypassed, Marks } from './bypass.ts';
import type { Closure } from './closure.ts';
import type { Columns } from './columns.ts';
import type { Csr } from './csr.ts';
import { keptTo, type Hub } from './hub.ts';
import { IntList } from './list.ts';
import { exits, gather, reaching, targets } from './left.ts';

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
  /** Made when first needed. */
  hub(): Hub;
}

/** Pairs that are closed: places in `sources` and `jewels`, in order. */
export interface Closed {
  readonly source: Int32Array;
  readonly jewel: Int32Array;
}

interface Pair {
  readonly source: number;
  readonly jewel: number;
}

const NOTHING: Closed = { source: new Int32Array(0), jewel: new Int32Array(0) };

/**
 * The (source, jewel) pairs that a removal closes, exactly, looking only where something can have changed.
 * 1. A removed edge whose start still reaches its end some other way changes nothing: each use of it has a way round. Those are set aside.
 * 2. Of the rest, only who reaches a start can lose, and only jewels behind an end can be lost. Where few reach a start, what they still
 *    reach is worked out among them: whatever they lead to outside is as it was.
 * 3. Where many do, they mostly still reach a hub of the estate. For a jewel that the hub keeps, only who lost the way to the hub is in
 *    question, as in 2. For another, if every start still reaches it so do all, for whoever used an edge got to its start without one; if
 *    not, it is searched backwards in what is left.
 * In both cases the answer is compared with what was reached before.
 */
export function closedBy(base: Base, edges: Iterable<number>): Closed {
  const removed = new Set(edges);
  const marks = new Marks(base.columns.nodes);
  const { from, to } = base.columns;
  const { sets } = base.closure;
  const starts = new Set<number>();
  const ends = new Set<number>();
  for (const edge of removed) {
    const [tail, head] = [from[edge] as number, to[edge] as number];
    if (reachOf(base, head) === 0 || bypassed(base.forward, base.back, tail, head, removed, marks)) continue;
    starts.add(tail);
    ends.add(reachOf(base, head));
  }
  // Only what stands behind a removed edge can be lost.
  const behind = [...base.jewels.keys()].filter((jewel) => [...ends].some((set) => sets.has(set, jewel)));
  if (behind.length === 0) return NOTHING;
  const upstream = new Marks(base.columns.nodes);
  const few = base.forward.link.length >>> 3;
  if (gather(base.back, starts, removed, few, upstream)) return inOrder(compare(base, behind, removed, upstream));
  const { kept, open } = split(base, behind, removed, marks);
  const lost = new Set<number>();
  for (const start of starts) for (const jewel of lostBy(base, start, open, removed, marks)) lost.add(jewel);
  const pairs = compare(base, [...lost], removed, undefined);
  if (kept.length > 0) {
    upstream.clear();
    gather(base.back, starts, removed, Infinity, upstream, keptTo(base.hub(), to, removed));
    for (const pair of compare(base, kept, removed, upstream)) pairs.push(pair);
  }
  return inOrder(pairs);
}

/** Which of these jewels the hub still reaches; the others are open. */
function split(
  base: Base,
  jewels: readonly number[],
  removed: ReadonlySet<number>,
  marks: Marks,
): { readonly kept: readonly number[]; readonly open: readonly number[] } {
  const { node } = base.hub();
  const before = reachOf(base, node);
  const lost = new Set(lostBy(base, node, jewels, removed, marks));
  const keeps = (jewel: number): boolean => base.closure.sets.has(before, jewel) && !lost.has(jewel);
  return { kept: jewels.filter(keeps), open: jewels.filter((jewel) => !keeps(jewel)) };
}

function reachOf(base: Base, node: number): number {
  return base.closure.reach[base.closure.components.of[node] as number] as number;
}

/** Up to this many jewels each get a search from both ends, which mostly ends after a few hundred links; more share one from the node. */
const EACH = 128;

/** Places of the jewels among `behind` that this node reached and no longer does. */
function lostBy(
  base: Base,
  node: number,
  behind: readonly number[],
  removed: ReadonlySet<number>,
  marks: Marks,
): readonly number[] {
  const { forward, back, closure, jewels } = base;
  const before = reachOf(base, node);
  const reached = behind.filter((jewel) => closure.sets.has(before, jewel));
  if (reached.length > EACH) return missing(base, node, reached, removed, marks);
  return reached.filter((jewel) => !bypassed(forward, back, node, jewels[jewel] as number, removed, marks));
}

/** Those of the jewels that a search from the node does not come to. */
function missing(
  base: Base,
  node: number,
  jewels: readonly number[],
  removed: ReadonlySet<number>,
  marks: Marks,
): readonly number[] {
  const left = new Set(jewels);
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

/** Which of these jewels each source reached and no longer does; only sources in `upstream`, where that is given, can have lost any. */
function compare(
  base: Base,
  lost: readonly number[],
  removed: ReadonlySet<number>,
  upstream: Marks | undefined,
): Pair[] {
  const pairs: Pair[] = [];
  for (let from = 0; from < lost.length; from += 32) {
    const batch = lost.slice(from, from + 32);
    const seeds = upstream ? exits(base, batch, removed, upstream) : targets(base, batch);
    const after = reaching(base.back, seeds, removed, upstream);
    base.sources.forEach((node, source) => {
      const before = reachOf(base, node);
      if (before === 0 || (upstream && upstream.get(node) === 0)) return;
      batch.forEach((jewel, bit) => {
        if (!base.closure.sets.has(before, jewel) || (((after[node] as number) >>> bit) & 1) === 1) return;
        pairs.push({ source, jewel });
      });
    });
  }
  return pairs;
}

function inOrder(pairs: Pair[]): Closed {
  pairs.sort((a, b) => a.source - b.source || a.jewel - b.jewel);
  return { source: Int32Array.from(pairs, (pair) => pair.source), jewel: Int32Array.from(pairs, (pair) => pair.jewel) };
}
