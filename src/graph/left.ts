import type { Marks } from './bypass.ts';
import type { Csr } from './csr.ts';
import { IntList } from './list.ts';
import type { Base } from './whatif.ts';

/** Nodes with the bits that they start from: one bit for each of up to 32 jewels. */
export interface Seeds {
  readonly nodes: IntList;
  readonly bits: IntList;
}

/**
 * Marks the nodes that reach one of `starts` without the removed edges, not going through nodes that are `kept` (1): those lose nothing.
 * False when that takes more than `limit` links: the marks are then of no use.
 */
export function gather(
  back: Csr,
  starts: Iterable<number>,
  removed: ReadonlySet<number>,
  limit: number,
  marks: Marks,
  kept?: Uint8Array,
): boolean {
  const { start, link, edge, classes } = back;
  const queue = new IntList();
  const visit = (node: number): void => {
    if (marks.get(node) !== 0 || kept?.[node] === 1) return;
    marks.set(node, 1);
    queue.push(node);
  };
  for (const node of starts) visit(node);
  let looked = 0;
  for (let at = 0; at < queue.length; at++) {
    const node = queue.data[at] as number;
    const end = start[(node + 1) * classes] as number;
    const first = start[node * classes] as number;
    looked += end - first;
    if (looked > limit) return false;
    for (let slot = first; slot < end; slot++)
      if (!removed.has(edge[slot] as number)) visit((link[slot] as number) >>> 6);
  }
  return true;
}

/** The jewels themselves. */
export function targets(base: Base, jewels: readonly number[]): Seeds {
  const seeds = { nodes: new IntList(), bits: new IntList() };
  jewels.forEach((jewel, bit) => {
    seeds.nodes.push(base.jewels[jewel] as number);
    seeds.bits.push(1 << bit);
  });
  return seeds;
}

/** What the marked nodes are, and reach by one step out of the marked part: nothing out there has changed. */
export function exits(base: Base, jewels: readonly number[], removed: ReadonlySet<number>, inside: Marks): Seeds {
  const { start, link, edge, classes } = base.forward;
  const { components, reach, sets } = base.closure;
  const bitOf = new Map(jewels.map((jewel, bit) => [jewel, 1 << bit]));
  const known = new Map<number, number>();
  const bitsOf = (set: number): number => {
    let bits = known.get(set);
    if (bits !== undefined) return bits;
    bits = 0;
    for (const [jewel, bit] of bitOf) if (sets.has(set, jewel)) bits |= bit;
    known.set(set, bits);
    return bits;
  };
  const seeds = { nodes: new IntList(), bits: new IntList() };
  for (const node of inside.all()) {
    let bits = bitOf.get(base.jewelAt[node] as number) ?? 0;
    const end = start[(node + 1) * classes] as number;
    for (let slot = start[node * classes] as number; slot < end; slot++) {
      const next = (link[slot] as number) >>> 6;
      if (inside.get(next) !== 0 || removed.has(edge[slot] as number)) continue;
      bits |= bitsOf(reach[components.of[next] as number] as number);
    }
    if (bits === 0) continue;
    seeds.nodes.push(node);
    seeds.bits.push(bits);
  }
  return seeds;
}

/** By node: the bits that it reaches without the removed edges, among marked nodes only where marks are given. */
export function reaching(back: Csr, seeds: Seeds, removed: ReadonlySet<number>, inside: Marks | undefined): Int32Array {
  const { start, link, edge, classes } = back;
  const seen = new Int32Array(back.nodes);
  const pending = new Int32Array(back.nodes);
  const ring = new Int32Array(back.nodes + 1);
  let head = 0;
  let tail = 0;
  const arrive = (node: number, bits: number): void => {
    seen[node] = (seen[node] as number) | bits;
    if (pending[node] === 0) {
      ring[tail] = node;
      tail = tail === back.nodes ? 0 : tail + 1;
    }
    pending[node] = (pending[node] as number) | bits;
  };
  for (let i = 0; i < seeds.nodes.length; i++) arrive(seeds.nodes.data[i] as number, seeds.bits.data[i] as number);
  while (head !== tail) {
    const node = ring[head] as number;
    head = head === back.nodes ? 0 : head + 1;
    const bits = pending[node] as number;
    pending[node] = 0;
    const end = start[(node + 1) * classes] as number;
    for (let slot = start[node * classes] as number; slot < end; slot++) {
      const next = (link[slot] as number) >>> 6;
      const fresh = bits & ~(seen[next] as number);
      if (fresh === 0 || (inside && inside.get(next) === 0) || removed.has(edge[slot] as number)) continue;
      arrive(next, fresh);
    }
  }
  return seen;
}
