import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, type ScanResult } from '../../src/inventory/scan.ts';

const TOKEN = 'ghp_Zk9vQ2mXr7LpTbW4nYcJdHsAfGuEoIiR1xKq';
let root = '';
let count = 0;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'writ-horrors-'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** What a scan says of files, their folder left out of what it prints. */
function read(files: Readonly<Record<string, string>>): ScanResult & { readonly codes: readonly string[] } {
  const folder = join(root, String(count++));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const result = scan([folder], { today: '2026-11-24' });
  expect(
    JSON.stringify([result.estate.nodes, result.estate.edges, result.estate.diagnostics, result.findings]),
  ).not.toContain(TOKEN);
  const codes = result.estate.diagnostics.map(
    ({ code, place }) => `${code} ${place.file.slice(folder.length + 1)}:${place.line ?? ''}`,
  );
  return { ...result, codes };
}

const ids = ({ estate }: ScanResult, kind: string): readonly string[] =>
  estate.nodes.filter((one) => one.kind === kind).map(({ id }) => id);
const keys = ({ estate }: ScanResult): readonly string[] =>
  estate.facts.flatMap((fact) => (fact.fact === 'credential' ? [`${fact.kind} ${fact.key}`] : []));

describe('YAML', () => {
  it('knows an anchor in its own document alone, and an alias of another document costs that document', () => {
    const pod = (name: string, spec: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
    const done = read({
      'pods.yaml': [
        pod('one', '&spec { containers: [{ name: a, image: &image example/app }] }'),
        pod('two', '*spec'),
        pod('three', '{ containers: [{ name: a, image: example/app }] }'),
      ].join('---\n'),
    });
    expect(ids(done, 'Pod')).toEqual(['k8s:Pod:default/default/one', 'k8s:Pod:default/default/three']);
    expect(done.codes).toEqual(['malformed pods.yaml:9']);
  });

  it('reads anchors and merges of a compose file where they are written', () => {
    const done = read({
      'compose.yaml': `x-env: &env\n  GITHUB_TOKEN: ${TOKEN}\nservices:\n  a: { image: a, environment: *env }\n  b: { image: b, environment: { <<: *env } }\n`,
    });
    expect(keys(done)).toContain('github-token GITHUB_TOKEN');
    expect(ids(done, 'Workload')).toHaveLength(2);
  });
});

describe('expressions of a workflow', () => {
  const workflow = (run: string): ScanResult =>
    read({
      '.github/workflows/triage.yml': `on: issue_comment\npermissions: { contents: write }\njobs:\n  triage:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          ${run}\n`,
    });
  const stranger = ({ estate }: ScanResult): boolean => estate.edges.some(({ kind }) => kind === 'FORK_PR_EXEC');

  it('bring in what a stranger writes, however they are nested', () => {
    expect(stranger(workflow('echo "${{ github.event.comment.body }}"'))).toBe(true);
    expect(stranger(workflow("echo ${{ format('{0}', toJSON(github.event.comment.body)) }}"))).toBe(true);
    expect(stranger(workflow("echo ${{ github['event']['comment']['body'] }}"))).toBe(true);
  });

  it('do not when they stand for numbers, for what is escaped by the shell, or are no expressions', () => {
    expect(stranger(workflow('echo "${{ github.event.comment.id }}"'))).toBe(false);
    expect(stranger(workflow('echo "$BODY" "{{ github.event.comment.body }}"'))).toBe(false);
  });
});

describe('a notebook of 200 MB', () => {
  it('is read without its images: the code, the text outputs and what they hold', () => {
    const path = join(root, 'large', 'plots.ipynb');
    mkdirSync(dirname(path));
    const file = openSync(path, 'w');
    const image = Buffer.alloc(4 * 1024 * 1024, 'iVBORw0KGgoAAAANSUhEUgAAB').toString('latin1');
    const cell = (code: string, data: string): string =>
      `{"cell_type":"code","execution_count":1,"metadata":{},"source":["${code}\\n"],"outputs":[{"output_type":"display_data","metadata":{},"data":{"image/png":"${data}"}}]}`;
    writeSync(file, '{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[\n');
    for (let index = 0; index < 50; index++) writeSync(file, `${cell(`plot(${index})`, image)},\n`);
    writeSync(
      file,
      `${cell(`requests.get('https://api.example.test', headers={'Authorization': 'Bearer ${TOKEN}'})`, '')}\n]}\n`,
    );
    closeSync(file);
    const before = process.memoryUsage().rss;
    const { estate, findings } = scan([join(root, 'large')], { today: '2026-11-24' });
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(400);
    expect(estate.diagnostics.map(({ code, level }) => `${code} ${level}`)).toEqual(['data-skipped note']);
    const credential = estate.facts.find((fact) => fact.fact === 'credential');
    expect(credential?.evidence).toEqual([{ file: path, line: 52 }]);
    expect(estate.nodes.map(({ id }) => id)).toContain('net:Host:api.example.test');
    expect(JSON.stringify([estate, findings])).not.toContain(TOKEN);
    rmSync(path);
  });
});

describe('JSON with comments and trailing commas', () => {
  const servers = `{\n  // of the team\n  "SERVERS": {\n    "git": { "command": "uvx", "args": ["mcp-server-git",], },\n  },\n}\n`;

  it.each([
    ['.vscode/mcp.json', 'servers'],
    ['.cursor/mcp.json', 'mcpServers'],
    ['.mcp.json', 'mcpServers'],
  ])('is accepted in %s, whose editor accepts it', (path, key) => {
    const done = read({ [path]: servers.replace('SERVERS', key) });
    expect(ids(done, 'McpServer')).toHaveLength(1);
    expect(done.codes).toEqual([]);
  });

  it('is refused with its place in a notebook, which nothing else reads so', () => {
    const done = read({
      'a.ipynb': '{\n "cells": [],\n // no\n "metadata": {}, "nbformat": 4, "nbformat_minor": 5\n}\n',
    });
    expect(done.codes).toEqual(['malformed a.ipynb:3']);
  });

  it('is refused with its place in an export', () => {
    const done = read({
      'grants.json':
        '{ "@odata.context": "$metadata#oauth2PermissionGrants",\n  "value": [\n    { "clientId": "a", "consentType": "AllPrincipals", "scope": "Mail.Read" },\n  ] }\n',
    });
    expect(done.codes).toEqual(['malformed grants.json:4']);
  });
});

describe('interpolation of the environment', () => {
  it('is a name and no value: a key by its name, a default that is a credential by itself', () => {
    const done = read({
      'compose.yaml': `services:\n  app:\n    image: \${IMAGE:-example/app}\n    environment:\n      OPENAI_API_KEY: \${OPENAI_API_KEY}\n      GITHUB_TOKEN: \${GH:-${TOKEN}}\n      NOTE: $$HOME\n`,
      '.mcp.json':
        '{ "mcpServers": { "a": { "command": "a", "env": { "API_TOKEN": "${API_TOKEN}", "OTHER_TOKEN": "${env:OTHER}" } } } }',
    });
    expect(keys(done).filter((one) => !one.startsWith('github-token'))).toEqual([]);
    expect(keys(done)).toHaveLength(1);
    const names = ids(done, 'ApiKey').map((id) => id.slice(id.lastIndexOf('/') + 1));
    expect(names).toEqual(expect.arrayContaining(['OPENAI_API_KEY', 'API_TOKEN', 'OTHER']));
  });
});

describe('Windows paths', () => {
  it('are programs and arguments like others', () => {
    const done = read({
      'claude_desktop_config.json': `{ "mcpServers": { "files": { "command": "C:\\\\Program Files\\\\nodejs\\\\npx.cmd", "args": ["-y", "@modelcontextprotocol/server-filesystem", "C:\\\\Users\\\\ann"] } } }`,
    });
    const server = done.estate.facts.find((fact) => fact.fact === 'tool-server');
    expect(server).toMatchObject({ package: { name: '@modelcontextprotocol/server-filesystem', pinned: false } });
  });

  it('in a repository are no files of ours', () => {
    const done = read({
      'compose.yaml': 'services:\n  app: { image: a, volumes: ["C:\\\\data:/data", "..\\\\..\\\\etc:/etc"] }\n',
    });
    expect(ids(done, 'Workload')).toHaveLength(1);
    expect(done.codes).toEqual([]);
  });
});

describe('a file that its program finds by name', () => {
  it('is an error when it was made too large to be read, since it would hide what it says', () => {
    const pad = ' '.repeat(17 * 1024 * 1024);
    const done = read({
      '.mcp.json': `${pad}{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "a"] } } }\n`,
      '.github/workflows/a.yml': `#${pad}\non: push\njobs: { a: { runs-on: x, steps: [{ run: echo }] } }\n`,
      'data.json': `${pad}{ "rows": [] }\n`,
    });
    expect([...done.codes].sort()).toEqual([
      'not-recognised data.json:',
      'too-large .github/workflows/a.yml:',
      'too-large .mcp.json:',
    ]);
  });
});

describe('a file with thousands of findings', () => {
  it('costs as much as its parts: each fix looks at its own lines', () => {
    const servers = Array.from(
      { length: 1500 },
      (_, index) =>
        `    "server-${index}": { "command": "npx", "args": ["-y", "package-${index}"],\n      "env": { "API_TOKEN": "Vb8Xc3Zk5Lm1Qw9Er7Ty${index}" } }`,
    );
    const done = read({ '.mcp.json': `{\n  "mcpServers": {\n${servers.join(',\n')}\n  }\n}\n` });
    expect(done.findings.length).toBeGreaterThan(2999);
    const texts = done.findings.map(({ fix }) => fix.text).join('');
    expect(texts).not.toMatch(/Vb8Xc3Zk5Lm1Qw9Er7Ty/u);
  });
});

describe('tokens over several lines', () => {
  const [first, rest] = [TOKEN.slice(0, 14), TOKEN.slice(14)];

  it('are found in a notebook where Python joins them, and printed nowhere', () => {
    const code = [`key = ('${first}'\\n`, `       '${rest}')\\n`, `GITHUB_TOKEN = '${first}' + '${rest}'\\n`];
    const notebook = (source: readonly string[]): string =>
      `{ "cells": [{ "cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": [${source.map((one) => `"${one}"`).join(', ')}] }], "metadata": {}, "nbformat": 4, "nbformat_minor": 5 }`;
    const done = read({ 'a.ipynb': notebook(code) });
    expect(keys(done).filter((one) => one.startsWith('github-token')).length).toBeGreaterThan(0);
    expect(JSON.stringify(done.estate.nodes) + JSON.stringify(done.findings)).not.toContain(rest);
  });

  it('are found in a script that continues its line', () => {
    const done = read({
      '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          export GITHUB_TOKEN=${first}\\\n          ${rest}\n`,
    });
    expect(JSON.stringify([done.estate.nodes, done.estate.edges, done.findings])).not.toContain(rest);
  });

  it('are found in a folded YAML text that the shell reads as one', () => {
    const done = read({
      'compose.yaml': `services:\n  a:\n    image: a\n    environment:\n      GITHUB_TOKEN: "${first}\\\n        ${rest}"\n`,
    });
    expect(keys(done)).toContain('github-token GITHUB_TOKEN');
  });
});
