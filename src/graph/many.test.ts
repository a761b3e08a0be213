import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgeId } from '../model/edge.ts';
import type { EstateEdge } from '../model/estate.ts';
import type { EdgeKind } from '../model/kinds.ts';
import { exposureOf, pairsOf, type World } from '../../test/graph/naive.ts';
import { buildGraph } from './build.ts';

const JEWELS = 150;
const KINDS: readonly EdgeKind[] = ['CONTAINS', 'RUNS_AS', 'POD_CREATE', 'NET_REACH'];

/** More jewels than one sweep, one word or one round of searches takes: chains of jewels, some with a second way in. */
const crowded: fc.Arbitrary<World> = fc
  .array(fc.tuple(fc.nat(), fc.nat(), fc.nat(3), fc.nat(2)), { minLength: 120, maxLength: 220 })
  .map((draws) => {
    const evidence = [{ file: 'a.yaml', line: 1 }];
    const node = { realm: 'x', environment: 'prod', evidence } as const;
    const accounts = Array.from({ length: 6 }, (_, i) => ({
      ...node,
      id: `k8s:ServiceAccount:x/a${i}`,
      kind: 'K8sServiceAccount' as const,
      name: `a${i}`,
    }));
    const secrets = Array.from({ length: JEWELS }, (_, i) => ({
      ...node,
      id: `k8s:Secret:x/s${String(i).padStart(3, '0')}`,
      kind: 'K8sSecret' as const,
      name: `s${i}`,
      jewel: { tier: 8 as const, name: 's', confidence: 'possible' as const, reason: 'drawn' },
    }));
    const ids = [...accounts, ...secrets].map(({ id }) => id);
    const edges = new Map<string, EstateEdge>(
      draws.map(([a, b, kind, trust], i) => {
        // A spine first, then shortcuts anywhere.
        const from = ids[i < JEWELS ? Math.min(i, a % (i + 1)) : a % ids.length] ?? '';
        const to = ids[i < JEWELS ? i + 6 : b % ids.length] ?? from;
        const name = KINDS[kind] ?? 'RUNS_AS';
        const id = edgeId(name, from, to);
        const confidence = (['proved', 'configured', 'possible'] as const)[trust] ?? 'proved';
        return [id, { id, kind: name, from, to, confidence, evidence }] as const;
      }),
    );
    // Ways back, so that most of it is one component and much stands before any edge.
    for (let i = 5; i < JEWELS; i += 5) {
      const [from, to] = [secrets[i]?.id ?? '', accounts[i % 6]?.id ?? ''];
      const id = edgeId('SECRET_IS_CRED_FOR', from, to);
      edges.set(id, { id, kind: 'SECRET_IS_CRED_FOR', from, to, confidence: 'proved', evidence });
    }
    return { nodes: [...accounts, ...secrets], edges: [...edges.values()] };
  });

describe('an estate with more jewels than one search takes', () => {
  it('has the exposure of a search per pair', () => {
    fc.assert(
      fc.property(crowded, (world) => {
        const rows = buildGraph(world).exposure();
        expect(
          rows.map(({ identity, jewel, score, terms: { cost, proof } }) => ({ identity, jewel, score, cost, proof })),
        ).toEqual(exposureOf(world));
      }),
      { numRuns: 8 },
    );
  });

  it('loses to each removal what a search from every source no longer finds', () => {
    fc.assert(
      fc.property(crowded, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (world, picks) => {
        const graph = buildGraph(world);
        const before = pairsOf(world);
        for (const removed of [picks, [0], [1, 2]]) {
          const ids = [...new Set(removed.map((pick) => world.edges[pick % world.edges.length]?.id ?? ''))];
          const after = pairsOf(world, new Set(ids));
          const { closed } = graph.whatIf(ids);
          expect(new Set(closed.map(({ source, jewel }) => `${source} > ${jewel}`))).toEqual(
            new Set([...before].filter((pair) => !after.has(pair))),
          );
          expect(closed).toHaveLength(before.size - after.size);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('ranks edges by what each removal closes', () => {
    fc.assert(
      fc.property(crowded, (world) => {
        const before = pairsOf(world).size;
        const found = new Map(
          buildGraph(world)
            .changes()
            .map(({ edge, closes }) => [edge.id, closes]),
        );
        for (const { id } of world.edges) expect(found.get(id) ?? 0).toBe(before - pairsOf(world, new Set([id])).size);
      }),
      { numRuns: 3 },
    );
  });
});
