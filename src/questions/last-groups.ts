import type { NodeId } from '../model/id.ts';

interface Open {
  readonly id: NodeId;
  readonly next: readonly NodeId[];
  at: number;
  low: number;
  /** Something outside of its group is reached from here. */
  leaves: boolean;
}

/**
 * Groups of nodes that reach each other and nothing else, of all that is reached from a start: a node without a way on is one of itself.
 * Tarjan's algorithm with a stack of its own, since a chain may be as long as the estate.
 */
export function lastGroups(start: NodeId, onward: (id: NodeId) => readonly NodeId[]): readonly (readonly NodeId[])[] {
  const number = new Map<NodeId, number>();
  const done = new Set<NodeId>();
  const groups: (readonly NodeId[])[] = [];
  const stack: NodeId[] = [];
  const path: Open[] = [];
  const enter = (id: NodeId): void => {
    const order = number.size;
    number.set(id, order);
    stack.push(id);
    path.push({ id, next: onward(id), at: 0, low: order, leaves: false });
  };
  enter(start);
  for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
    const next = here.next[here.at++];
    if (next !== undefined) {
      const known = number.get(next);
      if (known === undefined) enter(next);
      else if (done.has(next)) here.leaves = true;
      else here.low = Math.min(here.low, known);
      continue;
    }
    path.pop();
    const before = path.at(-1);
    const closes = here.low === number.get(here.id);
    if (closes) {
      const group = stack.splice(stack.lastIndexOf(here.id));
      for (const one of group) done.add(one);
      if (!here.leaves) groups.push(group);
    }
    if (!before) continue;
    before.low = Math.min(before.low, here.low);
    before.leaves ||= closes || here.leaves;
  }
  return groups;
}
