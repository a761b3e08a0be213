import { agentKey } from '../../../model/keys.ts';
import type { Form } from '../form.ts';
import { tellPrompt } from '../tools/tell-tools.ts';
import { clientOf } from './clients.ts';
import { serversOf } from './servers.ts';
import { tellServer } from './server.ts';

/** Configuration of a program that uses tool servers: an assistant in an editor, on a desktop, in a terminal. */
export const CLIENT: Form = {
  name: 'MCP client',
  may: (text, path) =>
    text.includes('mcpServers') || text.includes('context_servers') || text.includes('mcp.servers') || text.includes('"mcp"') ||
    text.includes('[mcp_servers') || (text.includes('"servers"') && /mcp[^/]*\.json$/iu.test(path)), // prettier-ignore
  own: (path) => clientOf(path).own,
  is: (root) => serversOf(root).length > 0,
  tell(telling, root) {
    const client = clientOf(telling.file.path);
    const agent = telling.id('mcp', 'Client');
    const file = telling.standing.path.at(-1) ?? telling.file.relative;
    telling.node(agent, 'Agent', `${client.name} (${file})`, [root.evidence]);
    telling.estate.known(agent, agentKey(telling.file.path));
    tellPrompt(telling, 'mcp', agent, [], root);
    for (const written of serversOf(root)) tellServer(telling, { agent, source: 'mcp', path: [], client }, written);
  },
};
