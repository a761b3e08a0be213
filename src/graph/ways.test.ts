import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distances, walked } from '../../test/graph/naive.ts';
import { worlds } from '../../test/graph/worlds.ts';
import { buildGraph } from './build.ts';

const SUBSETS = fc.tuple(fc.nat(), fc.nat(), fc.nat());

it('finds exactly the starts that lead to another target around what is avoided, each with a way that is one', () => {
  fc.assert(
    fc.property(worlds, SUBSETS, (world, [from, to, avoid]) => {
      const graph = buildGraph(world);
      const batch = graph.batch();
      const chosen = (bits: number): number[] =>
        [...world.nodes.keys()].filter((place) => ((bits >>> place) & 1) === 1);
      const question = {
        from: Uint32Array.from(chosen(from)),
        to: Uint32Array.from(chosen(to)),
        avoid: Uint32Array.from(chosen(avoid)),
      };
      const shut = new Set(chosen(avoid).map((place) => batch.id(place)));
      const edges = walked(world).filter((edge) => !shut.has(edge.from) && !shut.has(edge.to));
      const targets = chosen(to)
        .map((place) => batch.id(place))
        .filter((id) => !shut.has(id));
      const expected = chosen(from).filter((place) => {
        const id = batch.id(place);
        if (shut.has(id)) return false;
        const reached = distances(edges, id, () => 1);
        return targets.some((target) => target !== id && reached.has(target));
      });
      const found = batch.allWays(question);
      expect(found.map(({ start }) => start).sort((a, b) => a - b)).toEqual(expected);
      for (const { start, edges: way } of found) {
        const path = way.map((edge) => batch.edge(edge));
        expect(path[0]?.from).toBe(batch.id(start));
        path.slice(1).forEach((edge, at) => {
          expect(edge.from).toBe(path[at]?.to);
        });
        expect(targets).toContain(path.at(-1)?.to);
        for (const edge of path) expect(shut.has(edge.from) || shut.has(edge.to)).toBe(false);
      }
      const [first] = batch.firstWays([question]);
      expect(first?.edges.length).toBe(found[0]?.edges.length);
    }),
    { numRuns: 300 },
  );
});
