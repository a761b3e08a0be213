import { artifactId, huggingFaceName, modelUri } from '../../../artifacts/model-uris.ts';
import type { Entry } from '../../../documents/entry.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { hostKey, modelKey } from '../../../model/keys.ts';
import { addressesIn } from '../../../products/addresses.ts';
import { vendorOfHost, vendorOfModel } from '../../../products/vendors.ts';
import type { Door } from './door.ts';
import { keyAt, variableOf } from './keys.ts';

/** Providers whose models are open weights by their Hugging Face name behind `api_base`. */
const OPEN =
  /^(?:hosted_vllm|vllm|huggingface|openai|text-completion-openai|together_ai|fireworks_ai|lm_studio)\/(.+)$/u;

/** Variables that LiteLLM falls back to where a model names no key. */
const FALLBACK: Readonly<Record<string, string>> = {
  openai: 'OPENAI_API_KEY', anthropic: 'ANTHROPIC_API_KEY', groq: 'GROQ_API_KEY', mistral: 'MISTRAL_API_KEY', cohere: 'COHERE_API_KEY',
  deepseek: 'DEEPSEEK_API_KEY', cerebras: 'CEREBRAS_API_KEY', xai: 'XAI_API_KEY', openrouter: 'OPENROUTER_API_KEY',
  'azure-openai': 'AZURE_API_KEY', google: 'GEMINI_API_KEY',
}; // prettier-ignore

export function tellModels(door: Door): void {
  door.root.items('model_list').forEach((item, index) => {
    const name = item.text('model_name');
    const params = item.get('litellm_params');
    if (name !== undefined && params) tellModel(door, name, params, index);
  });
  for (const settings of ['finetune_settings', 'files_settings'])
    for (const [index, item] of door.root.items(settings).entries()) forwardAs(door, item, `${settings}\0${index}`);
}

function tellModel(door: Door, name: string, params: Entry, index: number): void {
  const { estate } = door;
  const evidence = [params.evidence];
  const id = door.node(door.idOf('Model', name), 'ModelEndpoint', name, evidence);
  if (!name.includes('*')) estate.known(id, modelKey(name));
  estate.edge({ kind: 'ROUTES_TO', from: door.id, to: id, confidence: 'configured', evidence });
  const model = params.text('model') ?? '';
  const vendor = upstream(door, id, params, model);
  openWeights(door, id, params, model);
  const keys = forwardAs(door, params, `${name}\0${index}`);
  for (const key of keys) if (vendor !== undefined) opens(door, key, vendor, params);
  const fallback = vendor === undefined ? undefined : FALLBACK[vendor];
  if (keys.length > 0 || fallback === undefined || params.has('api_base') || params.has('api_key')) return;
  const key = door.node(door.idOf('ApiKey', fallback), 'ApiKey', fallback, evidence);
  const known = {
    confidence: 'possible',
    precondition: `the environment of the proxy has ${fallback}`,
    evidence,
  } as const;
  estate.edge({ kind: 'GATEWAY_FORWARDS_AS', from: door.id, to: key, ...known });
  opens(door, key, vendor ?? '', params);
}

/** Where requests for the model go: the address that is given, else the vendor that its name means. */
function upstream(door: Door, from: NodeId, params: Entry, model: string): string | undefined {
  const { estate } = door;
  const base = params.get('api_base') ?? params.get('base_url');
  const evidence = [(base ?? params.get('model') ?? params).evidence];
  const [address] = addressesIn(base?.text() ?? '');
  const vendor = address ? vendorOfHost(address.host) : vendorOfModel(model);
  const receiver = vendor ?? address?.host;
  if (receiver !== undefined) door.receivers.add(receiver);
  if (vendor !== undefined) {
    const to = vendorNode(door, vendor, params);
    estate.edge({ kind: 'CALLS', from, to, confidence: 'configured', evidence });
    return vendor;
  }
  const key = address ? hostKey(address.host) : undefined;
  if (!address || key === undefined) return undefined;
  const otherwise = door.outside(nodeId('net', 'Host', address.host), 'Endpoint', address.host, address.host, evidence);
  estate.refer({ kind: 'CALLS', node: from, side: 'from', key, confidence: 'configured', evidence, otherwise });
  return undefined;
}

