import type { EstateEdge } from './estate.ts';

const BEGIN = 'e:'.length;
const LENGTH = BEGIN + 16;
/** Digits that are compared as a number; those after them hardly ever matter. */
const DIGITS = 8;
/** Fewer are soon sorted. */
const FEW = 1000;

const ordered = new WeakSet<readonly unknown[]>();

/** Whether it was put in order here: such lists are never changed, and no id stands in one twice. */
export const isInOrder = (list: readonly unknown[]): boolean => ordered.has(list);

/** By id, none of which may stand twice. Ids are hashes: their first digits put each in one of many short lists, and order these nearly always without a look at the text. */
export function edgesInOrder(edges: EstateEdge[]): readonly EstateEdge[] {
  const sorted = sort(edges);
  ordered.add(sorted);
  return sorted;
}

function sort(edges: EstateEdge[]): readonly EstateEdge[] {
  const keys = edges.length < FEW ? undefined : keysOf(edges);
  if (!keys) return edges.sort(byId);
  const order = byFirstDigits(keys);
  const isBefore = (a: number, b: number): boolean => {
    const [left, right] = [keys[a] as number, keys[b] as number];
    return left === right ? (edges[a] as EstateEdge).id < (edges[b] as EstateEdge).id : left < right;
  };
  for (let at = 1; at < order.length; at++) {
    const one = order[at] as number;
    let to = at;
    for (; to > 0 && isBefore(one, order[to - 1] as number); to--) order[to] = order[to - 1] as number;
    order[to] = one;
  }
  return Array.from(order, (at) => edges[at] as EstateEdge);
}

const byId = (a: EstateEdge, b: EstateEdge): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The first digits of each id; undefined when one of them is no hash. */
function keysOf(edges: readonly EstateEdge[]): Uint32Array | undefined {
  const keys = new Uint32Array(edges.length);
  for (const [at, { id }] of edges.entries()) {
    if (id.length !== LENGTH) return undefined;
    let key = 0;
    for (let place = BEGIN; place < BEGIN + DIGITS; place++) {
      const code = id.charCodeAt(place);
      const digit = code <= 57 ? code - 48 : code - 87;
      if (digit < 0 || digit > 15) return undefined;
      key = (key << 4) | digit;
    }
    keys[at] = key;
  }
  return keys;
}

/** Places of the edges by the first half of their keys: a counting sort. */
function byFirstDigits(keys: Uint32Array): Uint32Array {
  const starts = new Uint32Array((1 << 16) + 1);
  for (const key of keys) starts[(key >>> 16) + 1] = (starts[(key >>> 16) + 1] as number) + 1;
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  const order = new Uint32Array(keys.length);
  for (let at = 0; at < keys.length; at++) {
    const list = (keys[at] as number) >>> 16;
    const place = starts[list] as number;
    starts[list] = place + 1;
    order[place] = at;
  }
  return order;
}
