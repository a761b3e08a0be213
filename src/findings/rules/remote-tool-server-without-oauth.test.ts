import { describe, expect, it } from 'vitest';
import type { ToolServerFact } from '../../model/system-facts.ts';
import { TestEstate } from '../testing/estate.ts';
import { remoteToolServerWithoutOauth } from './remote-tool-server-without-oauth.ts';

function judged(
  url: string,
  authentication: ToolServerFact['authentication'],
  more: Partial<ToolServerFact> = {},
): unknown[] {
  const estate = new TestEstate();
  const node = estate.node('McpServer', 'Server', 'crm');
  estate.fact({
    fact: 'tool-server', node, transport: 'http', url, authentication, because: 'test', evidence: [{ file: '.mcp.json', line: 4 }], confidence: 'configured',
    ...more,
  }); // prettier-ignore
  return estate.judge(remoteToolServerWithoutOauth);
}
const urlSpan = { file: '.mcp.json', start: 1, end: 9 };

describe('remote-tool-server-without-oauth', () => {
  it('is high without TLS and authentication on the internet, medium in a private network', () => {
    expect(judged('http://tools.acme.test/mcp', 'none', { urlSpan })).toMatchObject([
      { severity: 'high', plan: { kind: 'patch', edits: [{ text: '"https://tools.acme.test/mcp"' }] } },
    ]);
    expect(judged('http://tools:8811/sse', 'none')).toMatchObject([{ severity: 'medium' }]);
  });

  it('is medium for a key, which goes where the server is documented to offer OAuth', () => {
    expect(judged('https://tools.acme.test/mcp', 'static-key')).toMatchObject([
      { severity: 'medium', plan: { kind: 'policy' } },
    ]);
    expect(judged('https://tools.acme.test/mcp', 'static-key', { headers: urlSpan })).toMatchObject([
      { plan: { kind: 'patch', edits: [{ text: '{}' }] } },
    ]);
  });

  it('stays quiet for OAuth, for what may ask for OAuth, and on this machine', () => {
    expect(judged('https://tools.acme.test/mcp', 'oauth')).toEqual([]);
    expect(judged('https://tools.acme.test/mcp', 'unknown')).toEqual([]);
    expect(judged('http://localhost:3000/mcp', 'none')).toEqual([]);
    expect(judged('http://127.0.0.1/mcp', 'none')).toEqual([]);
  });
});
