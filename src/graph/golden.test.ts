import { describe, expect, it } from 'vitest';
import { edgeId } from '../model/edge.ts';
import type { Confidence } from '../model/evidence.ts';
import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { EdgeKind, NodeKind } from '../model/kinds.ts';
import { buildGraph } from './build.ts';

const node = (name: string, kind: NodeKind, more: Partial<EstateNode> = {}): EstateNode => ({
  id: name,
  kind,
  name,
  realm: 'x',
  environment: 'prod',
  evidence: [],
  ...more,
});
const edge = (from: string, kind: EdgeKind, to: string, confidence: Confidence = 'proved'): EstateEdge => ({
  id: edgeId(kind, from, to),
  kind,
  from,
  to,
  confidence,
  evidence: [],
});
const jewel = (tier: 13 | 8 | 5 | 3) =>
  ({ jewel: { tier, name: 'jewel', confidence: 'proved', reason: 'test' } }) as const;

describe('the graph', () => {
  it('prefers a dear proved path to a cheap possible one when it scores better', () => {
    const graph = buildGraph({
      nodes: [node('sa', 'K8sServiceAccount'), node('admin', 'Cluster', jewel(13)), node('role', 'PermissionSet')],
      edges: [
        edge('sa', 'READ_TOKEN', 'admin', 'possible'),
        edge('sa', 'HAS_PERMISSION_SET', 'role'),
        edge('role', 'POD_CREATE', 'admin'),
      ],
    });
    // 13 / 2 x 0.5 = 3.25 by the first, 13 / 3 x 1 = 4.33 by the second.
    expect(graph.exposure()).toEqual([
      { identity: 'sa', jewel: 'admin', score: 13 / 3, terms: { tier: 13, environment: 1, cost: 3, proof: 1 } },
    ]);
    expect(graph.cheapest('sa', 'admin')?.cost).toBe(2);
  });

  it('does not walk structure that only describes', () => {
    const graph = buildGraph({
      nodes: [node('pod', 'Pod'), node('ns', 'Namespace', jewel(5)), node('sa', 'K8sServiceAccount')],
      edges: [edge('sa', 'POD_EXEC', 'pod'), edge('pod', 'IN_NAMESPACE', 'ns')],
    });
    expect(graph.exposure()).toEqual([]);
    expect(graph.reach('sa')).toEqual({ nodes: 1, jewels: [] });
    expect(graph.outgoing('pod').map((one) => one.kind)).toEqual(['IN_NAMESPACE']);
    expect(graph.incoming('ns')).toHaveLength(1);
    expect(graph.whatIf([edgeId('IN_NAMESPACE', 'pod', 'ns')]).closed).toEqual([]);
  });

  it('counts an entry point as a source of pairs, but ranks identities only', () => {
    const graph = buildGraph({
      nodes: [node('web', 'Endpoint', { entry: 'internet' }), node('db', 'DataStore', jewel(8))],
      edges: [edge('web', 'DATA_ACCESS', 'db')],
    });
    expect(graph.pairs()).toBe(1);
    expect(graph.exposure()).toEqual([]);
    expect(graph.changes().map(({ closes }) => closes)).toEqual([1]);
  });

  it('does not count a jewel that is an identity as exposed to itself', () => {
    const graph = buildGraph({
      nodes: [node('root', 'CloudRole', jewel(13)), node('ci', 'Workflow')],
      edges: [edge('ci', 'GH_OIDC', 'root'), edge('root', 'ASSUME_ROLE', 'ci')],
    });
    expect(graph.pairs()).toBe(1);
    expect(graph.exposure().map(({ identity }) => identity)).toEqual(['ci']);
    expect(graph.reach('root')).toEqual({ nodes: 1, jewels: [] });
  });

  it('scores a path that costs nothing as one of cost 1, and by the environment of the jewel', () => {
    const graph = buildGraph({
      nodes: [node('agent', 'Agent'), node('tool', 'Tool', { ...jewel(5), environment: 'staging' })],
      edges: [edge('agent', 'PROVIDES_TOOL', 'tool', 'configured')],
    });
    expect(graph.exposure()).toEqual([
      {
        identity: 'agent',
        jewel: 'tool',
        score: 5 * 0.6 * 0.9,
        terms: { tier: 5, environment: 0.6, cost: 0, proof: 0.9 },
      },
    ]);
  });

  it('finds the choke point, and that both of two ways must go', () => {
    const [one, other, choke] = [
      edge('a', 'POD_EXEC', 'x'),
      edge('b', 'POD_EXEC', 'x'),
      edge('x', 'READ_SECRET', 'key'),
    ];
    const graph = buildGraph({
      nodes: [
        node('a', 'K8sServiceAccount'),
        node('b', 'K8sServiceAccount'),
        node('x', 'Pod'),
        node('key', 'K8sSecret', jewel(8)),
      ],
      edges: [one, other, choke, edge('a', 'IMPERSONATE', 'b')],
    });
    expect(graph.changes().map(({ edge: { id }, closes }) => [id, closes])).toEqual(
      [
        [choke.id, 2],
        [other.id, 1],
      ].sort((a, b) => Number(b[1]) - Number(a[1])),
    );
    expect(graph.whatIf([one.id]).closed).toEqual([]);
    expect(graph.whatIf([one.id, other.id])).toMatchObject({ before: 2, after: 0 });
  });

  it('knows nothing of ids that are not there', () => {
    const graph = buildGraph({ nodes: [node('a', 'Pod')], edges: [] });
    expect(graph.node('b')).toBeUndefined();
    expect(graph.edge('b')).toBeUndefined();
    expect(graph.reach('b')).toEqual({ nodes: 0, jewels: [] });
    expect(graph.reachable('b').size).toBe(0);
    expect(graph.shortest('a', 'b')).toBeUndefined();
    expect(graph.cheapest('a', 'a')).toEqual({ edges: [], cost: 0, confidence: 'proved' });
    expect(() => graph.exposureColumns().row(0)).toThrow(RangeError);
  });

  it('refuses two nodes of one id, and an edge without its end', () => {
    expect(() => buildGraph({ nodes: [node('a', 'Pod'), node('a', 'Pod')], edges: [] })).toThrow(
      'two nodes have the id a',
    );
    expect(() => buildGraph({ nodes: [node('a', 'Pod')], edges: [edge('a', 'POD_EXEC', 'b')] })).toThrow(
      'unknown end b',
    );
  });
});
