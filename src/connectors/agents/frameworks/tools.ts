import type { Entry } from '../../../documents/entry.ts';
import { toolServerKey } from '../../../model/keys.ts';
import { segment, type NodeId } from '../../../model/id.ts';
import type { Scene } from '../form.ts';
import { clientOf } from '../mcp/clients.ts';
import { tellServer, type User } from '../mcp/server.ts';
import { isServer, serversIn } from '../mcp/servers.ts';
import type { Telling } from '../telling.ts';
import { effectOfName } from '../tools/effects.ts';
import { knownServer, toolsOf } from '../tools/known.ts';
import { bringsStrangers } from '../tools/strangers.ts';
import { tellTool, tellUntrusted, type Offering } from '../tools/tell-tools.ts';
import type { AgentRead } from './agent.ts';
import { builtIn } from './built-in.ts';
import { nearGateways } from './near.ts';

/** The tools and tool servers of an agent. Tools of its own are under the agent; what stands behind a gateway is there already. */
export function tellAgentTools(telling: Telling, agent: NodeId, read: AgentRead, scene: Scene): void {
  const by: Offering = { node: agent, source: 'agent', path: [read.name], named: read.name };
  const user: User = { agent, source: 'agent', path: [read.name], client: clientOf(telling.file.path) };
  for (const place of read.servers)
    for (const one of place
      .items()
      .map((at) => at.text())
      .filter((name) => name !== undefined))
      refer(telling, agent, place, one, scene);
  for (const written of read.servers.flatMap((place) => serversIn(place))) tellServer(telling, user, written);
  for (const [index, at] of read.tools.entries()) tellOne(telling, by, user, at, index, scene);
  if (read.code) own(telling, by, 'code execution', read.code, { effect: 'execute' });
}

function tellOne(telling: Telling, by: Offering, user: User, at: Entry, index: number, scene: Scene): void {
  const text = at.text();
  const type = at.text('type') ?? at.text('provider');
  if (text !== undefined) {
    const mcp = /^mcp\/([\w.-]{1,100})(?::([\w.-]{1,100}))?$/u.exec(text);
    if (mcp?.[1] !== undefined) refer(telling, by.node, at, mcp[1], scene, mcp[2]);
    else own(telling, by, text, at);
    return;
  }
  if (type === 'mcp' || at.get('server_url') !== undefined || isServer(at)) {
    tellMcp(telling, by, user, at, index, scene);
    return;
  }
  const name = at.text('function', 'name') ?? at.text('name') ?? at.text('config', 'name') ?? at.text('id') ?? type;
  if (name === undefined) return;
  // A toolset that is narrowed to some of its tools has no more than those.
  const chosen = at.items('tools').filter((one) => one.text() !== undefined);
  if (chosen.length > 0) for (const one of chosen) own(telling, by, one.text() ?? '', one);
  else own(telling, by, name, at);
}

/** `type: mcp` of Docker's agent (a command, a `ref`, a remote) and of OpenAI (`server_url`). */
function tellMcp(telling: Telling, by: Offering, user: User, at: Entry, index: number, scene: Scene): void {
  const catalogue = /^docker:([\w.-]{1,100})$/u.exec(at.text('ref') ?? '')?.[1];
  if (catalogue !== undefined) {
    const chosen = at.texts('tools');
    if (chosen.length === 0) refer(telling, by.node, at, catalogue, scene);
    for (const tool of chosen) refer(telling, by.node, at, catalogue, scene, tool);
    return;
  }
  const remote = at.get('remote');
  const name = at.text('name') ?? at.text('server_label') ?? at.text('config', 'name') ?? `mcp ${index + 1}`;
  const written = remote && isServer(remote) ? remote : at;
  tellServer(telling, user, { name, at: written });
}

/** A tool server by the name that a gateway of the project gives it. */
function refer(telling: Telling, agent: NodeId, at: Entry, server: string, scene: Scene, tool?: string): void {
  const near = nearGateways(scene, telling.file.path).filter(({ servers }) => servers.has(server.toLowerCase()));
  const precondition = near.length > 1 ? `the agent runs in one of ${near.length} stacks` : undefined;
  for (const { servers } of near) {
    const id = servers.get(server.toLowerCase());
    if (id === undefined) continue;
    // An agent that names a tool has that tool, not all of the server.
    const one = tool === undefined ? id : `${id.replace(':Server:', ':Tool:')}/${segment(tool)}`;
    telling.edge('AGENT_USES', agent, telling.estate.has(one) ? one : id, at, precondition);
  }
  if (near.length === 0) {
    const path = [telling.estate.get(agent)?.name ?? 'agent', server];
    const id = telling.id('agent', 'Server', ...path);
    const known = knownServer([`docker:${server}`]);
    telling.node(id, 'McpServer', server, [at.evidence], { implied: true });
    telling.edge('AGENT_USES', agent, id, at);
    telling.estate.refer({
      kind: 'ROUTES_TO',
      node: id,
      side: 'from',
      key: toolServerKey(server),
      confidence: 'configured',
      evidence: [at.evidence],
    });
    const by: Offering = { node: id, source: 'agent', path, named: server };
    const documented = known ? toolsOf(known) : [];
    for (const [name, effect] of tool === undefined ? documented : documented.filter(([name]) => name === tool))
      tellTool(telling, by, {
        name,
        judged: { effect, because: `documentation of the ${known?.title ?? ''} server` },
        evidence: at.evidence,
        automatic: true,
      });
    if (tool !== undefined && !documented.some(([name]) => name === tool))
      tellTool(telling, by, { name: tool, judged: effectOfName(tool), evidence: at.evidence, automatic: true });
    if (known?.brings)
      tellUntrusted(
        telling,
        by,
        agent,
        known.brings[0],
        at,
        known.brings[1] === 'strangers' ? undefined : 'strangers can write there',
      );
    return;
  }
  const brings = knownServer([`docker:${server}`])?.brings;
  if (brings) {
    const by: Offering = {
      node: agent,
      source: 'agent',
      path: [telling.estate.get(agent)?.name ?? 'agent', server],
      named: server,
    };
    tellUntrusted(
      telling,
      by,
      agent,
      brings[0],
      at,
      brings[1] === 'strangers' ? undefined : 'strangers can write there',
    );
  }
}

/** A tool of the framework, or of the agent's own code. */
function own(telling: Telling, by: Offering, name: string, at: Entry, given?: ReturnType<typeof builtIn>): void {
  const found = given ?? builtIn(name);
  const judged = found ? { effect: found.effect, because: 'the framework documents the tool' } : effectOfName(name);
  tellTool(telling, by, { name, judged, evidence: at.evidence, automatic: true });
  if (found?.strangers !== undefined) tellUntrusted(telling, by, by.node, found.strangers, at);
  else if (!found)
    for (const what of bringsStrangers([name]))
      tellUntrusted(telling, by, by.node, what, at, 'what it reads is written by strangers');
}
