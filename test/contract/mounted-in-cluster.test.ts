import { describe, expect, it } from 'vitest';
import { agents } from '../../src/connectors/agents/connector.ts';
import { frontdoors } from '../../src/connectors/frontdoors/connector.ts';
import { kubernetes } from '../../src/connectors/kubernetes/connector.ts';
import { plainContext, readWith, textFile } from '../../src/connectors/testing/read-texts.ts';
import { join } from '../../src/inventory/join.ts';
import { EstateBuilder } from '../../src/model/builder.ts';

/** Edges of these kinds that several connectors tell of the same files together. */
function edges(texts: Readonly<Record<string, string>>, ...kinds: readonly string[]): readonly string[] {
  const builder = new EstateBuilder();
  const files = Object.entries(texts).map(([path, text]) => textFile(path, text));
  for (const connector of [kubernetes, agents, frontdoors]) readWith(connector, files, plainContext(builder));
  join(builder);
  return builder
    .build()
    .edges.filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, from, to, confidence }) => `${kind} ${from} ${to} ${confidence}`)
    .sort();
}

const service = (name: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${name} }, ports: [{ port: 4000 }] }\n---\n`;

const deployment = (name: string, container: string, rest = ''): string =>
  `${service(name)}apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  selector: { matchLabels: { app: ${name} } }\n  template:\n    metadata: { labels: { app: ${name} } }\n    spec:\n      containers:\n        - ${container}\n${rest}`;

const MAPS =
  'resources: [it.yaml]\nconfigMapGenerator: [{ name: made, files: [config.yaml=proxy.yaml, other.yaml] }]\n';
const PROXY =
  'model_list: [{ model_name: chat, litellm_params: { model: gpt-4o, api_key: os.environ/OPENAI_API_KEY } }]\n';
const LITELLM =
  '{ name: proxy, image: ghcr.io/berriai/litellm:v1, ports: [{ containerPort: 4000 }], volumeMounts: [{ name: config, mountPath: /etc }], envFrom: [{ secretRef: { name: keys } }] }';
const volume = (name: string, more = ''): string =>
  `      volumes: [{ name: config, configMap: { name: ${name}${more} } }]\n`;
const KEYS =
  '---\napiVersion: v1\nkind: Secret\nmetadata: { name: keys }\nstringData: { LITELLM_MASTER_KEY: sk-9fK2mQ7xWv4Lr8Tz }\n';

describe('files that a kustomization makes into a ConfigMap', () => {
  const gateway = (map: string): readonly string[] =>
    edges(
      { 'kustomization.yaml': MAPS, 'it.yaml': deployment('proxy', LITELLM, map) + KEYS, 'proxy.yaml': PROXY },
      'ROUTES_TO',
      'OPENS',
      'CONTAINS',
    ).filter((one) => /litellm:(?:Gateway|File):|OPENS k8s/u.test(one) && !one.startsWith('CONTAINS litellm'));

  it('are what the container runs and its front door is', () => {
    expect(gateway(volume('made'))).toEqual([
      'CONTAINS k8s:Container:default/default/Deployment/proxy/proxy litellm:File:default/proxy.yaml configured',
      'OPENS k8s:ApiKey:default/default/keys/LITELLM_MASTER_KEY k8s:FrontDoor:default/default/proxy configured',
      'ROUTES_TO k8s:FrontDoor:default/default/proxy litellm:Gateway:default/proxy.yaml configured',
      'ROUTES_TO litellm:Gateway:default/proxy.yaml litellm:Model:default/proxy.yaml/chat configured',
    ]);
  });

  it('are not there under another name, nor when the volume takes another of them', () => {
    const without = expect.not.arrayContaining([expect.stringMatching(/k8s:\S+ litellm:/u)]) as unknown;
    expect(gateway(volume('another'))).toEqual(without);
    expect(gateway(volume('made', ', items: [{ key: other.yaml, path: a }]'))).toEqual(without);
    expect(gateway('')).toEqual(without);
  });
});

describe('a file that a ConfigMap carries', () => {
  const block = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: made }\ndata:\n  config.yaml: |\n    general_settings:\n      pass_through_endpoints:\n        - { path: /rerank, target: "https://api.cohere.com/v1/rerank", headers: { Authorization: "bearer os.environ/COHERE_API_KEY" } }\n    model_list:\n      - model_name: chat\n        litellm_params:\n          model: gpt-4o\n          api_key: sk-proj-9fK2mQ7xWv4Lr8Tz9fK2mQ7xWv4Lr8Tz9fK2mQ7xWv4Lr8Tz\n---\n`;
  const gateway = (map: string, mounted = 'made', file = 'map.yaml'): readonly string[] =>
    edges(
      { [file]: map, 'it.yaml': deployment('proxy', LITELLM, volume(mounted)) + KEYS },
      'ROUTES_TO',
      'OPENS',
      'CONTAINS',
    ).filter((one) => /litellm:(?:Gateway|File):|OPENS k8s/u.test(one) && !one.startsWith('CONTAINS litellm'));
  const wanted = (file = 'map.yaml'): unknown =>
    expect.arrayContaining([
      `CONTAINS k8s:Container:default/default/Deployment/proxy/proxy litellm:File:default/${file}/made/config.yaml configured`,
      `ROUTES_TO k8s:FrontDoor:default/default/proxy litellm:Gateway:default/${file}/made/config.yaml configured`,
      `ROUTES_TO litellm:Gateway:default/${file}/made/config.yaml litellm:Model:default/${file}/made/config.yaml/chat configured`,
    ]);

  it('is what the container runs and its front door is, in a block, in quotes and in a list of JSON', () => {
    expect(gateway(block)).toEqual(wanted());
    const quoted = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'made' }, data: { 'config.yaml': PROXY } };
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [quoted] });
    expect(gateway(JSON.stringify(quoted))).toEqual(wanted());
    expect(gateway(list, 'made', 'map.json')).toEqual(wanted('map.json'));
  });

  it('is nothing of another map, of another kind of object, or of a map that nobody mounts', () => {
    const mounts = expect.not.arrayContaining([expect.stringMatching(/k8s:\S+ litellm:/u)]) as unknown;
    expect(gateway(block, 'another')).toEqual(mounts);
    expect(gateway(block.replace('kind: ConfigMap', 'kind: ConfigMapping'))).toEqual([
      expect.stringMatching(/OPENS k8s/u),
    ]);
  });

  it('may configure an agent', () => {
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: made }\ndata:\n  mcp.json: |\n    { "mcpServers": { "crm": { "command": "npx", "args": ["-y", "crm-mcp"], "env": { "CRM_API_KEY": "9fK2mQ7xWv4Lr8Tz9fK2mQ7x" } } } }\n`;
    const told = edges(
      { 'map.yaml': map, 'it.yaml': deployment('proxy', LITELLM, volume('made')) },
      'ROUTES_TO',
      'AGENT_USES',
      'TOOL_ACTS_AS',
    );
    expect(told).toEqual(
      expect.arrayContaining([
        'AGENT_USES mcp:Client:default/map.yaml/made/mcp.json mcp:Server:default/map.yaml/made/mcp.json/crm configured',
        'ROUTES_TO k8s:FrontDoor:default/default/proxy mcp:Client:default/map.yaml/made/mcp.json configured',
        'TOOL_ACTS_AS mcp:Server:default/map.yaml/made/mcp.json/crm mcp:ApiKey:default/map.yaml/made/mcp.json/crm/CRM_API_KEY configured',
      ]),
    );
  });

  it('says each literal once, and stands at its own lines', () => {
    const builder = new EstateBuilder();
    for (const connector of [kubernetes, frontdoors])
      readWith(connector, [textFile('it.yaml', block)], plainContext(builder));
    join(builder);
    const { facts, edges: all } = builder.build();
    const values = facts.filter((one) => one.fact === 'credential').map(({ node, evidence }) => [node, evidence]);
    expect(values).toEqual([['k8s:ConfigMap:default/default/made', [{ file: 'it.yaml', line: 5 }]]]);
    const lends = all.filter(({ kind }) => kind === 'GATEWAY_FORWARDS_AS').map(({ evidence }) => evidence);
    expect(lends).toEqual(expect.arrayContaining([[{ file: 'it.yaml', line: 8 }], [{ file: 'it.yaml', line: 13 }]]));
    const open = facts.filter((one) => one.fact === 'endpoint' && one.authentication === 'none');
    expect(open.map((one) => one.evidence)).toContainEqual([{ file: 'it.yaml', line: 8 }]);
  });
});

describe('a tool server behind a Service', () => {
  const client = (host: string): string =>
    `{ "mcpServers": { "crm": { "type": "http", "url": "http://${host}:4000/mcp" } } }`;
  const SERVER =
    '{ name: server, image: crm, env: [{ name: TOKEN, valueFrom: { secretKeyRef: { name: crm, key: token } } }] }';
  const tools = (host: string): readonly string[] =>
    edges(
      {
        '.mcp.json': client(host),
        'one/.mcp.json': client(host),
        'it.yaml': deployment('crm', SERVER, '      imagePullSecrets: [{ name: pull }]\n'),
      },
      'TOOL_ACTS_AS',
    );

  it('acts for every client with what its pods receive, their pull Secret left out', () => {
    expect(tools('crm.default.svc.cluster.local')).toEqual([
      'TOOL_ACTS_AS mcp:Server:default/.mcp.json/crm k8s:Secret:default/default/crm configured',
      'TOOL_ACTS_AS mcp:Server:default/one/.mcp.json/crm k8s:Secret:default/default/crm configured',
    ]);
    expect(tools('crm.default')).toHaveLength(2);
  });

  it('is not the one of another namespace or name', () => {
    expect(tools('crm.other.svc.cluster.local')).toEqual([]);
    expect(tools('crm2.default.svc')).toEqual([]);
  });
});

describe('an agent that a pod runs', () => {
  const CARD = (url: string): string =>
    JSON.stringify({
      name: 'crm',
      protocolVersion: '0.3.0',
      url,
      capabilities: {},
      skills: [{ id: 'find', name: 'find' }],
    });
  const AGENT = 'agents:\n  root: { model: openai/gpt-4o, instruction: Help, tools: [search] }\n';
  const CONTAINER = '{ name: agent, image: agent, volumeMounts: [{ name: config, mountPath: /etc }] }';
  const tree = (url: string): Readonly<Record<string, string>> => ({
    'kustomization.yaml': MAPS.replace('proxy.yaml', 'agent.yaml'),
    'it.yaml': deployment('crm', CONTAINER, volume('made')),
    'agent.yaml': AGENT,
    'agent-card.json': CARD(url),
  });

  it('answers at the host of its Service, which its card may name', () => {
    expect(edges(tree('http://crm.default.svc:4000/'), 'ROUTES_TO')).toEqual([
      'ROUTES_TO a2a:Agent:default/agent-card.json k8s:Service:default/default/crm configured',
      'ROUTES_TO k8s:Service:default/default/crm agent:Agent:default/agent.yaml/root configured',
    ]);
  });

  it('is not behind a card of a host that nobody answers to; one of a cluster is named', () => {
    const outside = edges(tree('https://crm.example.com/'), 'ROUTES_TO');
    expect(outside.filter((one) => one.includes('a2a:'))).toEqual([]);
    expect(edges(tree('http://crm.other.svc:4000/'), 'ROUTES_TO')).toContain(
      'ROUTES_TO a2a:Agent:default/agent-card.json net:Host:crm.other.svc configured',
    );
  });
});
