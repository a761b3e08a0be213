import type { Csr } from './csr.ts';
import { SetTable } from './sets.ts';
import { components, type Components } from './tarjan.ts';

/** Which jewels each node reaches; a jewel is in its own set. Sound for reachability only: costs differ inside a component. */
export interface Closure {
  readonly components: Components;
  readonly sets: SetTable;
  /** By component: its set of jewels, as places in the list of jewels. */
  readonly reach: Uint32Array;
}

/** Components are numbered sinks first, so one pass in order sees every successor before it is needed. */
export function closure(forward: Csr, jewels: Uint32Array): Closure {
  const found = components(forward);
  const { count, of } = found;
  const { nodes, start, link, classes } = forward;
  const sets = new SetTable(jewels.length);
  const reach = new Uint32Array(count);
  const { first, members } = grouped(nodes, count, of);
  const jewelAt = new Int32Array(nodes).fill(-1);
  jewels.forEach((node, place) => (jewelAt[node] = place));
  const scratch = new Uint32Array(sets.words);
  /** Sets already added for the component in hand: its number + 1. */
  let added = new Uint32Array(1024);
  for (let component = 0; component < count; component++) {
    scratch.fill(0);
    let single = 0;
    let mixed = false;
    for (let i = first[component] as number; i < (first[component + 1] as number); i++) {
      const node = members[i] as number;
      const jewel = jewelAt[node] as number;
      if (jewel >= 0) {
        scratch[jewel >>> 5] = (scratch[jewel >>> 5] as number) | (1 << (jewel & 31));
        mixed = true;
      }
      const end = start[(node + 1) * classes] as number;
      for (let slot = start[node * classes] as number; slot < end; slot++) {
        const next = of[(link[slot] as number) >>> 6] as number;
        if (next === component) continue;
        const set = reach[next] as number;
        if (set === 0 || set === single) continue;
        if (set >= added.length) added = larger(added, set);
        if (added[set] === component + 1) continue;
        added[set] = component + 1;
        sets.addTo(scratch, set);
        if (single === 0) single = set;
        else mixed = true;
      }
    }
    reach[component] = mixed ? sets.intern(scratch) : single;
  }
  return { components: found, sets, reach };
}

function larger(list: Uint32Array, least: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(Math.max(least + 1, list.length * 2));
  grown.set(list);
  return grown;
}

/** Members of each component, in node order. */
export function grouped(nodes: number, count: number, of: Uint32Array): { first: Uint32Array; members: Uint32Array } {
  const first = new Uint32Array(count + 1);
  for (let node = 0; node < nodes; node++) {
    const next = (of[node] as number) + 1;
    first[next] = (first[next] as number) + 1;
  }
  for (let component = 1; component <= count; component++)
    first[component] = (first[component] as number) + (first[component - 1] as number);
  const cursor = first.slice(0, count);
  const members = new Uint32Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const component = of[node] as number;
    const place = cursor[component] as number;
    cursor[component] = place + 1;
    members[place] = node;
  }
  return { first, members };
}
