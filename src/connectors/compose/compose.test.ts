import { describe, expect, it } from 'vitest';
import type { Estate } from '../../model/estate.ts';
import { readTexts } from '../testing/read-texts.ts';
import { compose } from './connector.ts';

const read = (files: Readonly<Record<string, string>>): Estate => readTexts(compose, files).estate;
const short = (id: string): string => id.replace(/^compose:/u, '').replace('default/compose.yaml', '.');
const edges = ({ edges: all }: Estate, kind: string): string[] =>
  all
    .filter((one) => one.kind === kind)
    .map(({ from, to, confidence }) => `${short(from)} ${short(to)} ${confidence}`)
    .sort();
const endpoints = ({ facts }: Estate): string[] =>
  facts.flatMap((one) => (one.fact === 'endpoint' ? [`${one.product} ${one.exposure} ${one.authentication}`] : []));
const held = ({ facts }: Estate): string[] =>
  facts.flatMap((one) => (one.fact === 'credential' ? [`${one.where} ${one.key} ${one.confidence}`] : []));

describe('what a compose project tells', () => {
  it.each([
    ['["8000:8000"]', 'vLLM ingress none'],
    ['["8000"]', 'vLLM ingress none'],
    ['["0.0.0.0:9000:8000"]', 'vLLM ingress none'],
    ['["127.0.0.1:8000:8000"]', 'vLLM private none'],
    ['["[::1]:8000:8000"]', 'vLLM private none'],
    ['[{ target: 8000, published: "8000", host_ip: 127.0.0.1 }]', 'vLLM private none'],
    ['[{ target: 8000, published: "8000" }]', 'vLLM ingress none'],
    ['["\${BIND:-127.0.0.1}:8000:8000"]', 'vLLM private none'],
    ['[]', 'vLLM private none'],
  ])('ports %s: %s', (ports, told) => {
    const text = `services:\n  llm:\n    image: vllm/vllm-openai\n    ports: ${ports}\n`;
    expect(endpoints(read({ 'compose.yaml': text }))).toEqual([told]);
  });

  it('a key of its own is asked for, literal or from outside', () => {
    const llm = (line: string): string => `services:\n  llm:\n    image: vllm/vllm-openai\n    ${line}\n`;
    expect(endpoints(read({ 'compose.yaml': llm('command: --api-key ${KEY}') }))).toEqual(['vLLM private required']);
    expect(endpoints(read({ 'compose.yaml': llm('environment: [VLLM_API_KEY]') }))).toEqual(['vLLM private required']);
  });

  it('services call each other by name, alias and container name; others are hosts and vendors', () => {
    const estate = read({
      'compose.yaml': `services:
  a:
    image: a
    environment: { B_URL: "http://b:80/x", C_HOST: see, OTHER_URL: "https://api.example.test/v1", OPENAI_BASE_URL: "https://api.openai.com/v1", SELF: "http://a:1" }
  b: { image: b, command: "--upstream http://cc:9" }
  c: { image: c, container_name: cc, networks: { x: { aliases: [see] } } }
`,
    });
    expect(edges(estate, 'CALLS')).toEqual([
      'Service:./a Endpoint:./b configured',
      'Service:./a Endpoint:./c configured',
      'Service:./a vendor:Vendor:openai configured',
      'Service:./b Endpoint:./c configured',
    ]);
  });

  it('an index is retrieved from, and written by what ingests', () => {
    const text = `services:
  rag: { image: rag, environment: { QDRANT_URL: "http://index:6333" } }
  ingest: { image: rag, environment: ["QDRANT_URL=http://index:6333"] }
  index: { image: qdrant/qdrant }
`;
    const estate = read({ 'compose.yaml': text });
    expect(edges(estate, 'RETRIEVES_FROM')).toHaveLength(2);
    expect(edges(estate, 'INDEXES')).toEqual(['Service:./ingest VectorIndex:./index configured']);
    expect(edges(estate, 'DATA_ACCESS')).toEqual(['Endpoint:./index VectorIndex:./index configured']);
  });

  it.each([
    ['privileged: true', true],
    ['use_api_socket: true', true],
    ['volumes: [/var/run/docker.sock:/var/run/docker.sock]', true],
    ['volumes: [{ type: bind, source: /, target: /host, read_only: true }]', true],
    ['cap_add: [SYS_MODULE]', true],
    ['volumes: [./data:/data, cache:/cache]', false],
    ['cap_add: [NET_BIND_SERVICE, IPC_LOCK]', false],
    ['privileged: false', false],
  ])('%s leads to the host: %s', (line, leads) => {
    const estate = read({ 'compose.yaml': `services:\n  a:\n    image: a\n    ${line}\n` });
    expect(estate.nodes.some(({ kind }) => kind === 'Node')).toBe(leads);
  });

  it('a variant is possible on the ids of the base, an override is not', () => {
    const estate = read({
      'compose.yaml': 'services: { a: { image: a }, b: { image: b } }\n',
      'compose.override.yaml': 'services: { a: { environment: { X_URL: "http://b" } } }\n',
      'compose.gpu.yaml': 'services: { b: { environment: { X_URL: "http://a" } } }\n',
    });
    expect(edges(estate, 'CALLS')).toEqual([
      'Service:./a Endpoint:./b configured',
      'Service:./b Endpoint:./a possible',
    ]);
  });

  it('a profile is a precondition; extends brings what the other has', () => {
    const estate = read({
      'compose.yaml':
        'services:\n  a: { extends: { file: base.yml, service: web }, profiles: [x] }\n  b: { image: b }\n',
      'base.yml': 'services: { web: { image: w, environment: { X_URL: "http://b" } } }\n',
    });
    expect(edges(estate, 'CALLS')).toContain('Service:./a Endpoint:./b possible');
  });

  it('literal values count, also as defaults; references and examples do not', () => {
    const files = {
      'compose.yaml':
        'services:\n  a:\n    image: a\n    environment: ["TOKEN=Zk9vQ2mXr7Lp", "DB_PASSWORD=${DB_PASSWORD:-Hq72LmPz81Xc}", "API_KEY=${API_KEY}", "K=<your key>"]\n',
      '.env.example': 'API_KEY=Zk9vQ2mXr7LpQQ\n',
    };
    expect(held(read(files))).toEqual(['env TOKEN configured', 'env DB_PASSWORD configured']);
  });

  it('.env is told where a service takes the variable, a secret file where one is given it', () => {
    const files = {
      'compose.yaml':
        'services: { a: { image: a, environment: ["API_KEY=${API_KEY}"], secrets: [db] } }\nsecrets: { db: { file: ./db_password } }\n',
      '.env': 'API_KEY=Zk9vQ2mXr7LpQQ\nUNUSED_TOKEN=Zk9vQ2mXr7LpRR\n',
      db_password: 'Hq72LmPz81Xc\n',
    };
    const { estate, claimed } = readTexts(compose, files);
    expect(held(estate)).toEqual(['file db configured', 'file API_KEY configured', 'file UNUSED_TOKEN configured']);
    expect([...claimed].sort()).toEqual(['.env', 'compose.yaml', 'db_password']);
  });

  it('other YAML with services is not its own', () => {
    const ci = 'stages: [x]\nservices: { a: { image: a } }\n';
    const chart = 'services: { a: { type: ClusterIP, port: 80 } }\n';
    expect(read({ 'ci.yaml': ci, 'values.yaml': chart, 'compose.txt': 'services: {}' }).nodes).toEqual([]);
  });
});