export function vendorNode(door: Door, vendor: string, from: Entry): NodeId {
  return door.estate.node(door.outside(nodeId('vendor', 'Vendor', vendor), 'Vendor', vendor, vendor, [from.evidence]));
}

function opens(door: Door, key: NodeId, vendor: string, params: Entry): void {
  const to = vendorNode(door, vendor, params);
  door.estate.edge({ kind: 'OPENS', from: key, to, confidence: 'configured', evidence: [params.evidence] });
}

function openWeights(door: Door, from: NodeId, params: Entry, model: string): void {
  const named = huggingFaceName(OPEN.exec(model)?.[1] ?? '');
  if (named === undefined || (!params.has('api_base') && !model.startsWith('huggingface/'))) return;
  const evidence = [(params.get('model') ?? params).evidence];
  const to = door.node(artifactId(named, door.realm), 'ModelArtifact', named, evidence);
  door.estate.edge({ kind: 'SERVES', from, to, confidence: 'configured', evidence });
}

const KEYS = [
  'api_key', 'aws_access_key_id', 'aws_secret_access_key', 'aws_session_token', 's3_secret_access_key', 's3_access_key_id', 'azure_ad_token',
  'client_secret', 'vertex_credentials', 'watsonx_api_key',
] as const; // prettier-ignore

/** A key that the caller brings goes before the one of the file. */
const OWN_KEYS = { confidence: 'possible', precondition: 'the caller sends no key of its own' } as const;

/** What the proxy uses upstream for every caller: keys, and the cloud role that it assumes. */
export function forwardAs(door: Door, params: Entry, name: string): readonly NodeId[] {
  const { estate } = door;
  const keys = KEYS.flatMap((field) => {
    const entry = params.get(field);
    const key = entry && keyAt(door, entry, field, `${name}\0${field}`);
    if (!entry || key === undefined) return [];
    estate.edge({
      kind: 'GATEWAY_FORWARDS_AS',
      from: door.id,
      to: key,
      ...(door.ownKeys ? OWN_KEYS : { confidence: 'configured' }),
      evidence: [entry.evidence],
    });
    return [key];
  });
  for (const field of ['aws_role_name', 'aws_batch_role_arn', 'aws_web_identity_role_arn']) {
    const entry = params.get(field);
    const arn = entry?.text();
    if (!entry || arn === undefined || !arn.startsWith('arn:')) continue;
    const account = /^arn:[^:]*:iam::(\d{12}):/u.exec(arn)?.[1] ?? '{account}';
    const evidence = [entry.evidence];
    const to = nodeId('aws', 'Role', account, arn);
    estate.node(door.outside(to, 'CloudRole', arn, account, evidence));
    const kind = field === 'aws_batch_role_arn' ? 'PASS_ROLE_EXEC' : 'GATEWAY_FORWARDS_AS';
    const known = { confidence: 'possible', precondition: 'the trust policy of the role admits the proxy' } as const;
    estate.edge({ kind, from: door.id, to, ...known, evidence });
  }
  const bucket = params.get('s3_bucket_name');
  const written = variableOf(bucket?.text()) === undefined ? bucket?.text() : undefined;
  const store = written === undefined ? undefined : modelUri(`s3://${written}`, door.realm, '')?.store;
  if (bucket && store) {
    const evidence = [bucket.evidence];
    estate.node(door.outside(store.id, store.kind, store.name, store.realm, evidence));
    for (const key of keys)
      estate.edge({ kind: 'DATA_ACCESS', from: key, to: store.id, confidence: 'configured', evidence });
  }
  return keys;
}
