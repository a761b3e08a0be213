import { describe, expect, it } from 'vitest';
import { agents } from '../../src/connectors/agents/connector.ts';
import { readTexts } from '../../src/connectors/testing/read-texts.ts';
import { connectorContract } from './connector.ts';

/** Constructed after the documentation of the clients, of the MCP registry, of A2A, CrewAI and Docker's MCP gateway. */
const FILES = {
  '.mcp.json': `{
  // the team's servers
  "mcpServers": {
    "github": {
      "command": "npx",
      "args": ["-y", "@modelcontextprotocol/server-github"],
      "env": { "GITHUB_PERSONAL_ACCESS_TOKEN": "ghp_Zk9vQ2mXr7LpTbW4nYcJdHsAfGuEoIiR1xKq" },
    },
    "fetch": { "command": "uvx", "args": ["mcp-server-fetch==2025.4.7"] },
    "crm": { "type": "http", "url": "https://crm.acme.test/mcp", "headers": { "Authorization": "Bearer Qm4Vt7Zx2Lc9Rb6Ny3Kd" } },
  },
}
`,
  '.codex/config.toml': `[mcp_servers.docs]\ncommand = "npx"\nargs = ["-y", "@upstash/context7-mcp@1.0.14"]\n[mcp_servers.docs.env]\nAPI_KEY = "Vb8Xc3Zk5Lm1Qw9Er7Ty"\n`,
  'compose.yaml': `services:
  app:
    image: acme/app
    environment: [MCP_GATEWAY_URL=http://mcp-gateway:8811]
  mcp-gateway:
    image: docker/mcp-gateway:latest
    command: [--transport=sse, '--servers=duckduckgo,resend']
`,
  'agents.yaml': `researcher:\n  role: Researcher\n  goal: Find out\n  tools: [mcp/duckduckgo:search]\nwriter:\n  role: Writer\n  goal: Write\n  allow_delegation: true\n`,
  'agent-card.json': `{ "name": "Refunds", "url": "https://refunds.acme.test/a2a", "capabilities": {}, "skills": [{ "id": "issue_refund", "name": "Issue a refund" }] }\n`,
  'tickets-tools.json': `{ "tools": [{ "name": "get_ticket", "inputSchema": {}, "annotations": { "destructiveHint": true } }] }\n`,
} as const;

connectorContract(agents, {
  files: FILES,
  secrets: ['ghp_Zk9vQ2mXr7LpTbW4nYcJdHsAfGuEoIiR1xKq', 'Qm4Vt7Zx2Lc9Rb6Ny3Kd', 'Vb8Xc3Zk5Lm1Qw9Er7Ty'],
});

describe('agents, hostile', () => {
  it('reads ten thousand servers, whatever they are called', () => {
    const servers = Array.from({ length: 10_000 }, (_, index) => [
      `s${index}`,
      { command: 'npx', args: [`p${index}`] },
    ]);
    const odd =
      '"__proto__": {"command": "x"}, "constructor": {"url": "http://[::"}, "a\\u0000/b\\u202e": {"command": "y", "args": [null, {}, 7]}';
    const text = `{"mcpServers": {${odd}, ${JSON.stringify(Object.fromEntries(servers)).slice(1)}}`;
    const { estate } = readTexts(agents, { '.mcp.json': text });
    const found = estate.nodes.filter(({ kind }) => kind === 'McpServer');
    expect(found).toHaveLength(10_003);
    expect(found.map(({ id }) => id)).toContain('mcp:Server:default/.mcp.json/__proto__');
    for (const { id } of found) expect(id).not.toMatch(/\p{Cc}|\u202e/u);
  });

  it('says where a file of its own is cut, and nothing of one that only might be', () => {
    const { estate, claimed } = readTexts(agents, {
      '.mcp.json': '{"mcpServers": {\n"a": {',
      'data.json': '{"mcpServers": {',
    });
    expect(estate.diagnostics).toMatchObject([{ code: 'malformed', place: { file: '.mcp.json' } }]);
    expect([...claimed]).toEqual(['.mcp.json']);
  });
});
