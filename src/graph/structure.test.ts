import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csr } from './csr.ts';
import { components } from './tarjan.ts';
import { bridges } from './bridges.ts';
import { DominatorFinder, OUTSIDE } from './dominators.ts';

const SIZE = 12;
const links = fc.array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1)), { maxLength: 40 });
type Link = readonly [number, number];

function graphs(list: readonly Link[]) {
  const from = Uint32Array.from(list, ([a]) => a);
  const to = Uint32Array.from(list, ([, b]) => b);
  const steps = new Uint8Array(list.length);
  return { next: csr(SIZE, from, to, steps, 1), prior: csr(SIZE, to, from, steps, 1) };
}

/** Nodes reached from `root` over the links that `keep` leaves. */
function reached(
  list: readonly Link[],
  root: number,
  keep: (link: Link, place: number) => boolean,
): ReadonlySet<number> {
  const found = new Set([root]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    list.forEach((link, place) => {
      if (found.has(link[0]) && keep(link, place)) found.add(link[1]);
    });
  }
  return found;
}

const all = (): boolean => true;

describe('components', () => {
  it('join exactly the nodes that reach each other, sinks first', () => {
    fc.assert(
      fc.property(links, (list) => {
        const { of } = components(graphs(list).next);
        const from = Array.from({ length: SIZE }, (_, node) => reached(list, node, all));
        for (let a = 0; a < SIZE; a++)
          for (let b = 0; b < SIZE; b++)
            expect(of[a] === of[b]).toBe((from[a]?.has(b) ?? false) && (from[b]?.has(a) ?? false));
        for (const [a, b] of list) expect(of[a] ?? 0).toBeGreaterThanOrEqual(of[b] ?? 0);
      }),
      { numRuns: 300 },
    );
  });

  it('of a chain of half a million nodes are found without recursion', () => {
    const length = 500_000;
    const from = Uint32Array.from({ length: length - 1 }, (_, i) => i);
    const to = from.map((node) => node + 1);
    expect(components(csr(length, from, to, new Uint8Array(length - 1), 1)).count).toBe(length);
  });
});

describe('dominators', () => {
  it('are the nearest of the nodes whose loss cuts off', () => {
    fc.assert(
      fc.property(links, (list) => {
        const { next, prior } = graphs(list);
        const finder = new DominatorFinder(next, prior);
        // One finder for several roots: a search must leave nothing behind.
        for (const root of [0, 1, 2]) {
          const tree = finder.from(root);
          const within = reached(list, root, all);
          const without = Array.from({ length: SIZE }, (_, lost) =>
            reached(list, root, ([a, b]) => a !== lost && b !== lost),
          );
          for (let node = 0; node < SIZE; node++) {
            const place = tree.placeOf[node] ?? OUTSIDE;
            expect(place !== OUTSIDE).toBe(within.has(node));
            if (place === OUTSIDE || node === root) continue;
            const above: number[] = [];
            for (let at = place; at !== 0;) {
              at = tree.idom[at] ?? 0;
              above.push(tree.order[at] ?? 0);
            }
            const naive = [...within].filter((lost) => lost !== node && (lost === root || !without[lost]?.has(node)));
            expect(above.sort()).toEqual(naive.sort());
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('give as bridges exactly the links whose loss cuts off', () => {
    fc.assert(
      fc.property(links, (list) => {
        const { next, prior } = graphs(list);
        const found: number[] = [];
        bridges(new DominatorFinder(next, prior).from(0), prior, (edge) => found.push(edge));
        const whole = reached(list, 0, all).size;
        const naive = [...list.keys()].filter((lost) => reached(list, 0, (_, place) => place !== lost).size < whole);
        expect(found.sort((a, b) => a - b)).toEqual(naive);
      }),
      { numRuns: 300 },
    );
  });
});
