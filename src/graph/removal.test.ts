import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from './build.ts';
import { pairsOf } from '../../test/graph/naive.ts';
import { worlds } from '../../test/graph/worlds.ts';

describe('removal', () => {
  it('counts the pairs that a search from every source finds', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        expect(buildGraph(world).pairs()).toBe(pairsOf(world).size);
      }),
      { numRuns: 300 },
    );
  });

  it('closes what is gone when the edges are taken out and everything is searched again', () => {
    fc.assert(
      fc.property(worlds, fc.array(fc.nat(39), { minLength: 1, maxLength: 4 }), (world, picks) => {
        if (world.edges.length === 0) return;
        const removed = [...new Set(picks.map((pick) => world.edges[pick % world.edges.length]?.id ?? ''))];
        const before = pairsOf(world);
        const after = pairsOf(world, new Set(removed));
        const answer = buildGraph(world).whatIf(removed);
        expect(answer.before).toBe(before.size);
        expect(answer.after).toBe(after.size);
        expect(answer.closed.map(({ source, jewel }) => `${source} > ${jewel}`)).toEqual(
          [...before].filter((pair) => !after.has(pair)).sort(byParts),
        );
        expect(answer.removed.map((edge) => edge.id)).toEqual(removed);
      }),
      { numRuns: 500 },
    );
  });

  it('ranks every edge by what its removal alone closes', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const before = pairsOf(world).size;
        const naive = world.edges
          .map((edge) => ({ edge: edge.id, closes: before - pairsOf(world, new Set([edge.id])).size }))
          .filter(({ closes }) => closes > 0)
          .sort((a, b) => b.closes - a.closes || (a.edge < b.edge ? -1 : 1));
        const found = buildGraph(world).changes();
        expect(found.map(({ edge, closes }) => ({ edge: edge.id, closes }))).toEqual(naive);
      }),
      { numRuns: 400 },
    );
  });

  it('refuses an id that is no edge', () => {
    expect(() => buildGraph({ nodes: [], edges: [] }).whatIf(['e:0'])).toThrow('no edge e:0');
  });
});

function byParts(a: string, b: string): number {
  const [left, right] = [a.split(' > '), b.split(' > ')];
  for (const part of [0, 1]) {
    const [x = '', y = ''] = [left[part], right[part]];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
