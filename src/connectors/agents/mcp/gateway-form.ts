import type { Entry } from '../../../documents/entry.ts';
import { toolServerKey } from '../../../model/keys.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import type { Form, GatewayPlace } from '../form.ts';
import type { Telling } from '../telling.ts';
import { aliases, knownServer, toolsOf } from '../tools/known.ts';
import { effectOfName } from '../tools/effects.ts';
import { tellTool, tellUntrusted } from '../tools/tell-tools.ts';
import { gatewayArguments, type GatewayArguments } from './gateway-arguments.ts';

/** Docker's MCP gateway as a service of a compose file: the tool servers behind it and the services that call it. */
export const GATEWAY: Form = {
  name: 'MCP gateway in a compose file',
  may: (text, path) => /\.ya?ml$/iu.test(path) && text.includes('services:') && text.includes('mcp-gateway'),
  is: (root) => gatewaysIn(root).length > 0,
  tell(telling, root) {
    for (const [service, at] of gatewaysIn(root)) tellGateway(telling, root, service, at);
  },
};

const IMAGE = /(?:^|\/)docker\/mcp-gateway(?::|@|$)/u;

function gatewaysIn(root: Entry): readonly (readonly [name: string, at: Entry])[] {
  return root.entries('services').filter(([, at]) => IMAGE.test(at.text('image') ?? ''));
}

/** The service's own connector tells it; until then it is implied. Ids agree by the rule of where files stand. */
function service(telling: Telling, name: string, at: Entry): NodeId {
  const { realm, path } = telling.standing;
  const id = nodeId('compose', 'Service', realm, ...path, name);
  return telling.node(id, 'Workload', name, [at.evidence], { implied: true });
}

function tellGateway(telling: Telling, root: Entry, name: string, at: Entry): void {
  const gateway = service(telling, name, at);
  const callers = callersOf(root, name).map(([caller, place]) => ({ id: service(telling, caller, place), place }));
  const asked = gatewayArguments(at.itemsOrOne('command'));
  const offered = new Set<string>();
  for (const server of asked.servers) {
    const { name: serverName, at: place } = server;
    const path = [name, serverName];
    const id = telling.id('mcp', 'Server', ...path);
    const again = telling.variant !== undefined && telling.estate.has(id);
    telling.node(id, 'McpServer', serverName, [place.evidence]);
    telling.edge('ROUTES_TO', gateway, id, place);
    const known = knownServer([`docker:${serverName}`]);
    for (const alias of [serverName, ...(known ? aliases(known) : [])]) telling.estate.known(id, toolServerKey(alias));
    for (const { id: caller, place: from } of callers) telling.edge('AGENT_USES', caller, id, from);
    if (!again)
      telling.estate.fact({
      fact: 'tool-server', node: id, transport: asked.transport, evidence: [place.evidence], confidence: 'configured',
      authentication: 'unknown', because: `it is reached through the gateway ${name}`,
    }); // prettier-ignore
    const by = { node: id, source: 'mcp', path, named: serverName };
    for (const [tool, effect] of known ? toolsOf(known) : []) {
      if (asked.tools.length > 0 && !asked.tools.some((one) => one.name === tool)) continue;
      offered.add(tool);
      const judged = { effect, because: `documentation of the ${known?.title ?? ''} server` };
      tellTool(telling, by, { name: tool, judged, evidence: place.evidence, automatic: true });
    }
    if (known?.brings && brings(asked, [...offered]))
      for (const { id: caller } of callers)
        tellUntrusted(
          telling,
          by,
          caller,
          known.brings[0],
          place,
          known.brings[1] === 'strangers' ? undefined : 'strangers can write there',
        );
  }
  tellNamed(telling, gateway, name, asked, offered);
}

/** With a list of tools the server brings something in only when one of its own is in it. */
const brings = ({ tools }: GatewayArguments, offered: readonly string[]): boolean =>
  tools.length === 0 || offered.length > 0;

/** Tools that the gateway names and no documentation places: they are of its only server, else of the gateway. */
function tellNamed(
  telling: Telling,
  gateway: NodeId,
  name: string,
  asked: GatewayArguments,
  offered: ReadonlySet<string>,
): void {
  const [only, ...more] = asked.servers;
  const of = only !== undefined && more.length === 0 ? only.name : undefined;
  const path = of === undefined ? [name] : [name, of];
  const node = of === undefined ? gateway : telling.id('mcp', 'Server', ...path);
  for (const tool of asked.tools)
    if (!offered.has(tool.name))
      tellTool(telling, { node, source: 'mcp', path, named: of ?? name }, {
        name: tool.name, judged: effectOfName(tool.name), evidence: tool.at.evidence, automatic: true,
      }); // prettier-ignore
}

/** Services whose variables hold an address of the gateway. */
function callersOf(root: Entry, gateway: string): readonly (readonly [name: string, at: Entry])[] {
  const address = new RegExp(`//${gateway.replace(/[^\w-]/gu, '\\$&')}(?::\\d{1,5})?(?:/|$)`, 'u');
  return root.entries('services').flatMap(([name, at]) => {
    const found = name === gateway ? undefined : variables(at).find(([, , value]) => address.test(value));
    return found ? [[name, found[1]] as const] : [];
  });
}

function variables(service: Entry): readonly (readonly [name: string, at: Entry, value: string])[] {
  const mapped = service.entries('environment').map(([key, at]) => [key, at, at.text() ?? ''] as const);
  const listed = service.items('environment').flatMap((at) => {
    const text = at.text() ?? '';
    const cut = text.indexOf('=');
    return cut < 0 ? [] : [[text.slice(0, cut), at, text.slice(cut + 1)] as const];
  });
  return [...mapped, ...listed];
}

/** What an agent's file beside the compose file may refer to. */
export function gatewayPlace(telling: Telling, root: Entry): GatewayPlace {
  const { file } = telling;
  const servers = new Map<string, string>();
  for (const [name, at] of gatewaysIn(root))
    for (const { name: server } of gatewayArguments(at.itemsOrOne('command')).servers) {
      const known = knownServer([`docker:${server}`]);
      for (const alias of [server, ...(known ? aliases(known) : [])])
        servers.set(alias.toLowerCase(), telling.id('mcp', 'Server', name, server));
    }
  const values = new Map<string, string>();
  for (const [, at] of root.entries('services')) for (const [key, , value] of variables(at)) values.set(key, value);
  return {
    file: file.path,
    folder: file.path.slice(0, Math.max(0, file.path.lastIndexOf('/'))),
    servers,
    variables: values,
  };
}
