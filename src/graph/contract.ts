import { bridges } from './bridges.ts';
import { grouped } from './closure.ts';
import type { Columns } from './columns.ts';
import { csr, NOT_WALKED, type Csr } from './csr.ts';
import { DominatorFinder, type Dominators } from './dominators.ts';
import { IntList } from './list.ts';
import { components, type Components } from './tarjan.ts';

/**
 * A smaller graph with the same answers to "is it still connected when one edge is removed". Nodes that reach each other in both
 * directions whichever single edge is removed are one node; links between the same two are kept twice at most, for neither of two is
 * ever needed. A path of the small graph is one of the large graph and back, with any one edge removed from both, so the contraction is
 * sound for single removals and for nothing else.
 */
export interface Contraction {
  readonly nodes: number;
  /** By node of the estate: its node here. */
  readonly of: Uint32Array;
  readonly next: Csr;
  readonly prior: Csr;
  /** By edge here: the edge of the estate. */
  readonly edge: Uint32Array;
}

/** In each strongly connected component, contracts what no single edge separates from its busiest node, in either direction. */
export function contract(columns: Columns, steps: Uint8Array, forward: Csr): Contraction {
  const found = components(forward);
  const joined = cores(columns, steps, forward, found);
  const of = new Uint32Array(columns.nodes);
  const nodeOfCore = new Int32Array(found.count).fill(-1);
  let nodes = 0;
  for (let node = 0; node < columns.nodes; node++) {
    const component = found.of[node] as number;
    if (joined[node] === 0) of[node] = nodes++;
    else
      of[node] = nodeOfCore[component] === -1 ? (nodeOfCore[component] = nodes++) : (nodeOfCore[component] as number);
  }
  return { nodes, of, ...links(nodes, of, forward) };
}

/** By node: 1 when it belongs to the core of its component. */
function cores(columns: Columns, steps: Uint8Array, forward: Csr, found: Components): Uint8Array {
  const { from, to, nodes } = columns;
  const inside = Uint8Array.from(steps);
  for (let e = 0; e < inside.length; e++)
    if (found.of[from[e] as number] !== found.of[to[e] as number]) inside[e] = NOT_WALKED;
  const next = csr(nodes, from, to, inside, 1);
  const prior = csr(nodes, to, from, inside, 1);
  const ahead = new DominatorFinder(next, prior);
  const behind = new DominatorFinder(prior, next);
  const joined = new Uint8Array(nodes);
  const { first, members } = grouped(nodes, found.count, found.of);
  for (let component = 0; component < found.count; component++) {
    const group = members.subarray(first[component], first[component + 1]);
    // Two nodes joined by one edge each way are separated by it; a core of two needs parallel edges and is not worth a search.
    if (group.length < 3) continue;
    const root = busiest(forward, group);
    markUncut(ahead.from(root), prior, joined);
    markUncut(behind.from(root), next, joined);
    for (const node of group) joined[node] = joined[node] === 2 ? 1 : 0;
  }
  return joined;
}

function busiest(forward: Csr, group: Uint32Array): number {
  let best = group[0] as number;
  let most = -1;
  for (const node of group) {
    const degree =
      (forward.start[(node + 1) * forward.classes] as number) - (forward.start[node * forward.classes] as number);
    if (degree > most) [best, most] = [node, degree];
  }
  return best;
}

/** Adds 1 to the mark of every node that no bridge separates from the root of the tree. */
function markUncut(tree: Dominators, prior: Csr, marks: Uint8Array): void {
  const cut = new Uint8Array(tree.count);
  bridges(tree, prior, (_, place) => (cut[place] = 1));
  for (let place = 0; place < tree.count; place++) {
    if (cut[tree.idom[place] as number] === 1) cut[place] = 1;
    const node = tree.order[place] as number;
    if (cut[place] === 0) marks[node] = (marks[node] as number) + 1;
  }
}

/** Links between different nodes of the contraction, at most two side by side. */
function links(nodes: number, of: Uint32Array, forward: Csr): Pick<Contraction, 'next' | 'prior' | 'edge'> {
  const { first, members } = grouped(of.length, nodes, of);
  const tails = new IntList();
  const heads = new IntList();
  const edges = new IntList();
  const lastTail = new Int32Array(nodes).fill(-1);
  const seen = new Uint8Array(nodes);
  for (let tail = 0; tail < nodes; tail++)
    for (let i = first[tail] as number; i < (first[tail + 1] as number); i++) {
      const node = members[i] as number;
      const end = forward.start[(node + 1) * forward.classes] as number;
      for (let slot = forward.start[node * forward.classes] as number; slot < end; slot++) {
        const head = of[(forward.link[slot] as number) >>> 6] as number;
        if (head === tail) continue;
        if (lastTail[head] !== tail) {
          lastTail[head] = tail;
          seen[head] = 0;
        }
        if (seen[head] === 2) continue;
        seen[head] = (seen[head] as number) + 1;
        tails.push(tail);
        heads.push(head);
        edges.push(forward.edge[slot] as number);
      }
    }
  const tail = Uint32Array.from(tails.view());
  const head = Uint32Array.from(heads.view());
  const steps = new Uint8Array(tail.length);
  return {
    next: csr(nodes, tail, head, steps, 1),
    prior: csr(nodes, head, tail, steps, 1),
    edge: Uint32Array.from(edges.view()),
  };
}
