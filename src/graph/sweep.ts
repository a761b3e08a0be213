import type { Csr } from './csr.ts';
import { IntList } from './list.ts';

/** Targets of one sweep: two 32-bit words. */
export const BATCH = 64;

/** In `marks`: the node is in the list of the level; its bits have yet to be carried along links of cost 0; it has such links. */
const IN_LEVEL = 1;
const IN_FREE = 2;
const HAS_FREE = 4;

/** Looks that found something new and are not yet entered: node and two words each. */
const POCKET = 3 * 2048;

/** Tells that a node has just been reached at this least cost: bit `b` of the two words stands for target `b`. */
export type Arrival = (node: number, cost: number, low: number, high: number) => void;

/**
 * Least costs of every node to up to 64 targets at once: 64 Dial searches in one. The frontier of all of them is carried in bit sets
 * (M. Then et al., "The More the Merrier: Efficient Multi-Source Graph Traversal", VLDB 2014), moved forward cost by cost: what a
 * level reaches is due along its links of cost c, c levels later. A link is looked at once per distinct cost at which its end is
 * reached, about four times on a large estate, not once per target.
 */
export class Sweep {
  private readonly back: Csr;
  /** By node, 16 bytes: two words of what has arrived, two of what has arrived at the cost in hand. The time of a sweep is their cache misses. */
  private readonly state: Int32Array;
  private readonly marks: Uint8Array;
  private readonly level = new IntList();
  private readonly free = new IntList();
  /** Links due at a level, by level modulo the classes: first slot, end, and the two words to carry. */
  private readonly due: IntList[] = [];
  private readonly pocket = new Int32Array(POCKET);
  private pocketed = 0;
  private weakest = 0;
  /** Links of cost 0 of at least `weakest`, by node: apart and close together, for they are followed node by node in no order. */
  private readonly freeStart: Uint32Array;
  private readonly freeLink: Uint32Array;

  /** `back` leads from the end of an edge to its start. */
  constructor(back: Csr) {
    this.back = back;
    this.state = new Int32Array(back.nodes * 4);
    this.marks = new Uint8Array(back.nodes);
    this.freeStart = new Uint32Array(back.nodes + 1);
    let free = 0;
    for (let row = 0; row < back.start.length - 1; row += back.classes)
      free += (back.start[row + 1] as number) - (back.start[row] as number);
    this.freeLink = new Uint32Array(free);
    for (let c = 0; c < back.classes; c++) this.due.push(new IntList());
  }

  /** Walks links of at least `weakest` confidence. `wanted` marks the nodes whose arrivals are told. */
  run(targets: ArrayLike<number>, weakest: number, wanted: Uint8Array, arrival: Arrival): void {
    this.weakest = weakest;
    this.state.fill(0);
    this.gatherFree();
    this.start(targets);
    const { link } = this.back;
    for (let cost = 0, idle = 0; idle < this.due.length; cost++) {
      const due = this.due[cost % this.due.length] as IntList;
      const { data } = due;
      for (let i = 0; i < due.length; i += 4)
        this.carry(link, data[i] as number, data[i + 1] as number, data[i + 2] as number, data[i + 3] as number);
      this.enter();
      due.clear();
      this.carryFree();
      idle = this.level.length === 0 ? idle + 1 : 0;
      this.close(cost, wanted, arrival);
    }
  }

  private gatherFree(): void {
    const { start, link, classes, nodes } = this.back;
    const { freeStart, freeLink, marks, weakest } = this;
    let count = 0;
    for (let node = 0, row = 0; node < nodes; node++, row += classes) {
      freeStart[node] = count;
      const last = start[row + 1] as number;
      for (let slot = start[row] as number; slot < last; slot++) {
        const packed = link[slot] as number;
        if ((packed & 3) >= weakest) freeLink[count++] = packed;
      }
      marks[node] = count === freeStart[node] ? 0 : HAS_FREE;
    }
    freeStart[nodes] = count;
  }

  private start(targets: ArrayLike<number>): void {
    for (let b = 0; b < targets.length; b++) {
      const node = targets[b] as number;
      for (const at of [node * 4 + (b >>> 5), node * 4 + 2 + (b >>> 5)])
        this.state[at] = (this.state[at] as number) | (1 << (b & 31));
      this.level.push(node);
      this.marks[node] = (this.marks[node] as number) | IN_LEVEL | IN_FREE;
      this.free.push(node);
    }
  }

