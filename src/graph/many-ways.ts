import type { Columns } from './columns.ts';
import type { Incident } from './incident.ts';
import { IntList } from './list.ts';
import { CARRIES } from './tables.ts';
import type { WayQuestion } from './ways.ts';

/** Questions of one sweep: the bits of a word. */
const BATCH = 32;

/**
 * For each question whether any start leads to a target over at least one link. A no is exact; a yes may be a start that is a target and
 * only leads back to itself. 32 questions are swept at once, backwards from their targets: the bits of a node are the questions whose
 * targets it reaches, and those that avoid it never enter it.
 */
export function mayLead(columns: Columns, into: () => Incident, questions: readonly WayQuestion[]): readonly boolean[] {
  const found: boolean[] = [];
  const sweep = questions.length === 0 ? undefined : new BitSweep(columns, into());
  for (let first = 0; first < questions.length; first += BATCH)
    found.push(...(sweep?.run(questions.slice(first, first + BATCH)) ?? []));
  return found;
}

class BitSweep {
  private readonly columns: Columns;
  private readonly into: Incident;
  /** By node: questions whose targets it is or reaches; by a link; that avoid it; that it has yet to pass on. */
  private readonly seen: Int32Array;
  private readonly arrived: Int32Array;
  private readonly closed: Int32Array;
  private readonly owed: Int32Array;

  constructor(columns: Columns, into: Incident) {
    const { nodes } = columns;
    this.columns = columns;
    this.into = into;
    this.seen = new Int32Array(nodes);
    this.arrived = new Int32Array(nodes);
    this.closed = new Int32Array(nodes);
    this.owed = new Int32Array(nodes);
  }

  run(questions: readonly WayQuestion[]): readonly boolean[] {
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
    return questions.map(({ from }, bit) => from.some((node) => (((arrived[node] as number) >>> bit) & 1) === 1));
  }

  private pass(node: number, next: IntList): void {
    const { from, edgeKind } = this.columns;
    const { start, edge } = this.into;
    const { seen, arrived, closed, owed } = this;
    const bits = owed[node] as number;
    owed[node] = 0;
    const end = start[node + 1] as number;
    for (let slot = start[node] as number; slot < end; slot++) {
      const at = edge[slot] as number;
      const other = from[at] as number;
      if (CARRIES[edgeKind[at] as number] !== 1 || other === node) continue;
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
