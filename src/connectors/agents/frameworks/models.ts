import type { Telling } from '../telling.ts';
import { modelKey } from '../../../model/keys.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import type { AgentRead } from './agent.ts';

/** Vendors whose models are called over the internet, by the words that frameworks use. */
const VENDORS: Readonly<Record<string, string>> = {
  openai: 'openai', azure_openai: 'azure', azure: 'azure', anthropic: 'anthropic', claude: 'anthropic', google: 'google', gemini: 'google', vertex_ai: 'google',
  mistral: 'mistral', mistralai: 'mistral', cohere: 'cohere', groq: 'groq', deepseek: 'deepseek', xai: 'xai', together: 'together', together_ai: 'together',
  fireworks: 'fireworks', openrouter: 'openrouter', perplexity: 'perplexity', bedrock: 'aws', 'amazon-bedrock': 'aws', nebius: 'nebius', cerebras: 'cerebras',
}; // prettier-ignore

const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/^(?:gpt-(?!oss)|chatgpt|o[134](?:-|$)|text-embedding)/iu, 'openai'],
  [/^claude/iu, 'anthropic'],
  [/^gemini/iu, 'google'],
];

/** Says which model the agent calls: a front door's that serves the name, else the vendor's. Names in variables say nothing. */
export function tellModel(telling: Telling, agent: NodeId, { model, provider }: AgentRead): void {
  if (!model || model.name.includes('$') || model.name.includes('{')) return;
  const [head = '', ...rest] = model.name.split('/');
  const prefixed = rest.length > 0 && Object.hasOwn(VENDORS, head.toLowerCase());
  const said = (provider ?? (prefixed ? head : '')).toLowerCase();
  const vendor = Object.hasOwn(VENDORS, said) ? VENDORS[said] : BY_NAME.find(([is]) => is.test(model.name))?.[1];
  telling.estate.refer({
    kind: 'CALLS', node: agent, side: 'from', key: modelKey(prefixed ? rest.join('/') : model.name), confidence: 'configured', evidence: [model.at.evidence],
    ...(vendor === undefined
      ? {}
      : { otherwise: { id: nodeId('vendor', 'Vendor', vendor), kind: 'Vendor', name: vendor, realm: vendor, environment: 'unknown', implied: true, evidence: [model.at.evidence] } as const }),
  }); // prettier-ignore
}
