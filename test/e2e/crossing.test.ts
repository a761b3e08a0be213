import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, type ScanResult } from '../../src/inventory/scan.ts';
import type { EstateEdge } from '../../src/model/estate.ts';
import { nameIn } from '../../src/report/names.ts';
import { askPaths, pathsJson, pathsLines } from '../../src/report/paths-report.ts';

/** A repository in which a pull request comes to the customers: every hop is another system, joined by what the files themselves name. */
const ESTATE = 'test/e2e/crossing';
const ENTRY = 'github:Entry:acme/support/fork-pr';
const DATA = 'k8s:DataStore:default/tools/customers-db/DATABASE_URL';

/** Steps in order: what it is, where it leads, and the files that say so. */
const STEPS: readonly (readonly [kind: string, to: string, files: readonly string[]])[] = [
  ['FORK_PR_EXEC', 'github:Workflow:acme/support/.github/workflows/evaluate.yml', ['.github/workflows/evaluate.yml']],
  ['RUNS_NOTEBOOK', 'jupyter:Notebook:acme/support/notebooks/evaluate.ipynb', ['.github/workflows/evaluate.yml']],
  ['NOTEBOOK_HOLDS_CRED', 'jupyter:ApiKey:acme/support/notebooks/evaluate.ipynb/api_key', ['notebooks/evaluate.ipynb']],
  [
    'SAME_CREDENTIAL',
    'k8s:ApiKey:default/llm-gateway/litellm-keys/LITELLM_MASTER_KEY',
    ['deploy/gateway/keys.yaml', 'notebooks/evaluate.ipynb'],
  ],
  ['OPENS', 'k8s:FrontDoor:default/llm-gateway/litellm', ['deploy/gateway/gateway.yaml']],
  [
    'ROUTES_TO',
    'litellm:Gateway:acme/support/deploy/gateway/proxy.yaml',
    ['deploy/gateway/gateway.yaml', 'deploy/gateway/kustomization.yaml'],
  ],
  ['ROUTES_TO', 'litellm:Model:acme/support/deploy/gateway/proxy.yaml/crm-agent', ['deploy/gateway/proxy.yaml']],
  ['CALLS', 'a2a:Agent:acme/support/deploy/agents/agent-card.json', ['deploy/gateway/proxy.yaml']],
  ['ROUTES_TO', 'k8s:Service:default/agents/crm-agent', ['deploy/agents/agent-card.json']],
  [
    'ROUTES_TO',
    'agent:Agent:acme/support/deploy/agents/agent.yaml/root',
    ['deploy/agents/deployment.yaml', 'deploy/agents/kustomization.yaml'],
  ],
  ['AGENT_USES', 'agent:Server:acme/support/deploy/agents/agent.yaml/root/mcp%201', ['deploy/agents/agent.yaml']],
  ['TOOL_ACTS_AS', 'k8s:Secret:default/tools/customers-db', ['deploy/tools/customers-mcp.yaml']],
  ['SECRET_IS_CRED_FOR', DATA, ['deploy/data/customers-db.yaml']],
];

/** Without a file: where the way from the pull request ends then, and whether that is a hop which is named and not described. */
const BREAKS: Readonly<Record<string, readonly [end: string, known?: 'unknown']>> = {
  'notebooks/evaluate.ipynb': ['github:Workflow:acme/support/.github/workflows/evaluate.yml'],
  'deploy/gateway/keys.yaml': ['jupyter:ApiKey:acme/support/notebooks/evaluate.ipynb/api_key'],
  'deploy/gateway/gateway.yaml': ['jupyter:ApiKey:acme/support/notebooks/evaluate.ipynb/api_key'],
  'deploy/gateway/kustomization.yaml': ['k8s:FrontDoor:default/default/litellm'],
  'deploy/gateway/proxy.yaml': ['k8s:FrontDoor:default/llm-gateway/litellm'],
  'deploy/agents/agent-card.json': ['net:Host:crm-agent.acme.example', 'unknown'],
  'deploy/agents/deployment.yaml': ['net:Host:crm-agent.agents.svc.cluster.local', 'unknown'],
  'deploy/agents/kustomization.yaml': ['net:Host:crm-agent.agents.svc.cluster.local', 'unknown'],
  'deploy/agents/agent.yaml': ['k8s:Service:default/agents/crm-agent'],
  'deploy/tools/customers-mcp.yaml': ['net:Host:customers-mcp.tools.svc.cluster.local', 'unknown'],
};

