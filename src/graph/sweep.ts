import type { Csr } from './csr.ts';
import { IntList } from './list.ts';

/** Targets of one sweep: two 32-bit words. */
export const BATCH = 64;

/** Words per node: two for each of the three weakest confidences that a path may have. */
export const WORDS = 6;

/**
 * Tells that a node has just been reached at this least cost: bit `b` of `fresh[base + 2 * weakest + (b >>> 5)]` stands for target `b`
 * along links of at least that confidence.
 */
export type Arrival = (node: number, cost: number, fresh: Int32Array, base: number) => void;

/**
 * Least costs of every node to up to 64 targets at once, for each of the three confidence thresholds: 192 Dial searches in one. The
 * frontier of all of them is carried in bit sets (M. Then et al., "The More the Merrier: Efficient Multi-Source Graph Traversal",
 * VLDB 2014), moved forward cost by cost: level L takes the links of cost c of whatever was reached at level L - c. A link is looked
 * at once per distinct cost at which its end is reached, not once per target.
 */
export class Sweep {
  private readonly back: Csr;
  /** By node: bits that have arrived, and bits of the level in hand; six words each. */
  private readonly seen: Int32Array;
  private readonly fresh: Int32Array;
  /** By node: bits of this level still to be carried along links of cost 0. */
  private readonly waiting: Int32Array;
  /** By node: 1 in `level`, 2 in `free`. */
  private readonly listed: Uint8Array;
  private readonly level = new IntList();
  private readonly free = new IntList();
  /** What the last levels reached, by level modulo the classes: nodes, and their six words each. */
  private readonly nodes: IntList[] = [];
  private readonly masks: IntList[] = [];

  /** `back` leads from the end of an edge to its start. */
  constructor(back: Csr) {
    this.back = back;
    this.seen = new Int32Array(back.nodes * WORDS);
    this.fresh = new Int32Array(back.nodes * WORDS);
    this.waiting = new Int32Array(back.nodes * WORDS);
    this.listed = new Uint8Array(back.nodes);
    for (let c = 0; c < back.classes; c++) {
      this.nodes.push(new IntList());
      this.masks.push(new IntList());
    }
  }

  /** `wanted` marks the nodes whose arrivals are told; within a cost, in no promised order. */
  run(targets: ArrayLike<number>, wanted: Uint8Array, arrival: Arrival): void {
    this.seen.fill(0);
    for (let b = 0; b < targets.length; b++) {
      const bit = 1 << (b & 31);
      const low = b < 32 ? bit : 0;
      const high = b < 32 ? 0 : bit;
      this.arrive(targets[b] as number, low, high, low, high, low, high);
    }
    const { classes } = this.back;
    for (let cost = 0, idle = 0; idle < classes; cost++) {
      for (let c = 1; c < classes && c <= cost; c++) this.carry((cost - c) % classes, c);
      this.carryFree();
      idle = this.level.length === 0 ? idle + 1 : 0;
      this.close(cost, wanted, arrival);
    }
  }

  /** Links of cost `c` from all that the level in slot `from` reached. */
  private carry(from: number, c: number): void {
    const nodes = this.nodes[from] as IntList;
    const masks = (this.masks[from] as IntList).data;
    const { start, classes } = this.back;
    for (let i = 0; i < nodes.length; i++) {
      const row = (nodes.data[i] as number) * classes + c;
      const first = start[row] as number;
      const last = start[row + 1] as number;
      if (first !== last) this.push(first, last, masks, i * WORDS);
    }
  }

  private carryFree(): void {
    const { start, classes } = this.back;
    const mask = new Int32Array(WORDS);
    while (this.free.length > 0) {
      const node = this.free.data[--this.free.length] as number;
      const base = node * WORDS;
      for (let w = 0; w < WORDS; w++) mask[w] = this.waiting[base + w] as number;
      this.waiting.fill(0, base, base + WORDS);
      this.listed[node] = (this.listed[node] as number) & ~2;
      this.push(start[node * classes] as number, start[node * classes + 1] as number, mask, 0);
    }
  }

  private push(first: number, last: number, masks: Int32Array, at: number): void {
    const { link } = this.back;
    const seen = this.seen;
    const p0 = masks[at] as number;
    const p1 = masks[at + 1] as number;
    const c0 = masks[at + 2] as number;
    const c1 = masks[at + 3] as number;
    const s0 = masks[at + 4] as number;
    const s1 = masks[at + 5] as number;
    for (let slot = first; slot < last; slot++) {
      const packed = link[slot] as number;
      const node = packed >>> 6;
      const weakest = packed & 3;
      const base = node * WORDS;
      const n0 = p0 & ~(seen[base] as number);
      const n1 = p1 & ~(seen[base + 1] as number);
      const strong = weakest > 0 ? -1 : 0;
      const proved = weakest > 1 ? -1 : 0;
      const n2 = c0 & strong & ~(seen[base + 2] as number);
      const n3 = c1 & strong & ~(seen[base + 3] as number);
      const n4 = s0 & proved & ~(seen[base + 4] as number);
      const n5 = s1 & proved & ~(seen[base + 5] as number);
      if ((n0 | n1 | n2 | n3 | n4 | n5) !== 0) this.arrive(node, n0, n1, n2, n3, n4, n5);
    }
  }

  private arrive(node: number, n0: number, n1: number, n2: number, n3: number, n4: number, n5: number): void {
    const base = node * WORDS;
    or(this.seen, base, n0, n1, n2, n3, n4, n5);
    or(this.fresh, base, n0, n1, n2, n3, n4, n5);
    const { start, classes } = this.back;
    const listed = this.listed[node] as number;
    let now = listed | 1;
    if ((listed & 1) === 0) this.level.push(node);
    if (start[node * classes] !== start[node * classes + 1]) {
      or(this.waiting, base, n0, n1, n2, n3, n4, n5);
      if ((listed & 2) === 0) this.free.push(node);
      now |= 2;
    }
    this.listed[node] = now;
  }

  /** Tells the level and keeps it for as long as its dearest links are due. */
  private close(cost: number, wanted: Uint8Array, arrival: Arrival): void {
    const slot = cost % this.back.classes;
    const nodes = this.nodes[slot] as IntList;
    const masks = this.masks[slot] as IntList;
    nodes.clear();
    masks.clear();
    masks.reserve(this.level.length * WORDS);
    nodes.reserve(this.level.length);
    for (let i = 0; i < this.level.length; i++) {
      const node = this.level.data[i] as number;
      const base = node * WORDS;
      if (wanted[node] === 1) arrival(node, cost, this.fresh, base);
      for (let w = 0; w < WORDS; w++) masks.data[i * WORDS + w] = this.fresh[base + w] as number;
      this.fresh.fill(0, base, base + WORDS);
      nodes.data[i] = node;
      this.listed[node] = 0;
    }
    nodes.length = this.level.length;
    masks.length = this.level.length * WORDS;
    this.level.clear();
  }
}

function or(
  into: Int32Array,
  base: number,
  n0: number,
  n1: number,
  n2: number,
  n3: number,
  n4: number,
  n5: number,
): void {
  into[base] = (into[base] as number) | n0;
  into[base + 1] = (into[base + 1] as number) | n1;
  into[base + 2] = (into[base + 2] as number) | n2;
  into[base + 3] = (into[base + 3] as number) | n3;
  into[base + 4] = (into[base + 4] as number) | n4;
  into[base + 5] = (into[base + 5] as number) | n5;
}
