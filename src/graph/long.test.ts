import { describe, expect, it } from 'vitest';
import type { Estate } from '../model/estate.ts';
import type { EdgeKind, NodeKind } from '../model/kinds.ts';
import { buildGraph } from './build.ts';

const LENGTH = 60_000;

/** One account, a chain of pods at the dearest cost, a jewel at its end; each pod also leads to the next by a way that is only possible. */
function chain(): Pick<Estate, 'nodes' | 'edges'> {
  const id = (place: number): string => `n${String(place).padStart(6, '0')}`;
  const kindOf = (place: number): NodeKind => (place === 0 ? 'K8sServiceAccount' : 'Pod');
  const nodes = Array.from({ length: LENGTH }, (_, place) => ({
    id: id(place),
    kind: kindOf(place),
    name: id(place),
    realm: 'x',
    environment: 'prod' as const,
    evidence: [],
    ...(place === LENGTH - 1
      ? { jewel: { tier: 13 as const, name: 'end', confidence: 'proved' as const, reason: 'test' } }
      : {}),
  }));
  const link = (place: number, kind: EdgeKind, confidence: 'proved' | 'possible') => ({
    id: `${kind}${id(place)}`,
    kind,
    from: id(place),
    to: id(place + 1),
    confidence,
    evidence: [],
  });
  const edges = Array.from({ length: LENGTH - 1 }, (_, place) => [
    link(place, 'EXPLOITS_SERVICE', 'proved'),
    link(place, 'PULLS_FROM', 'possible'),
  ]).flat();
  return { nodes, edges };
}

describe('a path of sixty thousand steps', () => {
  const graph = buildGraph(chain());
  const last = LENGTH - 1;

  it('is ranked at its full cost', () => {
    // 5 x n at proof 1 beats 4 x n at proof 0.5.
    expect(graph.exposure()).toEqual([
      {
        identity: 'n000000',
        jewel: `n0${last}`,
        score: 13 / (5 * last),
        terms: { tier: 13, environment: 1, cost: 5 * last, proof: 1 },
      },
    ]);
  });

  it('is walked to its end', () => {
    const path = graph.cheapest('n000000', `n0${last}`);
    expect([path?.edges.length, path?.cost, path?.confidence]).toEqual([last, 4 * last, 'possible']);
    expect(graph.reach('n000000').nodes).toBe(last);
  });

  it('has no edge that it needs, for there are two of each', () => {
    expect(graph.changes()).toEqual([]);
    expect(graph.whatIf(['PULLS_FROMn000007', 'EXPLOITS_SERVICEn000007'])).toMatchObject({ before: 1, after: 0 });
  });
});
