import type { Entry } from '../../../documents/entry.ts';
import type { ToolServerFact } from '../../../model/system-facts.ts';
import type { NodeId } from '../../../model/id.ts';
import { toolHostKey, toolServerKey } from '../../../model/keys.ts';
import type { Door } from './door.ts';
import { keyAt, reference } from './keys.ts';

/** Tool servers that the proxy offers (docs.litellm.ai, MCP gateway). */
export function tellToolServers(door: Door): void {
  for (const section of ['mcp_servers', 'mcp_builtin_servers'])
    for (const [name, server] of door.root.entries(section))
      if (server.text('enabled') !== 'false') tell(door, name, server);
}

function tell(door: Door, name: string, server: Entry): void {
  const { estate } = door;
  const evidence = [server.evidence];
  const known = { confidence: 'configured', evidence } as const;
  const id = door.node(door.idOf('McpServer', name), 'McpServer', name, evidence);
  estate.known(id, toolServerKey(name));
  estate.edge({ kind: 'ROUTES_TO', from: door.id, to: id, ...known });
  const keys = ['auth_value', 'authentication_token', 'api_key'].flatMap((field) => {
    const entry = server.get(field);
    return (entry && keyAt(door, entry, 'token', `mcp_servers\0${name}\0${field}`)) ?? [];
  });
  for (const section of ['env', 'static_headers', 'extra_headers', 'headers'])
    for (const [key, entry] of server.entries(section)) {
      const named = /^authorization$/iu.test(key) ? 'token' : key;
      const one = keyAt(door, entry, named, `mcp_servers\0${name}\0${key}`);
      if (one !== undefined) keys.push(one);
    }
  tellHandedOn(door, name, server, id);
  const variable = server.get('env_key');
  const from = variable?.text();
  if (variable && from !== undefined) keys.push(reference(door, variable, from));
  for (const key of new Set(keys)) estate.edge({ kind: 'TOOL_ACTS_AS', from: id, to: key, ...known });
  const url = server.text('url');
  if (url !== undefined) estate.known(id, toolHostKey(url));
  estate.fact({
    fact: 'tool-server',
    node: id,
    ...known,
    ...asks(server, keys.length > 0),
    transport: transportOf(server),
    ...(url === undefined ? {} : { url: bare(url) }),
  });
}

/** A list of names says which headers of the caller are handed on to the server (docs.litellm.ai, MCP overview). */
function tellHandedOn(door: Door, name: string, server: Entry, to: NodeId): void {
  const entry = server.items('extra_headers').find((one) => /^authorization$/iu.test(one.text() ?? ''));
  if (entry === undefined) return;
  const because = `extra_headers of ${name} names Authorization`;
  const known = { confidence: 'configured', evidence: [entry.evidence] } as const;
  door.estate.fact({ fact: 'passthrough', node: door.id, to, because, ...known });
}

/** A query may hold a key: it is no part of the address. */
const bare = (url: string): string => url.replace(/[?#].*$/su, '').replace(/\/\/[^@/\s]{1,300}@/u, '//');

function transportOf(server: Entry): ToolServerFact['transport'] {
  const said = server.text('transport');
  if (said === 'sse' || said === 'http' || said === 'stdio') return said;
  if (server.has('command')) return 'stdio';
  return server.has('url') ? 'http' : 'unknown';
}

function asks(server: Entry, keys: boolean): Pick<ToolServerFact, 'authentication' | 'because'> {
  const type = server.text('auth_type');
  if (type === 'oauth2') return { authentication: 'oauth', because: 'auth_type is oauth2' };
  if (type !== undefined && type !== 'none') return { authentication: 'static-key', because: `auth_type is ${type}` };
  if (keys) return { authentication: 'static-key', because: 'a key is put into its environment or headers' };
  return server.has('url')
    ? { authentication: 'none', because: 'no auth_type and no header is set' }
    : { authentication: 'unknown', because: 'it runs beside the proxy' };
}
