import { describe, expect, it } from 'vitest';
import type { ToolServerFact } from '../../model/system-facts.ts';
import { TestEstate } from '../testing/estate.ts';
import { toolServerUnpinned } from './tool-server-unpinned.ts';

const span = { file: '.mcp.json', start: 10, end: 20 };

function server(estate: TestEstate, name: string, found: NonNullable<ToolServerFact['package']>): string {
  const node = estate.node('McpServer', 'Server', name);
  estate.fact({
    fact: 'tool-server', node, transport: 'stdio', package: found, authentication: 'unknown', because: 'stdio', evidence: [{ file: '.mcp.json', line: 4 }],
    confidence: 'configured',
  }); // prettier-ignore
  return node;
}
const loose = {
  name: '@acme/tickets',
  pinned: false,
  registry: 'npm',
  written: '@acme/tickets@latest',
  version: 'latest',
  span,
} as const;

describe('tool-server-unpinned', () => {
  it('fires for a version that moves, with a command that asks the registry', () => {
    const estate = new TestEstate();
    server(estate, 'tickets', loose);
    const [finding] = estate.judge(toolServerUnpinned);
    expect(finding).toMatchObject({
      severity: 'medium',
      title: 'Server tickets runs whatever @acme/tickets is published as',
    });
    expect(finding?.plan).toMatchObject({ kind: 'command' });
    expect(JSON.stringify(finding?.plan)).toContain("npm view '@acme/tickets' version");
  });

  it('is high where the server holds a key, and a patch where another place runs a fixed version', () => {
    const estate = new TestEstate();
    const node = server(estate, 'tickets', loose);
    estate.edge('TOOL_ACTS_AS', node, estate.node('ApiKey', 'ApiKey', 'key'));
    server(estate, 'elsewhere', { name: '@acme/tickets', version: '1.4.0', pinned: true, registry: 'npm' });
    server(estate, 'older', { name: '@acme/tickets', version: '1.10.2', pinned: true, registry: 'npm' });
    expect(estate.judge(toolServerUnpinned)).toMatchObject([
      { severity: 'high', plan: { kind: 'patch', edits: [{ text: '"@acme/tickets@1.10.2"' }] } },
    ]);
  });

  it('has words only for a name that a shell could misread', () => {
    const estate = new TestEstate();
    server(estate, 'tickets', { ...loose, name: "x'; rm", written: "x'; rm" });
    expect(estate.judge(toolServerUnpinned)).toMatchObject([{ plan: { kind: 'policy' } }]);
  });

  it('stays quiet for exact versions and for what is not fetched', () => {
    const estate = new TestEstate();
    server(estate, 'fixed', { ...loose, version: '1.4.0', pinned: true });
    expect(estate.judge(toolServerUnpinned)).toEqual([]);
  });
});
