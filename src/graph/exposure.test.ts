import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from './build.ts';
import { exposureOf } from '../../test/graph/naive.ts';
import { worlds } from '../../test/graph/worlds.ts';

describe('exposure', () => {
  it('is that of a search per pair and per confidence', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const rows = buildGraph(world).exposure();
        expect(
          rows.map(({ identity, jewel, score, terms }) => ({
            identity,
            jewel,
            score,
            cost: terms.cost,
            proof: terms.proof,
          })),
        ).toEqual(exposureOf(world));
      }),
      { numRuns: 400 },
    );
  });

  it('does not depend on the order of the input', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const turned = { nodes: [...world.nodes].reverse(), edges: [...world.edges].reverse() };
        const [one, other] = [buildGraph(world), buildGraph(turned)];
        expect(other.exposure()).toEqual(one.exposure());
        expect(other.changes()).toEqual(one.changes());
        expect([...other.edges()]).toEqual([...one.edges()]);
      }),
      { numRuns: 50 },
    );
  });
});
