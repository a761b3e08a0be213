import type { Columns } from './columns.ts';
import type { Csr } from './csr.ts';
import { IntList } from './list.ts';
import type { Components } from './tarjan.ts';

/** A node that much of the estate reaches, and for each node that does one way there: a tree of edges towards the hub. */
export interface Hub {
  readonly node: number;
  /** Nodes that reach the hub, nearest first; the hub leads. */
  readonly order: Int32Array;
  /** By node: the edge on its way to the hub. */
  readonly via: Uint32Array;
}

/** The hub is the node with the most links into it of the largest component. */
export function findHub(columns: Columns, back: Csr, components: Components): Hub {
  const sizes = new Uint32Array(components.count);
  for (const component of components.of) sizes[component] = (sizes[component] as number) + 1;
  let hub = 0;
  let best = [-1, -1];
  for (let node = 0; node < columns.nodes; node++) {
    const size = sizes[components.of[node] as number] as number;
    const links = (back.start[(node + 1) * back.classes] as number) - (back.start[node * back.classes] as number);
    if (size < (best[0] ?? 0) || (size === best[0] && links <= (best[1] ?? 0))) continue;
    hub = node;
    best = [size, links];
  }
  return { node: hub, ...treeTo(back, hub) };
}

function treeTo(back: Csr, hub: number): Pick<Hub, 'order' | 'via'> {
  const { start, link, edge, classes } = back;
  const via = new Uint32Array(back.nodes);
  const seen = new Uint8Array(back.nodes);
  const order = new IntList();
  order.push(hub);
  seen[hub] = 1;
  for (let at = 0; at < order.length; at++) {
    const node = order.data[at] as number;
    const end = start[(node + 1) * classes] as number;
    for (let slot = start[node * classes] as number; slot < end; slot++) {
      const next = (link[slot] as number) >>> 6;
      if (seen[next] === 1) continue;
      seen[next] = 1;
      via[next] = edge[slot] as number;
      order.push(next);
    }
  }
  return { order: order.view().slice(), via };
}

/** By node: 1 when its way to the hub has none of the removed edges. It then still reaches whatever the hub does. */
export function keptTo(hub: Hub, to: Uint32Array, removed: ReadonlySet<number>): Uint8Array {
  const kept = new Uint8Array(hub.via.length);
  kept[hub.node] = 1;
  for (let at = 1; at < hub.order.length; at++) {
    const node = hub.order[at] as number;
    const edge = hub.via[node] as number;
    if (kept[to[edge] as number] === 1 && !removed.has(edge)) kept[node] = 1;
  }
  return kept;
}
