import type { Entry } from '../../../documents/entry.ts';

/** An agent as any framework declares it. */
export interface AgentRead {
  /** Unique in its file. */
  readonly name: string;
  readonly at: Entry;
  /** Name of the model with its provider before a slash, or as far as the file says. */
  readonly model?: { readonly name: string; readonly at: Entry };
  readonly provider?: string;
  readonly tools: readonly Entry[];
  /** Tool servers that it starts or calls itself. */
  readonly servers: readonly Entry[];
  /** Agents to which it hands work: names in the file, addresses, files. */
  readonly delegates: readonly { readonly to: string; readonly at: Entry }[];
  /** A setting says that it runs code. */
  readonly code?: Entry;
}

const DELEGATES = [
  'sub_agents',
  'subagents',
  'handoffs',
  'members',
  'participants',
  'agents',
  'collaborators',
  'connected_agents',
];
const CODE = ['allow_code_execution', 'code_execution', 'code_execution_config', 'code_executor'];

/** Reads the fields that frameworks have in common under their several names. */
export function readAgent(name: string, at: Entry): AgentRead {
  const model = at.get('model') ?? at.get('llm') ?? at.get('model_client') ?? at.get('llm_config');
  const modelName =
    model &&
    (model.text() ??
      ['name', 'id', 'model', 'model_id'].map((key) => model.text(key) ?? model.text('config', key)).find(Boolean));
  const provider = model && (model.text('provider') ?? model.text('model_provider'));
  const code = CODE.map((key) => at.get(key)).find(
    (one) => one !== undefined && one.value !== false && one.value !== null,
  );
  return {
    name,
    at,
    tools: [...at.items('tools'), ...at.items('toolsets')],
    servers: ['mcpServers', 'mcp_servers', 'mcps'].flatMap((key) => at.get(key) ?? []),
    delegates: DELEGATES.flatMap((key) => at.items(key)).flatMap((one) => {
      const to =
        one.text() ??
        one.text('url') ??
        one.text('config_path') ??
        one.text('name') ??
        one.text('config', 'name') ??
        one.text('agent');
      return to === undefined ? [] : [{ to, at: one }];
    }),
    ...(model && modelName !== undefined ? { model: { name: modelName, at: model } } : {}),
    ...(provider === undefined ? {} : { provider }),
    ...(code ? { code } : {}),
  };
}
