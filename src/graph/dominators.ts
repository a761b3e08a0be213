import type { Csr } from './csr.ts';

/** A node that the root does not reach. */
export const OUTSIDE = -1;

/**
 * Dominator tree of what a root reaches. `order` lists the reached nodes in depth-first preorder; the other columns are by place in
 * that order. Subtrees of the tree are not ranges of the preorder; `enter` and `leave` give the intervals of the tree itself.
 */
export interface Dominators {
  readonly count: number;
  readonly order: Uint32Array;
  /** By node: its place in `order`, or OUTSIDE. */
  readonly placeOf: Int32Array;
  /** By place: place of the immediate dominator; the root's is itself. Always less than the place, the root's apart. */
  readonly idom: Uint32Array;
}

/**
 * Semi-NCA (L. Georgiadis, R. Tarjan, R. Werneck, "Finding dominators in practice", 2006; the algorithm is Georgiadis's, 2005):
 * semidominators as Lengauer and Tarjan (1979) with path compression, then the immediate dominator as the nearest common ancestor of the
 * depth-first parent and the semidominator. `next` follows links, `prior` goes against them.
 */
export class DominatorFinder {
  private readonly next: Csr;
  private readonly prior: Csr;
  private readonly placeOf: Int32Array;
  private readonly order: Uint32Array;
  private readonly cursor: Uint32Array;
  private readonly parent: Uint32Array;
  private readonly semi: Uint32Array;
  private readonly label: Uint32Array;
  private readonly ancestor: Uint32Array;
  private readonly idom: Uint32Array;
  private readonly stack: Uint32Array;
  private count = 0;

  constructor(next: Csr, prior: Csr) {
    this.next = next;
    this.prior = prior;
    const n = next.nodes;
    this.placeOf = new Int32Array(n).fill(OUTSIDE);
    this.order = new Uint32Array(n);
    this.cursor = new Uint32Array(n);
    this.parent = new Uint32Array(n);
    this.semi = new Uint32Array(n);
    this.label = new Uint32Array(n);
    this.ancestor = new Uint32Array(n);
    this.idom = new Uint32Array(n);
    this.stack = new Uint32Array(n);
  }

  /** The result is valid until the next call. */
  from(root: number): Dominators {
    this.search(root);
    const { count, order, placeOf, parent, semi, label, ancestor, idom } = this;
    const { start, link, classes } = this.prior;
    for (let w = 0; w < count; w++) {
      semi[w] = w;
      label[w] = w;
      ancestor[w] = parent[w] as number;
      idom[w] = parent[w] as number;
    }
    for (let w = count - 1; w > 0; w--) {
      const node = order[w] as number;
      let least = parent[w] as number;
      const end = start[(node + 1) * classes] as number;
      for (let slot = start[node * classes] as number; slot < end; slot++) {
        const v = placeOf[(link[slot] as number) >>> 6] as number;
        if (v === OUTSIDE) continue;
        const reach = v <= w ? v : (semi[this.evaluate(v, w)] as number);
        if (reach < least) least = reach;
      }
      semi[w] = least;
      label[w] = w;
    }
    for (let w = 1; w < count; w++) {
      let up = idom[w] as number;
      while (up > (semi[w] as number)) up = idom[up] as number;
      idom[w] = up;
    }
    return { count, order, placeOf, idom };
  }

  private search(root: number): void {
    const { order, placeOf, parent, cursor, stack } = this;
    for (let w = 0; w < this.count; w++) placeOf[order[w] as number] = OUTSIDE;
    const { start, link, classes } = this.next;
    let count = 0;
    let depth = 0;
    const open = (node: number, above: number): void => {
      placeOf[node] = count;
      order[count] = node;
      parent[count] = above;
      cursor[count] = start[node * classes] as number;
      stack[depth++] = count++;
    };
    open(root, 0);
    while (depth > 0) {
      const place = stack[depth - 1] as number;
      const end = start[((order[place] as number) + 1) * classes] as number;
      let slot = cursor[place] as number;
      while (slot < end && placeOf[(link[slot] as number) >>> 6] !== OUTSIDE) slot++;
      if (slot === end) {
        depth--;
        continue;
      }
      cursor[place] = slot + 1;
      open((link[slot] as number) >>> 6, place);
    }
    this.count = count;
  }

  /** The place of least semidominator on the way from `v` up to what is linked above `w`; compresses that way. */
  private evaluate(v: number, w: number): number {
    const { ancestor, label, semi, stack } = this;
    // Places above `w` are linked to their parents; `w` and below are roots of the forest.
    if ((ancestor[v] as number) <= w) return label[v] as number;
    let depth = 0;
    let at = v;
    while ((ancestor[at] as number) > w) {
      stack[depth++] = at;
      at = ancestor[at] as number;
    }
    let above = at;
    while (depth > 0) {
      const here = stack[--depth] as number;
      if ((semi[label[above] as number] as number) < (semi[label[here] as number] as number))
        label[here] = label[above] as number;
      ancestor[here] = ancestor[above] as number;
      above = here;
    }
    return label[v] as number;
  }
}

/** Intervals of the dominator tree: `a` dominates `b` when `enter[a] <= enter[b] < leave[a]`. */
export function intervals(tree: Dominators): { readonly enter: Uint32Array; readonly leave: Uint32Array } {
  const { count, idom } = tree;
  const size = new Uint32Array(count).fill(1);
  for (let w = count - 1; w > 0; w--) {
    const up = idom[w] as number;
    size[up] = (size[up] as number) + (size[w] as number);
  }
  // A parent stands before its children in `order`: it hands out its interval from the front.
  const enter = new Uint32Array(count);
  const leave = new Uint32Array(count);
  const cursor = new Uint32Array(count);
  leave[0] = count;
  cursor[0] = 1;
  for (let w = 1; w < count; w++) {
    const up = idom[w] as number;
    const from = cursor[up] as number;
    cursor[up] = from + (size[w] as number);
    enter[w] = from;
    leave[w] = from + (size[w] as number);
    cursor[w] = from + 1;
  }
  return { enter, leave };
}
