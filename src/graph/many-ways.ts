import type { Csr } from './csr.ts';
import { IntList } from './list.ts';
import type { Selection } from './select.ts';

/** Which of these nodes lead to another of those, not through any that is to be avoided? */
export interface WayQuestion {
  readonly from: Selection;
  readonly to: Selection;
  readonly avoid?: Selection;
}

/** Questions of one sweep: the bits of a word. */
const BATCH = 32;

/**
 * For each question how many of its starts lead to a target over at least one link. Exact where starts and targets have nothing in
 * common; otherwise a start that only leads back to itself is counted too. 32 questions are swept at once, backwards from their
 * targets: the bits of a node are the questions whose targets it reaches, and those that avoid it never enter it.
 */
export function countStarts(back: Csr, questions: readonly WayQuestion[]): readonly number[] {
  const counts: number[] = [];
  const sweep = new BitSweep(back);
  for (let first = 0; first < questions.length; first += BATCH)
    counts.push(...sweep.run(questions.slice(first, first + BATCH)));
  return counts;
}

class BitSweep {
  private readonly back: Csr;
  /** By node: questions whose targets it is or reaches; by a link; that avoid it; that it has yet to pass on. */
  private readonly seen: Int32Array;
  private readonly arrived: Int32Array;
  private readonly closed: Int32Array;
  private readonly owed: Int32Array;

  constructor(back: Csr) {
    this.back = back;
    this.seen = new Int32Array(back.nodes);
    this.arrived = new Int32Array(back.nodes);
    this.closed = new Int32Array(back.nodes);
    this.owed = new Int32Array(back.nodes);
  }

  run(questions: readonly WayQuestion[]): readonly number[] {
    const { seen, arrived, closed, owed } = this;
    for (const list of [seen, arrived, closed, owed]) list.fill(0);
    questions.forEach(({ avoid }, bit) => {
      for (const node of avoid ?? []) closed[node] = (closed[node] as number) | (1 << bit);
    });
    let level = new IntList();
    questions.forEach(({ to }, bit) => {
      for (const node of to) {
        if (((closed[node] as number) & (1 << bit)) !== 0) continue;
        if (owed[node] === 0) level.push(node);
        seen[node] = (seen[node] as number) | (1 << bit);
        owed[node] = (owed[node] as number) | (1 << bit);
      }
    });
    for (let next = new IntList(); level.length > 0; [level, next] = [next, level]) {
      next.clear();
      for (let i = 0; i < level.length; i++) this.pass(level.data[i] as number, next);
    }
    return questions.map(({ from }, bit) =>
      from.reduce((sum, node) => sum + (((arrived[node] as number) >>> bit) & 1), 0),
    );
  }

  private pass(node: number, next: IntList): void {
    const { start, link, classes } = this.back;
    const { seen, arrived, closed, owed } = this;
    const bits = owed[node] as number;
    owed[node] = 0;
    const end = start[(node + 1) * classes] as number;
    for (let slot = start[node * classes] as number; slot < end; slot++) {
      const other = (link[slot] as number) >>> 6;
      const come = bits & ~(closed[other] as number);
      arrived[other] = (arrived[other] as number) | come;
      const fresh = come & ~(seen[other] as number);
      if (fresh === 0) continue;
      seen[other] = (seen[other] as number) | fresh;
      if (owed[other] === 0) next.push(other);
      owed[other] = (owed[other] as number) | fresh;
    }
  }
}
