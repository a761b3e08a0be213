import type { Columns } from './columns.ts';
import type { Incident } from './incident.ts';
import { IntList } from './list.ts';
import type { Selection } from './select.ts';
import { CARRIES } from './tables.ts';

/** Which of these nodes lead to another of those, not through any that is to be avoided? */
export interface WayQuestion {
  readonly from: Selection;
  readonly to: Selection;
  readonly avoid?: Selection;
}

/** A start that leads to a target other than itself, and the edges of a way with the fewest links. */
export interface Way {
  readonly start: number;
  readonly edges: readonly number[];
}

export interface Searched {
  /** Nearest first; of the same number of links in id order. */
  readonly ways: readonly Way[];
  /** False when the search was given up: then nothing is known of what was not found. */
  readonly complete: boolean;
}

const NONE = -1;

/**
 * Breadth first, backwards from all targets at once. A node is entered for at most two targets, the first to come: a start that is a
 * target itself needs the second, and what lies behind a node never needs more, since two targets are not both the start. What a search
 * leaves behind is told from the next by a number, so that nothing is cleared between small searches of a large estate.
 */
export class WaySearch {
  private readonly columns: Columns;
  private readonly into: Incident;
  private run = 0;
  /** By node: the last search that entered it, closed it, wants it as a start. */
  private readonly entered: Int32Array;
  private readonly closed: Int32Array;
  private readonly wanted: Int32Array;
  /** Two entries a node: the target that it leads to, over which edge, to which entry. */
  private readonly target: Int32Array;
  private readonly over: Int32Array;
  private readonly onward: Int32Array;

  constructor(columns: Columns, into: Incident) {
    const { nodes } = columns;
    this.columns = columns;
    this.into = into;
    [this.entered, this.closed, this.wanted] = [new Int32Array(nodes), new Int32Array(nodes), new Int32Array(nodes)];
    this.target = new Int32Array(nodes * 2);
    this.over = new Int32Array(nodes * 2);
    this.onward = new Int32Array(nodes * 2);
  }

  /** At most `most` ways; ends with the level that brings them, or after it has looked at `budget` edges. */
  search({ from, to, avoid }: WayQuestion, most = Infinity, budget = Infinity): Searched {
    const run = ++this.run;
    const found: number[] = [];
    if (from.length === 0 || to.length === 0) return { ways: [], complete: true };
    for (const node of avoid ?? []) this.closed[node] = run;
    for (let i = 0; i < from.length; i++) this.wanted[from[i] as number] = run;
    let level = new IntList();
    for (const node of to) {
      if (this.closed[node] === run) continue;
      this.enter(node, node, NONE, NONE);
      level.push(node * 2);
    }
    let looked = 0;
    for (let next = new IntList(); level.length > 0; [level, next] = [next, level]) {
      next.clear();
      const here: number[] = [];
      for (let i = 0; i < level.length && looked <= budget; i++)
        looked += this.expand(level.data[i] as number, next, here);
      found.push(...here.sort((a, b) => a - b));
      if (found.length >= most || looked > budget) break;
    }
    const complete = looked <= budget || found.length >= most;
    return { ways: found.slice(0, most).map((start) => ({ start, edges: this.edges(start) })), complete };
  }

  /** Enters what leads to the entry; returns how many edges were looked at. */
  private expand(entry: number, next: IntList, found: number[]): number {
    const { from, edgeKind } = this.columns;
    const { start, edge } = this.into;
    const { run, target } = this;
    const leadsTo = target[entry] as number;
    const node = entry >> 1;
    const first = start[node] as number;
    const end = start[node + 1] as number;
    for (let slot = first; slot < end; slot++) {
      const at = edge[slot] as number;
      const other = from[at] as number;
      if (CARRIES[edgeKind[at] as number] !== 1 || other === node || this.closed[other] === run) continue;
      const fresh = this.enter(other, leadsTo, at, entry);
      if (fresh === NONE) continue;
      next.push(fresh);
      if (this.wanted[other] !== run || leadsTo === other) continue;
      this.wanted[other] = 0;
      found.push(other);
    }
    return end - first;
  }

  /** The entry that is new, or none when the node has it or has two already. */
  private enter(node: number, leadsTo: number, over: number, onward: number): number {
    const { target } = this;
    let entry = node * 2;
    if (this.entered[node] !== this.run) {
      this.entered[node] = this.run;
      target[entry + 1] = NONE;
    } else if (target[entry] === leadsTo || target[entry + 1] !== NONE) return NONE;
    else entry += 1;
    target[entry] = leadsTo;
    this.over[entry] = over;
    this.onward[entry] = onward;
    return entry;
  }

  private edges(node: number): readonly number[] {
    const edges: number[] = [];
    // The first entry that leads elsewhere than to the node itself.
    let entry = this.target[node * 2] === node ? node * 2 + 1 : node * 2;
    for (; (this.onward[entry] as number) !== NONE; entry = this.onward[entry] as number)
      edges.push(this.over[entry] as number);
    return edges;
  }
}
