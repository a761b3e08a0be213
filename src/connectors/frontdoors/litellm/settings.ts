import type { Entry } from '../../../documents/entry.ts';
import { isPlaceholder } from '../../../credentials/placeholder.ts';
import { nodeId } from '../../../model/id.ts';
import { hostKey } from '../../../model/keys.ts';
import { addressesIn } from '../../../products/addresses.ts';
import type { Door } from './door.ts';
import { isKey, keyAt, reference, variableOf } from './keys.ts';

/** Whom the proxy asks (docs.litellm.ai, all settings): a master key, or another way to sign in. */
export function tellAuthentication(door: Door): void {
  const { estate, root } = door;
  const master = root.get('general_settings', 'master_key');
  const other = ['custom_auth', 'enable_jwt_auth', 'enable_oauth2_auth', 'enable_oauth2_proxy_auth'].find((key) => {
    const text = root.text('general_settings', key);
    return text !== undefined && text !== 'false';
  });
  if (master) {
    const key = keyAt(door, master, 'master_key', 'master_key');
    const evidence = [master.evidence];
    if (key !== undefined) estate.edge({ kind: 'OPENS', from: key, to: door.id, confidence: 'configured', evidence });
  }
  const asked = other ?? (master?.text() === undefined ? undefined : 'master_key');
  // A server of tools alone or a part of a configuration says nothing of callers.
  if (asked === undefined && root.items('model_list').length === 0) return;
  const place = asked === undefined ? (root.get('general_settings') ?? root) : root.get('general_settings', asked);
  estate.fact({
    fact: 'endpoint',
    node: door.id,
    workload: door.id,
    product: 'LiteLLM',
    function: 'gateway',
    exposure: 'cluster',
    authentication: asked === undefined ? 'none' : 'required',
    because: asked === undefined ? 'general_settings has no master_key' : `${asked} is set`,
    evidence: [(place ?? root).evidence],
    ...passesOn(door),
    // Without one in the file the variable LITELLM_MASTER_KEY may still set it.
    confidence: asked === undefined ? 'possible' : 'configured',
  });
}

/** Settings by which a provider hears of who asked (docs.litellm.ai, forward client headers). The token that callers come with is never among it. */
function passesOn({ root }: Door): { passesOn?: string } {
  if (root.text('litellm_settings', 'add_user_information_to_llm_headers') === 'true')
    return { passesOn: 'add_user_information_to_llm_headers sends the id of the user along' };
  const all = ['general_settings', 'litellm_settings'].some((one) => root.text(one, FORWARD) === 'true');
  if (all || root.items('litellm_settings', 'model_group_settings', FORWARD).length > 0)
    return { passesOn: `${FORWARD} sends the caller\u2019s own x- headers along` };
  return {};
}

const FORWARD = 'forward_client_headers_to_llm_api';

/**
 * With `forward_llm_provider_auth_headers` the key that a caller sends for a provider goes to the provider of the model that it names, whichever that
 * is: one key meets all of them.
 */
export function tellOwnKeys(door: Door): void {
  const entry = door.ownKeys;
  const receivers = [...door.receivers].sort();
  if (!entry || receivers.length < 2) return;
  const { span } = entry;
  door.estate.fact({
    fact: 'passthrough', node: door.id, to: door.id, confidence: 'possible', evidence: [entry.evidence],
    because: `forward_llm_provider_auth_headers is true, and its models are of ${receivers.length} receivers (${receivers.slice(0, 3).join(', ')}): the key that a caller has for one goes to the one whose model it names`,
    ...(span ? { span, instead: 'false' } : {}),
  }); // prettier-ignore
}

/** Every other value of the file: literal credentials, and variables that bring one. */
export function tellRest(door: Door): void {
  for (const section of [
    'general_settings',
    'litellm_settings',
    'router_settings',
    'environment_variables',
    'credential_list',
    'guardrails',
    'callback_settings',
  ])
    walk(door, door.root.get(section), [section], 0);
}

const DEEPEST = 12;

function walk(door: Door, entry: Entry | undefined, path: readonly string[], depth: number): void {
  if (!entry || depth > DEEPEST) return;
  for (const [key, one] of entry.entries()) {
    if (key === 'master_key' || key === 'pass_through_endpoints' || key === 'mcp_servers') continue;
    leaf(door, one, key, path);
    walk(door, one, [...path, key], depth + 1);
  }
  for (const [index, one] of entry.items().entries()) walk(door, one, [...path, String(index)], depth + 1);
}

function leaf(door: Door, entry: Entry, key: string, path: readonly string[]): void {
  const text = entry.text();
  if (text === undefined || (isPlaceholder(text) && variableOf(text) === undefined)) return;
  const variable = variableOf(text);
  if (variable !== undefined) {
    if (isKey(variable) || /DATABASE_URL|DSN|REDIS_URL/u.test(variable)) reference(door, entry, variable);
    return;
  }
  const id = keyAt(door, entry, key, [...path, key].join('\0'));
  const [address] = id === undefined || !/database_url|redis/iu.test(key) ? [] : addressesIn(text);
  const host = address && hostKey(address.host);
  if (id === undefined || !address || host === undefined) return;
  const evidence = [entry.evidence];
  const otherwise = door.outside(
    nodeId('net', 'Host', address.host),
    'DataStore',
    address.host,
    address.host,
    evidence,
  );
  door.estate.refer({
    kind: 'OPENS',
    node: id,
    side: 'from',
    key: host,
    confidence: 'configured',
    evidence,
    otherwise,
  });
}
