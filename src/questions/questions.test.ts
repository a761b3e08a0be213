import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/build.ts';
import type { EstateGraph } from '../graph/port.ts';
import { EstateBuilder } from '../model/builder.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { EstateNode } from '../model/estate.ts';
import type { EdgeKind, NodeKind } from '../model/kinds.ts';
import { Holders } from './holders.ts';
import { difference, same, unreadOf, type Side } from './diff.ts';
import { mapOf } from './map.ts';
import { whoCanAi } from './who-can-ai.ts';

const evidence = [{ file: 'f.yaml', line: 1 }];
type Nodes = Readonly<Record<string, NodeKind | Partial<EstateNode>>>;

function estateOf(
  nodes: Nodes,
  ...edges: readonly (readonly [string, EdgeKind, string])[]
): Side & { graph: EstateGraph } {
  const builder = new EstateBuilder();
  for (const [id, one] of Object.entries(nodes))
    builder.node({
      id, name: id, realm: 'r', environment: 'prod', evidence, kind: 'Workload', ...(typeof one === 'string' ? { kind: one } : one),
    }); // prettier-ignore
  for (const [from, kind, to] of edges) builder.edge({ kind, from, to, confidence: 'configured', evidence });
  const estate = builder.build();
  return {
    graph: buildGraph(estate), nodes: estate.nodes, edges: estate.edges, findings: [], unread: unreadOf([]), owner: (node) => node.declared?.owner ?? null,
  }; // prettier-ignore
}

const CHAIN = estateOf(
  {
    'e:internet': { kind: 'NetworkZone', entry: 'internet' },
    'e:door': 'FrontDoor',
    'e:model': 'Workload',
    'e:artifact': 'ModelArtifact',
    'e:store': { kind: 'DataStore', jewel: { tier: 8, name: 'data', confidence: 'configured', reason: 'declared' } },
    'e:ci': 'Workflow',
    'e:sa': 'K8sServiceAccount',
    'e:set': 'PermissionSet',
    'e:pod': 'Pod',
    'e:group': 'Group',
    'e:ada': 'Human',
    'net:Host:x': { kind: 'Endpoint', implied: true },
    'e:other': 'Workload',
  },
  ['e:internet', 'ROUTES_TO', 'e:door'],
  ['e:door', 'ROUTES_TO', 'e:model'],
  ['e:door', 'ROUTES_TO', 'e:other'],
  ['e:model', 'SERVES', 'e:artifact'],
  ['e:model', 'CONTAINS', 'e:pod'],
  ['e:model', 'CALLS', 'net:Host:x'],
  ['e:model', 'DATA_ACCESS', 'e:store'],
  ['e:ci', 'CAN_WRITE_ARTIFACT', 'e:artifact'],
  ['e:set', 'POD_EXEC', 'e:pod'],
  ['e:sa', 'HAS_PERMISSION_SET', 'e:set'],
  ['e:group', 'HAS_PERMISSION_SET', 'e:set'],
  ['e:ada', 'MEMBER_OF', 'e:group'],
);

describe('questions to the graph', () => {
  it('holders are the nearest that act, members of a group with it, and what lies behind them is not repeated', () => {
    const holders = new Holders(CHAIN.graph).of('e:pod');
    expect(holders.map(({ identity }) => identity)).toEqual(['e:ada', 'e:group', 'e:sa']);
    expect(holders.find(({ identity }) => identity === 'e:ada')?.steps.map(({ kind }) => kind)).toEqual([
      'MEMBER_OF', 'HAS_PERMISSION_SET', 'POD_EXEC',
    ]); // prettier-ignore
  });

  it('a map has the hops that lead to a service and those it leads to, not those that share a gateway with it', () => {
    const { hops, missing } = mapOf(CHAIN.graph, 'e:model');
    expect(hops.map(({ stage, node }) => `${stage} ${node.id}`)).toEqual([
      'request e:internet', 'front door e:door', 'model e:model', 'storage e:artifact', 'storage e:store', 'outside net:Host:x',
    ]); // prettier-ignore
    expect(missing).toEqual(['orchestration', 'retrieval', 'tools']);
    expect(hops.find(({ unknown }) => unknown)?.node.id).toBe('net:Host:x');
    expect(hops.find(({ node }) => node.id === 'e:artifact')?.influence.map(({ identity }) => identity)).toContain(
      'e:ci',
    );
  });

  it('who can alter an output is who writes the model or enters the pod, with the native right named', () => {
    const holders = whoCanAi(CHAIN.graph, 'alter-output', ['e:model']);
    expect(holders.map(({ identity, right }) => `${identity}: ${right.source}`)).toEqual([
      'e:ada: kubernetes', 'e:ci: registry, storage', 'e:group: kubernetes', 'e:sa: kubernetes',
    ]); // prettier-ignore
    expect(whoCanAi(CHAIN.graph, 'read-secret', ['e:model'])).toEqual([]);
  });

  it('a difference tells what came, went, changed owner and gained reach, and nothing of the same estate', () => {
    expect(same(difference(CHAIN, CHAIN))).toBe(true);
    const nodes = {
      'e:sa': { kind: 'K8sServiceAccount', declared: { owner: 'a' } },
      'e:store': { kind: 'DataStore', jewel: { tier: 8, name: 'data', confidence: 'configured', reason: 'declared' } },
    } as const;
    const before = estateOf(nodes);
    const after = estateOf({ ...nodes, 'e:sa': 'K8sServiceAccount', 'e:new': 'Agent' }, [
      'e:sa',
      'DATA_ACCESS',
      'e:store',
    ]);
    const found = difference(before, after);
    expect(found.nodes.appeared.map(({ id }) => id)).toEqual(['e:new']);
    expect(found.owners).toEqual([{ id: 'e:sa', before: 'a', after: null }]);
    expect(found.reach.gained).toEqual([{ identity: 'e:sa', jewels: ['e:store'] }]);
    expect(difference(after, before).reach.lost).toEqual([{ identity: 'e:sa', jewels: ['e:store'] }]);
  });

  it('a difference tells what can no longer be read, wherever the two folders lie', () => {
    const error = (file: string): Diagnostic => ({ code: 'malformed', level: 'error', message: 'm', place: { file } });
    const note: Diagnostic = { ...error('b/c.yaml'), code: 'not-recognised', level: 'note' };
    const a = { ...CHAIN, unread: unreadOf([error('old/x.yaml')], 'old') };
    const b = { ...CHAIN, unread: unreadOf([error('new/x.yaml'), error('new/y.yaml'), note], 'new/') };
    expect(difference(a, b).unread).toEqual({ appeared: [error('new/y.yaml')], gone: [] });
    expect(difference(b, a).unread.gone).toEqual([error('new/y.yaml')]);
    expect(same(difference(a, b))).toBe(false);
  });
});
