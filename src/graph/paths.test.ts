import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EstateEdge } from '../model/estate.ts';
import { weaker, type Confidence } from '../model/evidence.ts';
import { buildGraph } from './build.ts';
import type { Path } from './port.ts';
import { costOf, distances, jewelsOf, stepOf, walked, type World } from '../../test/graph/naive.ts';
import { worlds } from '../../test/graph/worlds.ts';

const BIG = 1000;

describe('paths', () => {
  it('reach what a plain search reaches, at its least cost, in both directions', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const graph = buildGraph(world);
        const turned = walked(world).map((edge) => ({ ...edge, from: edge.to, to: edge.from }));
        for (const { id } of world.nodes) {
          expect(sorted(graph.reachable(id))).toEqual(sorted(others(distances(walked(world), id, costOf), id)));
          expect(sorted(graph.reachedBy(id))).toEqual(sorted(others(distances(turned, id, costOf), id)));
          const found = others(
            distances(walked(world), id, () => 1),
            id,
          );
          expect(graph.reach(id).nodes).toBe(found.size);
          expect([...graph.reach(id).jewels].sort()).toEqual(
            jewelsOf(world)
              .map((jewel) => jewel.id)
              .filter((jewel) => found.has(jewel))
              .sort(),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are real, and best in cost, then steps, then confidence; or in steps, then cost', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const graph = buildGraph(world);
        for (const { id: from } of world.nodes)
          for (const { id: to } of world.nodes) {
            const cheapest = graph.cheapest(from, to);
            const shortest = graph.shortest(from, to);
            const byCost = distances(walked(world), from, (edge) => costOf(edge) * BIG + stepOf(edge)).get(to);
            const bySteps = distances(walked(world), from, (edge) => stepOf(edge) * BIG + costOf(edge)).get(to);
            expect(cheapest && sum(cheapest, (edge) => costOf(edge) * BIG + stepOf(edge))).toBe(byCost);
            expect(shortest && sum(shortest, (edge) => stepOf(edge) * BIG + costOf(edge))).toBe(bySteps);
            for (const path of [cheapest, shortest]) if (path) expectReal(world, path, from, to);
            if (cheapest) expect(cheapest.confidence).toBe(bestConfidence(world, from, to, byCost ?? 0));
          }
      }),
      { numRuns: 100 },
    );
  });

  it('to any of several targets is the cheapest of the paths to each', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const graph = buildGraph(world);
        const targets = new Set(jewelsOf(world).map((jewel) => jewel.id));
        for (const { id } of world.nodes) {
          const costs = [...targets].map((target) => graph.cheapest(id, target)?.cost ?? Infinity);
          expect(graph.cheapestToAny(id, targets)?.cost ?? Infinity).toBe(Math.min(Infinity, ...costs));
        }
      }),
      { numRuns: 100 },
    );
  });
});

function others(found: Map<string, number>, id: string): Map<string, number> {
  found.delete(id);
  return found;
}

function sorted(found: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

function sum(path: Path, weigh: (edge: EstateEdge) => number): number {
  return path.edges.reduce((total, edge) => total + weigh(edge), 0);
}

function expectReal(world: World, path: Path, from: string, to: string): void {
  let at = from;
  let confidence: Confidence = 'proved';
  for (const edge of path.edges) {
    expect(edge.from).toBe(at);
    expect(world.edges).toContain(edge);
    confidence = weaker(confidence, edge.confidence);
    at = edge.to;
  }
  expect(at).toBe(to);
  expect(path.confidence).toBe(confidence);
  expect(path.cost).toBe(sum(path, costOf));
}

/** The best threshold at which the least (cost, steps) is still met. */
function bestConfidence(world: World, from: string, to: string, least: number): Confidence {
  for (const allowed of [['proved'], ['proved', 'configured']] as const) {
    const edges = walked(world).filter((edge) => (allowed as readonly string[]).includes(edge.confidence));
    if (distances(edges, from, (edge) => costOf(edge) * BIG + stepOf(edge)).get(to) === least)
      return allowed.at(-1) ?? 'proved';
  }
  return 'possible';
}
