import { describe, expect, it } from 'vitest';
import { EstateBuilder } from '../../../model/builder.ts';
import type { Estate, EstateNode } from '../../../model/estate.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import type { EdgeKind, NodeKind } from '../../../model/kinds.ts';
import { serviceMaps } from './select.ts';

const EVIDENCE = [{ file: 'a.yaml', line: 1 }];

function estate(build: (at: Draft) => void): { estate: Estate } {
  const builder = new EstateBuilder();
  build({
    node: (kind, name, more = {}) =>
      builder.node({
        id: nodeId('x', kind, 'prod', name),
        kind,
        name,
        realm: 'prod',
        environment: 'prod',
        evidence: EVIDENCE,
        ...more,
      }),
    edge: (kind, from, to) => builder.edge({ kind, from, to, confidence: 'configured', evidence: EVIDENCE }),
  });
  return { estate: builder.build() };
}
interface Draft {
  readonly node: (kind: NodeKind, name: string, more?: Partial<EstateNode>) => NodeId;
  readonly edge: (kind: EdgeKind, from: NodeId, to: NodeId) => string;
}

function chain({ node, edge }: Draft): void {
  const [internet, door, model, agent] = [
    node('NetworkZone', 'internet'), node('FrontDoor', 'door'), node('ModelEndpoint', 'model'), node('Agent', 'agent'),
  ]; // prettier-ignore
  const [index, tools, key] = [node('VectorIndex', 'index'), node('McpServer', 'tools'), node('ApiKey', 'key')];
  edge('ROUTES_TO', internet, door);
  edge('ROUTES_TO', door, agent);
  edge('CALLS', agent, model);
  edge('RETRIEVES_FROM', agent, index);
  edge('AGENT_USES', agent, tools);
  edge('TOOL_ACTS_AS', tools, key);
}

describe('service maps', () => {
  it('follow a request through every hop, and say which were not seen', () => {
    const { maps, more } = serviceMaps(estate(chain));
    expect([maps.length, more]).toEqual([1, 0]);
    expect(maps[0]?.columns.map(({ title, cards }) => [title, cards.length])).toEqual([
      ['Request', 1], ['Front door', 1], ['Model', 1], ['Orchestration', 1], ['Retrieval', 1], ['Tools and outside', 1],
    ]); // prettier-ignore
    expect(maps[0]?.unseen).toEqual(['storage']);
  });

  it('name the credential that a place acts with, on its card', () => {
    const tools = serviceMaps(estate(chain)).maps[0]?.columns.at(-1)?.cards[0];
    expect(tools?.holds).toEqual([{ to: 'x:ApiKey:prod/key', by: 'acts as' }]);
  });

  it('take pods and containers for their workload, with what is at stake in them', () => {
    const jewel = { tier: 8, name: 'customer data', confidence: 'configured', reason: 'declared' } as const;
    const { maps } = serviceMaps(
      estate(({ node, edge }) => {
        const [work, pod] = [node('Workload', 'work'), node('Pod', 'pod', { jewel })];
        edge('CONTAINS', work, pod);
        edge('CALLS', pod, node('ModelEndpoint', 'model'));
      }),
    );
    const cards = maps[0]?.columns.flatMap((column) => column.cards) ?? [];
    expect(cards.map(({ id, jewel: stake }) => [id, stake])).toEqual([
      ['x:ModelEndpoint:prod/model', ''],
      ['x:Workload:prod/work', 'customer data'],
    ]);
  });

  it('draw at most 60 cards and count the rest', () => {
    const { maps } = serviceMaps(
      estate(({ node, edge }) => {
        const door = node('FrontDoor', 'door');
        for (let at = 0; at < 100; at += 1) {
          edge('ROUTES_TO', door, node('ModelEndpoint', `model-${at}`));
          edge('CALLS', door, node('DataStore', `store-${at}`));
        }
      }),
    );
    const [map] = maps;
    const drawn = map?.columns.reduce((sum, { cards }) => sum + cards.length, 0) ?? 0;
    const left = map?.columns.reduce((sum, { more }) => sum + more, 0) ?? 0;
    expect(drawn).toBeLessThanOrEqual(60);
    expect(drawn + left).toBe(map?.total);
    expect(map?.total).toBe(201);
  });

  it('draw no service twice, and none of one place', () => {
    const { maps } = serviceMaps(estate((draft) => (chain(draft), draft.node('ModelEndpoint', 'alone'))));
    expect(maps).toHaveLength(1);
  });
});
