import type { Entry } from '../../../documents/entry.ts';

/** A tool server as a client's file writes it. */
export interface Written {
  readonly name: string;
  readonly at: Entry;
}

/** Where clients keep their servers: paths from the root. */
const PLACES: readonly (readonly string[])[] = [
  ['mcpServers'], ['servers'], ['context_servers'], ['mcp.servers'], ['mcp', 'servers'], ['mcp'], ['amp.mcpServers'], ['mcp', 'mcpServers'],
  ['settings', 'mcp', 'servers'], ['settings', 'mcp.servers'], ['customizations', 'vscode', 'mcp', 'servers'], ['mcp_servers'],
]; // prettier-ignore

const ADDRESSES = ['url', 'serverUrl', 'httpUrl', 'server_url', 'baseUrl'];

/** Every server of a client's file; of the projects of `.claude.json` too, by project. */
export function serversOf(root: Entry): readonly Written[] {
  const found = PLACES.flatMap((path) => serversIn(root.get(...path)));
  for (const [project, one] of root.entries('projects'))
    for (const { name, at } of serversIn(one.get('mcpServers'))) found.push({ name: `${project}/${name}`, at });
  return found;
}

/** Those of a map by name, or of a list whose items name themselves. Empty when any other kind of thing stands there. */
export function serversIn(place: Entry | undefined): Written[] {
  if (place === undefined) return [];
  const named = place.items().map((at) => ({ name: at.text('name') ?? '', at }));
  const all = named.length > 0 ? named : place.entries().map(([name, at]) => ({ name, at }));
  const servers = all.filter(({ name, at }) => name !== '' && isServer(at));
  // A list of web addresses, a map of microservices: at least half must look like tool servers.
  return servers.length * 2 >= all.length ? servers : [];
}

export function isServer(at: Entry): boolean {
  const command = at.get('command');
  if (command !== undefined)
    return command.text() !== undefined || command.items().length > 0 || command.get('path') !== undefined;
  return ADDRESSES.some((key) => /^[\w+.${}-]{1,40}(?::|\})/u.test(at.text(key) ?? ''));
}

/** The address of a remote server. */
export function addressOf(at: Entry): Entry | undefined {
  for (const key of ADDRESSES) if (at.text(key) !== undefined) return at.get(key);
  return undefined;
}
