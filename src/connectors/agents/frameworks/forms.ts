import type { Entry } from '../../../documents/entry.ts';
import type { Form } from '../form.ts';
import { readAgent, type AgentRead } from './agent.ts';
import { tellAgents } from './tell-agents.ts';

const INSTRUCTED = ['instruction', 'instructions', 'system_prompt', 'system_message', 'systemPrompt'];
const YAML = /\.ya?ml$/iu;

const instructed = (at: Entry): boolean => INSTRUCTED.some((key) => at.text(key) !== undefined);

/** A kind of file by what agents it yields; none when it is of another kind. */
function form(name: string, may: Form['may'], agents: (root: Entry, path: string) => readonly AgentRead[]): Form {
  return {
    name,
    may,
    is: (root, path) => agents(root, path).length > 0,
    tell: (telling, root, scene) => {
      tellAgents(telling, agents(root, telling.file.path), scene);
    },
  };
}

/** CrewAI's `agents.yaml`: every entry has a role and a goal. */
const CREW = form('CrewAI agents', (text, path) => YAML.test(path) && text.includes('goal:') && text.includes('role:'), (root) => {
  const all = root.entries();
  const agents = all.filter(([, at]) => at.text('role') !== undefined && at.text('goal') !== undefined);
  if (agents.length === 0 || agents.length < all.length) return [];
  const read = agents.map(([name, at]) => readAgent(name, at));
  // A crew whose agent may delegate lets it ask every other.
  return read.map((one) =>
    one.at.get('allow_delegation')?.value === true
      ? { ...one, delegates: read.filter(({ name }) => name !== one.name).map(({ name }) => ({ to: name, at: one.at })) }
      : one,
  );
}); // prettier-ignore

/** A map `agents` by name: Docker's agent, Agno's and others, with `teams` beside it. */
const AGENTS_MAP = form('agents by name', (text, path) => YAML.test(path) && /^agents:/mu.test(text), (root) => {
  const agents = [...root.entries('agents'), ...root.entries('teams')].filter(([, at]) => instructed(at) || at.get('model') !== undefined);
  const looks = agents.some(([, at]) => instructed(at) && (at.get('model') !== undefined || at.get('tools') !== undefined));
  if (!looks) return [];
  const models = root.get('models');
  return agents.map(([name, at]) => withModel(readAgent(name, at), models));
}); // prettier-ignore

/** `model: fast` beside `models: {fast: {provider, model}}`. */
function withModel(read: AgentRead, models: Entry | undefined): AgentRead {
  const named = read.model && models?.get(read.model.name);
  const name = named?.text('model');
  const provider = named?.text('provider');
  return named && name !== undefined
    ? { ...read, model: { name, at: named }, ...(provider === undefined ? {} : { provider }) }
    : read;
}

/** One agent a file: Google ADK's Agent Config and its relatives. */
const SINGLE = form(
  'agent',
  (text, path) => YAML.test(path) && /^name:/mu.test(text) && /^(?:instructions?|agent_class|sub_agents|system_prompt):/mu.test(text),
  (root) => {
    const name = root.text('name');
    const runs = root.text('agent_class') !== undefined || (instructed(root) && (root.get('model') !== undefined || root.get('tools') !== undefined));
    const leads = root.items('sub_agents').length > 0;
    return name !== undefined && root.get('apiVersion') === undefined && (runs || leads) ? [readAgent(name, root)] : [];
  },
); // prettier-ignore

/** AutoGen's component JSON: `component_type` agent or team, participants inside `config`. */
const AUTOGEN = form('AutoGen component', (text) => text.includes('"component_type"') && text.includes('"provider"'), (root) => autogen(root, '', 0)); // prettier-ignore

function autogen(at: Entry, under: string, depth: number): readonly AgentRead[] {
  const type = at.text('component_type');
  const config = at.get('config');
  if ((type !== 'agent' && type !== 'team') || config === undefined || depth > 20) return [];
  const name = config.text('name') ?? at.text('label') ?? (type === 'team' ? `team${under}` : `agent${under}`);
  const inner = config.items('participants').flatMap((one, index) => autogen(one, `${under} ${index + 1}`, depth + 1));
  const benches = config.itemsOrOne('workbench').filter((one) => one.get('config', 'server_params') !== undefined);
  const own = readAgent(name, config);
  return [
    {
      ...own,
      tools: [...own.tools, ...benches.flatMap((one) => one.items('config', 'tools'))],
      servers: [...own.servers, ...benches.map((one) => one.get('config')).filter((one) => one !== undefined)],
      ...(/CodeExecutor/u.test(at.text('provider') ?? '') ? { code: at } : {}),
    },
    ...inner,
  ];
}

/** OpenAI assistants and stored agents, one or a list of them. */
const ASSISTANT = form('OpenAI assistant', (text) => text.includes('"assistant"') && text.includes('"instructions"'), (root) => {
  const all = root.text('object') === 'list' ? root.items('data') : [root];
  return all
    .filter((one) => one.text('object') === 'assistant')
    .map((one, index) => readAgent(one.text('name') ?? one.text('id') ?? `assistant ${index + 1}`, one));
}); // prettier-ignore

/** Microsoft 365 Copilot's declarative agent manifest. */
const DECLARATIVE = form('declarative agent', (text) => text.includes('declarative-agent') && text.includes('"instructions"'), (root) => {
  const name = root.text('name');
  if (name === undefined || !/declarative-agent/u.test(root.text('$schema') ?? '') || !instructed(root)) return [];
  const read = readAgent(name, root);
  return [{ ...read, tools: [...read.tools, ...root.items('capabilities'), ...root.items('actions')] }];
}); // prettier-ignore

/** LangGraph's `langgraph.json`: graphs by name, each a symbol in a file of code. */
const LANGGRAPH = form('LangGraph', (text, path) => /(?:^|\/)langgraph\.json$/u.test(path) && text.includes('"graphs"'), (root) =>
  root.entries('graphs').map(([name, at]) => ({ ...readAgent(name, at), ...(root.get('env') ? { at: root } : {}) })),
); // prettier-ignore

export const FRAMEWORKS: readonly Form[] = [CREW, AGENTS_MAP, SINGLE, AUTOGEN, ASSISTANT, DECLARATIVE, LANGGRAPH];