let root = '';

function checkout(name: string): string {
  const folder = join(root, name);
  cpSync(ESTATE, folder, { recursive: true });
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, '.git/config'), '[remote "origin"]\n\turl = git@github.com:acme/support.git\n');
  return folder;
}

function scanned(folder: string): ScanResult {
  return scan([folder], { fixesFor: () => false, today: '2026-11-24' });
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'writ-crossing-'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('an estate of eight systems', () => {
  it('has one way from a pull request to the customers, every step with the files that say so', () => {
    const folder = checkout('all');
    const { graph } = scanned(folder);
    const path = graph.cheapest(ENTRY, DATA);
    const files = (edge: EstateEdge): readonly string[] =>
      edge.evidence.map((one) => ('file' in one ? one.file.slice(folder.length + 1) : one.object));
    expect(path?.edges.map((edge) => [edge.kind, edge.to, [...new Set(files(edge))].sort()])).toEqual(
      STEPS.map(([kind, to, read]) => [kind, decodeURIComponent(to), read]),
    );
    expect(path?.confidence).toBe('configured');
    expect(graph.node(ENTRY)?.entry).toBe('fork-pr');
    expect(graph.node(DATA)?.jewel?.tier).toBe(8);
    expect(path?.edges.every(({ evidence }) => evidence.every((one) => 'line' in one && one.line > 0))).toBe(true);
  });

  it('needs every file of it', () => {
    const files = readdirSync(ESTATE, { recursive: true, encoding: 'utf8' }).filter((one) => /\.\w+$/u.test(one));
    const ends = ['.github/workflows/evaluate.yml', 'deploy/data/customers-db.yaml'];
    expect([...Object.keys(BREAKS), ...ends].sort()).toEqual(
      files
        .filter((one) => !one.endsWith('.github'))
        .map((one) => one.replaceAll('\\', '/'))
        .sort(),
    );
  });

  it.each(Object.entries(BREAKS))('without %s it ends, and the answer says where', (file, [end, known]) => {
    const answer = askPaths(without(file).graph, ENTRY, DATA);
    expect(answer.cheapest).toBeUndefined();
    expect(answer.stopsAt?.ends).toContain(end);
    expect(answer.stopsAt?.unknown.includes(end)).toBe(known === 'unknown');
    expect(pathsJson(answer)['stopsAt']).toMatchObject({ ends: answer.stopsAt?.ends });
    const text = pathsLines(answer, 100_000, undefined)
      .map((line) => line.map((one) => one.text).join(''))
      .join('\n');
    expect(text).toContain('There is no path from');
    expect(text).toContain('nothing that was read leads on from it');
    expect(text).toContain(nameIn(end, undefined));
  });

  it('without the workflow there is no way in for strangers', () => {
    const { estate, graph } = without('.github/workflows/evaluate.yml');
    expect(estate.nodes.some((node) => node.entry === 'fork-pr')).toBe(false);
    expect(graph.node(ENTRY)).toBeUndefined();
  });

  it('without the data it ends at the Secret that is named and not there', () => {
    const { graph } = without('deploy/data/customers-db.yaml');
    expect(graph.node(DATA)).toBeUndefined();
    const secret = 'k8s:Secret:default/tools/customers-db';
    expect(graph.cheapest(ENTRY, secret)?.edges.at(-1)?.kind).toBe('TOOL_ACTS_AS');
    expect(graph.node(secret)?.implied).toBe(true);
    expect(askPaths(graph, ENTRY, 'k8s:Cluster:default').stopsAt?.unknown).toContain(secret);
  });
});

function without(file: string): ScanResult {
  const folder = checkout(file.replaceAll('/', '-'));
  rmSync(join(folder, file));
  return scanned(folder);
}