  /**
   * Looks along the links of slots `first` to `last` and pockets whoever lacks one of the bits. It takes no branch on what it finds: the
   * processor then has many looks under way at once, where a wrong guess after each miss of the cache would let it wait for every one.
   */
  private carry(link: Uint32Array, first: number, last: number, low: number, high: number): void {
    const { state, pocket, weakest } = this;
    let at = this.pocketed;
    for (let slot = first; slot < last; slot++) {
      const packed = link[slot] as number;
      // Of one cost the surest links stand first.
      if ((packed & 3) < weakest) break;
      const node = packed >>> 6;
      const lacks = (low & ~(state[node << 2] as number)) | (high & ~(state[(node << 2) + 1] as number));
      pocket[at] = node;
      pocket[at + 1] = low;
      pocket[at + 2] = high;
      at += ((lacks | -lacks) >>> 31) * 3;
      if (at === POCKET) {
        this.pocketed = at;
        this.enter();
        at = 0;
      }
    }
    this.pocketed = at;
  }

  /** Enters what is pocketed. Bits may have come by another link since the look. */
  private enter(): void {
    const { state, marks, pocket } = this;
    for (let i = 0; i < this.pocketed; i += 3) {
      const node = pocket[i] as number;
      const at = node << 2;
      const seenLow = state[at] as number;
      const seenHigh = state[at + 1] as number;
      const newLow = (pocket[i + 1] as number) & ~seenLow;
      const newHigh = (pocket[i + 2] as number) & ~seenHigh;
      if ((newLow | newHigh) === 0) continue;
      state[at] = seenLow | newLow;
      state[at + 1] = seenHigh | newHigh;
      state[at + 2] = (state[at + 2] as number) | newLow;
      state[at + 3] = (state[at + 3] as number) | newHigh;
      const mark = marks[node] as number;
      if ((mark & IN_LEVEL) === 0) this.level.push(node);
      if ((mark & (IN_FREE | HAS_FREE)) === HAS_FREE) this.free.push(node);
      marks[node] = mark | IN_LEVEL | IN_FREE;
    }
    this.pocketed = 0;
  }

  /** Links of cost 0 stay in the level: until nothing is new. First come, first carried, so that bits gather before they move on. */
  private carryFree(): void {
    const { free, freeStart, state, marks } = this;
    const link = this.freeLink;
    for (let i = 0; i < free.length;) {
      for (; i < free.length; i++) {
        const node = free.data[i] as number;
        marks[node] = (marks[node] as number) & ~IN_FREE;
        const first = freeStart[node] as number;
        const last = freeStart[node + 1] as number;
        this.carry(link, first, last, state[node * 4 + 2] as number, state[node * 4 + 3] as number);
      }
      this.enter();
    }
    free.clear();
  }

  /** Tells the level, and enters its links where they are due. */
  private close(cost: number, wanted: Uint8Array, arrival: Arrival): void {
    const { start, classes } = this.back;
    const { level, state, marks } = this;
    this.order();
    for (let i = 0; i < level.length; i++) {
      const node = level.data[i] as number;
      const low = state[node * 4 + 2] as number;
      const high = state[node * 4 + 3] as number;
      state[node * 4 + 2] = 0;
      state[node * 4 + 3] = 0;
      marks[node] = (marks[node] as number) & HAS_FREE;
      if (wanted[node] === 1) arrival(node, cost, low, high);
      let first = start[node * classes + 1] as number;
      for (let c = 1; c < classes; c++) {
        const last = start[node * classes + c + 1] as number;
        if (first !== last) (this.due[(cost + c) % classes] as IntList).pushFour(first, last, low, high);
        first = last;
      }
    }
    level.clear();
  }

  /**
   * Puts the level in node order. Ids keep namespaces and realms together and so do edges: taken in order, a level touches the same lines
   * of the cache again while they are still near.
   */
  private order(): void {
    const { level, marks } = this;
    if (level.length < this.back.nodes >>> 5) {
      level.view().sort();
      return;
    }
    let place = 0;
    for (let node = 0; place < level.length; node++)
      if (((marks[node] as number) & IN_LEVEL) !== 0) level.data[place++] = node;
  }
}
