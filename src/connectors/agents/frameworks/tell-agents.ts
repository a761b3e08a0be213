import { agentKey, fileKey, hostKey } from '../../../model/keys.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import type { Scene } from '../form.ts';
import { passesCaller } from '../mcp/references.ts';
import { tellKeys } from '../mcp/keys.ts';
import { clientOf } from '../mcp/clients.ts';
import type { Telling } from '../telling.ts';
import { tellPrompt } from '../tools/tell-tools.ts';
import type { AgentRead } from './agent.ts';
import { tellModel } from './models.ts';
import { nearGateways } from './near.ts';
import { tellAgentTools } from './tools.ts';

/** The agents of one file: each with its model, its tools, and the agents to which it hands work. */
export function tellAgents(telling: Telling, agents: readonly AgentRead[], scene: Scene): void {
  const ids = new Map<string, NodeId>();
  for (const { name, at } of agents) {
    const id = telling.node(telling.id('agent', 'Agent', name), 'Agent', name, [at.evidence]);
    ids.set(name, id);
    telling.estate.known(id, fileKey(telling.file.path));
  }
  const called = new Set<string>();
  for (const read of agents) {
    const id = ids.get(read.name);
    if (id === undefined) continue;
    tellModel(telling, id, read);
    tellAgentTools(telling, id, read, scene);
    tellOwnKeys(telling, id, read);
    for (const { to, at } of read.delegates) {
      const other = ids.get(to);
      called.add(to);
      if (other !== undefined) telling.edge('DELEGATES_TO', id, other, at);
      else elsewhere(telling, id, to, read, at, scene);
    }
    tellPassing(telling, id, read);
  }
  // A person talks to the agents that no other agent of the file calls.
  for (const { name, at } of agents) {
    const id = ids.get(name);
    if (id === undefined || called.has(name)) continue;
    tellPrompt(telling, 'agent', id, [name], at);
    telling.estate.known(id, agentKey(telling.file.path));
  }
}

/** An agent at an address, in another file, or behind a variable of the stack that the file is part of. */
function elsewhere(
  telling: Telling,
  agent: NodeId,
  to: string,
  read: AgentRead,
  at: AgentRead['at'],
  scene: Scene,
): void {
  const variable = /^\$\{?(\w{1,120})\}?$/u.exec(to)?.[1];
  const values =
    variable === undefined
      ? [to]
      : nearGateways(scene, telling.file.path).flatMap(({ variables }) => variables.get(variable) ?? []);
  const address = values.find((one) => /^https?:\/\//iu.test(one));
  const key = address === undefined ? (variable === undefined ? file(telling, to) : undefined) : hostKey(address);
  const shown = variable ?? to;
  const otherwise = {
    id: address === undefined || key === undefined ? telling.id('agent', 'Agent', read.name, shown) : nodeId('net', 'Host', key.slice('host:'.length)),
    kind: address === undefined || key === undefined ? 'Agent' : 'Endpoint',
    name: shown, realm: telling.standing.realm, environment: 'unknown', implied: true, evidence: [at.evidence],
  } as const; // prettier-ignore
  if (key === undefined) {
    telling.estate.node(otherwise);
    telling.edge('DELEGATES_TO', agent, otherwise.id, at);
  } else
    telling.estate.refer({
      kind: 'DELEGATES_TO',
      node: agent,
      side: 'from',
      key,
      confidence: 'configured',
      evidence: [at.evidence],
      otherwise,
    });
}

/** The key of a file that is named relative to this one; undefined when the text names none. */
function file(telling: Telling, to: string): string | undefined {
  if (!/^[\w./-]{1,300}\.(?:ya?ml|json)$/u.test(to)) return undefined;
  const parts = telling.file.path.split('/').slice(0, -1);
  for (const part of to.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return fileKey(parts.join('/'));
}

/** Keys that stand beside the model, or in the agent itself. */
function tellOwnKeys(telling: Telling, node: NodeId, { name, at, model }: AgentRead): void {
  const { reference } = clientOf(telling.file.path);
  for (const place of [at, model?.at, at.get('model', 'config'), at.get('env')])
    for (const [key, one] of place?.entries() ?? []) {
      const text = one.text();
      if (text === undefined || text.length > 4000 || /instruction|prompt|description|backstory|goal/iu.test(key))
        continue;
      tellKeys(
        telling,
        { node, source: 'agent', path: [name] },
        { key, text, at: one, where: 'file', whole: true, ...(reference ? { reference } : {}) },
      );
    }
}

const SWITCHES = ['forward_headers', 'forwardHeaders', 'forward_authorization', 'passthrough', 'token_passthrough', 'pass_user_token', 'propagate_auth', 'forward_auth']; // prettier-ignore

/** A setting by which the agent hands on the caller's own token. */
function tellPassing(telling: Telling, node: NodeId, { at }: AgentRead): void {
  for (const key of SWITCHES) {
    const one = at.get(key);
    const names = one?.texts().some((text) => /^authorization$/iu.test(text)) === true;
    if (!one || (one.value !== true && !names && !passesCaller(one.text() ?? ''))) continue;
    const { span } = one;
    telling.estate.fact({
      fact: 'passthrough', node, to: node, because: `${key} hands on what the caller authenticated with`, evidence: [one.evidence], confidence: 'configured',
      ...(span && one.value === true ? { span, instead: 'false' } : {}),
    }); // prettier-ignore
  }
}
