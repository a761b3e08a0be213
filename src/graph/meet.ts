import type { Columns } from './columns.ts';
import type { Ends, Incident } from './incident.ts';
import { Entries, NONE } from './entries.ts';
import { IntList } from './list.ts';
import type { Selection } from './select.ts';
import { CARRIES } from './tables.ts';
import type { Searched, WayQuestion } from './ways.ts';

const NOBODY = new Uint32Array(0);

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
  search({ from, to, avoid = NOBODY }: WayQuestion, budget = Infinity): Searched {
    const { starts, targets } = this;
    starts.begin(from, avoid);
    targets.begin(to, avoid);
    const meeting = new Meeting();
    while (starts.open && targets.open && starts.looked + targets.looked <= budget) {
      if (starts.due <= targets.due)
        starts.level(targets, meeting, (mine, theirs, links) => {
          meeting.offer(links, starts.ends(mine), mine, theirs);
        });
      else
        targets.level(starts, ANYBODY, (mine, theirs, links) => {
          meeting.offer(links, starts.ends(theirs), theirs, mine);
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
  who = Infinity;

  offer(links: number, who: number, start: number, target: number): void {
    if (links > this.links || (links === this.links && who >= this.who)) return;
    [this.links, this.who, this.start, this.target] = [links, who, start, target];
  }
}

/** Whose entries are worth a look: those for ends before this one. */
type Before = Pick<Meeting, 'who'>;
const ANYBODY: Before = { who: Infinity };

class Side {
  looked = 0;
  /** Edges at the entries of the next level. */
  due = 0;
  private front = new IntList();
  private next = new IntList();
  private readonly kind: Uint8Array;
  private readonly near: Incident;
  private readonly far: Uint32Array;
  private readonly entries: Entries;

  constructor({ nodes, edgeKind }: Columns, near: Incident, far: Uint32Array) {
    [this.kind, this.near, this.far] = [edgeKind, near, far];
    this.entries = new Entries(nodes);
  }

  get open(): boolean {
    return this.front.length > 0;
  }

  ends(entry: number): number {
    return this.entries.end(entry);
  }

  begin(ends: ArrayLike<number>, avoid: Selection): void {
    const { entries, front } = this;
    entries.clear();
    this.looked = 0;
    this.due = 0;
    front.clear();
    for (let i = 0; i < avoid.length; i++) entries.shut(avoid[i] as number);
    for (let i = 0; i < ends.length; i++) {
      const node = ends[i] as number;
      const entry = entries.enter(node, node, NONE, NONE);
      if (entry === NONE) continue;
      front.push(entry);
      this.due += this.degree(node);
    }
  }

  /**
   * Enters the next level and tells of each entry that the other side has one at the same node for another end. All meetings of a level
   * have the same number of links, so that after the first only those of ends before it count.
   */
  level(other: Side, before: Before, met: (mine: number, theirs: number, links: number) => void): void {
    const { front, next, near, far, kind, entries } = this;
    next.clear();
    let [looked, due] = [0, 0];
    for (let i = 0; i < front.length; i++) {
      const entry = front.data[i] as number;
      const end = entries.end(entry);
      if (end >= before.who) continue;
      const node = entries.node(entry);
      const last = near.start[node + 1] as number;
      looked += this.degree(node);
      for (let slot = near.start[node] as number; slot < last; slot++) {
        const edge = near.edge[slot] as number;
        const beside = far[edge] as number;
        if (CARRIES[kind[edge] as number] !== 1 || beside === node) continue;
        const fresh = entries.enter(beside, end, edge, entry);
        if (fresh === NONE) continue;
        next.push(fresh);
        due += this.degree(beside);
        const theirs = other.entries.nearest(beside, end);
        if (theirs !== NONE) met(fresh, theirs, entries.links(fresh) + other.entries.links(theirs));
      }
    }
    this.looked += looked;
    this.due = due;
    [this.front, this.next] = [next, front];
  }

  edges(entry: number): number[] {
    return this.entries.edges(entry);
  }

  private degree(node: number): number {
    return (this.near.start[node + 1] as number) - (this.near.start[node] as number);
  }
}
