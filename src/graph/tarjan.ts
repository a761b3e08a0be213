import type { Csr } from './csr.ts';

/** Strongly connected components, numbered so that a link never leads from a lower to a higher number: sinks come first. */
export interface Components {
  readonly count: number;
  /** By node. */
  readonly of: Uint32Array;
}

/**
 * Tarjan's algorithm (SIAM J. Comput. 1972) in the one-array form of D. Pearce (2016), with its own stack: a chain of a million nodes
 * must not end the process.
 */
export function components(graph: Csr): Components {
  const { nodes, start, link, classes } = graph;
  /** 0 unseen; then the discovery number, lowered to the least reachable on the stack; at the end the component. */
  const low = new Uint32Array(nodes);
  const of = new Uint32Array(nodes);
  const done = new Uint8Array(nodes);
  const cursor = new Uint32Array(nodes);
  const path = new Uint32Array(nodes);
  const open = new Uint32Array(nodes);
  const root = new Uint8Array(nodes);
  let depth = 0;
  let opened = 0;
  let clock = 0;
  let count = 0;
  for (let first = 0; first < nodes; first++) {
    if (low[first] !== 0) continue;
    path[depth++] = first;
    low[first] = ++clock;
    root[first] = 1;
    cursor[first] = start[first * classes] as number;
    while (depth > 0) {
      const node = path[depth - 1] as number;
      const slot = cursor[node] as number;
      if (slot < (start[(node + 1) * classes] as number)) {
        const next = (link[slot] as number) >>> 6;
        if (low[next] === 0) {
          // The cursor stays: on return the same link is read again, then with the child's final value.
          path[depth++] = next;
          low[next] = ++clock;
          root[next] = 1;
          cursor[next] = start[next * classes] as number;
          continue;
        }
        cursor[node] = slot + 1;
        if (done[next] === 0 && (low[next] as number) < (low[node] as number)) {
          low[node] = low[next] as number;
          root[node] = 0;
        }
        continue;
      }
      depth--;
      if (root[node] === 0) {
        open[opened++] = node;
        continue;
      }
      const mark = low[node] as number;
      while (opened > 0 && (low[open[opened - 1] as number] as number) >= mark) {
        const member = open[--opened] as number;
        of[member] = count;
        done[member] = 1;
      }
      of[node] = count++;
      done[node] = 1;
    }
  }
  return { count, of };
}
