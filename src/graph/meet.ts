import type { Columns } from './columns.ts';
import type { Ends, Incident } from './incident.ts';
import { IntList } from './list.ts';
import { CARRIES } from './tables.ts';
import type { Searched, WayQuestion } from './ways.ts';

const NONE = -1;

/**
 * One way with the fewest links, breadth first from both sides, always the side with fewer edges to look at. Each side enters a node for
 * its two nearest ends, so that a node that is a start and a target at once meets another where there is one: of two ends on one side
 * and any on the other, two differ.
 */
export class MeetSearch {
  private readonly starts: Side;
  private readonly targets: Side;

  constructor(columns: Columns, ends: Ends) {
    this.starts = new Side(columns, ends.out, columns.to);
    this.targets = new Side(columns, ends.into, columns.from);
  }

  /** At most one way: of those that were met first, that of the first start in id order. Gives up after `budget` edges. */
  search({ from, to, avoid = new Uint32Array(0) }: WayQuestion, budget = Infinity): Searched {
    const { starts, targets } = this;
    starts.begin(from, avoid);
    targets.begin(to, avoid);
    const meeting = new Meeting();
    while (starts.open && targets.open && starts.looked + targets.looked <= budget) {
      const [one, other] = starts.due <= targets.due ? [starts, targets] : [targets, starts];
      one.level(other, (mine, theirs, links) => {
        const [start, target] = one === starts ? [mine, theirs] : [theirs, mine];
        meeting.offer(links, starts.ends(start), start, target);
      });
      // All ways of no more links than both sides have gone have been met.
      if (meeting.start !== NONE)
        return { ways: [{ start: starts.ends(meeting.start), edges: this.edges(meeting) }], complete: true };
    }
    return { ways: [], complete: !starts.open || !targets.open };
  }

  private edges({ start, target }: Meeting): readonly number[] {
    return [...this.starts.edges(start).reverse(), ...this.targets.edges(target)];
  }
}

/** The best meeting of a level: fewest links, then the first start. */
class Meeting {
  start = NONE;
  target = NONE;
  private links = Infinity;
  private who = Infinity;

  offer(links: number, who: number, start: number, target: number): void {
    if (links > this.links || (links === this.links && who >= this.who)) return;
    [this.links, this.who, this.start, this.target] = [links, who, start, target];
  }
}

class Side {
  looked = 0;
  /** Edges at the entries of the next level. */
  due = 0;
  private run = 0;
  private front = new IntList();
  private next = new IntList();
  private readonly columns: Columns;
  private readonly near: Incident;
  private readonly far: Uint32Array;
  private readonly entered: Int32Array;
  private readonly closed: Int32Array;
  /** Two entries a node: the end that it is near to, over which edge, from which entry, after how many links. */
  private readonly end: Int32Array;
  private readonly over: Int32Array;
  private readonly before: Int32Array;
  private readonly links: Int32Array;

  constructor(columns: Columns, near: Incident, far: Uint32Array) {
    const { nodes } = columns;
    [this.columns, this.near, this.far] = [columns, near, far];
    [this.entered, this.closed] = [new Int32Array(nodes), new Int32Array(nodes)];
    [this.end, this.over] = [new Int32Array(nodes * 2), new Int32Array(nodes * 2)];
    [this.before, this.links] = [new Int32Array(nodes * 2), new Int32Array(nodes * 2)];
  }

  get open(): boolean {
    return this.front.length > 0;
  }

  ends(entry: number): number {
    return this.end[entry] as number;
  }

  begin(ends: ArrayLike<number>, avoid: Iterable<number>): void {
    this.run++;
    this.looked = 0;
    this.due = 0;
    this.front.clear();
    for (const node of avoid) this.closed[node] = this.run;
    for (let i = 0; i < ends.length; i++) {
      const node = ends[i] as number;
      if (this.closed[node] === this.run || this.enter(node, node, NONE, NONE) === NONE) continue;
      this.front.push(node * 2);
      this.due += this.degree(node);
    }
  }

  /** Enters the next level and tells of each entry that the other side has one at the same node for another end. */
  level(other: Side, met: (mine: number, theirs: number, links: number) => void): void {
    const { front, next, near, far, run } = this;
    const { edgeKind } = this.columns;
    next.clear();
    this.due = 0;
    for (let i = 0; i < front.length; i++) {
      const entry = front.data[i] as number;
      const node = entry >> 1;
      const end = this.end[entry] as number;
      const last = near.start[node + 1] as number;
      this.looked += this.degree(node);
      for (let slot = near.start[node] as number; slot < last; slot++) {
        const edge = near.edge[slot] as number;
        const beside = far[edge] as number;
        if (CARRIES[edgeKind[edge] as number] !== 1 || beside === node || this.closed[beside] === run) continue;
        const fresh = this.enter(beside, end, edge, entry);
        if (fresh === NONE) continue;
        next.push(fresh);
        this.due += this.degree(beside);
        const theirs = other.entryFor(beside, end);
        if (theirs !== NONE) met(fresh, theirs, (this.links[fresh] as number) + (other.links[theirs] as number));
      }
    }
    [this.front, this.next] = [next, front];
  }

  edges(entry: number): number[] {
    const edges: number[] = [];
    for (let at = entry; (this.before[at] as number) !== NONE; at = this.before[at] as number)
      edges.push(this.over[at] as number);
    return edges;
  }

  /** The nearer entry of the node for an end other than this one. */
  private entryFor(node: number, not: number): number {
    if (this.entered[node] !== this.run) return NONE;
    if (this.end[node * 2] !== not) return node * 2;
    return this.end[node * 2 + 1] === NONE ? NONE : node * 2 + 1;
  }

  private degree(node: number): number {
    return (this.near.start[node + 1] as number) - (this.near.start[node] as number);
  }

  private enter(node: number, end: number, over: number, before: number): number {
    let entry = node * 2;
    if (this.entered[node] !== this.run) {
      this.entered[node] = this.run;
      this.end[entry + 1] = NONE;
    } else if (this.end[entry] === end || this.end[entry + 1] !== NONE) return NONE;
    else entry += 1;
    this.end[entry] = end;
    this.over[entry] = over;
    this.before[entry] = before;
    this.links[entry] = before === NONE ? 0 : (this.links[before] as number) + 1;
    return entry;
  }
}
