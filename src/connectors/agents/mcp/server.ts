import type { Entry } from '../../../documents/entry.ts';
import { imageKey, repoKey, toolHostKey, toolServerKey } from '../../../model/keys.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import type { ToolServerFact } from '../../../model/system-facts.ts';
import { aliases, knownServer } from '../tools/known.ts';
import type { KnownServer } from '../tools/known-servers.ts';
import type { Telling } from '../telling.ts';
import type { Offering } from '../tools/tell-tools.ts';
import type { Client } from './clients.ts';
import { keysOf } from './key-places.ts';
import { tellKeys } from './keys.ts';
import { launchOf, type Launch } from './launch.ts';
import type { Package } from './packages.ts';
import { passesCaller } from './references.ts';
import { authenticationOf, keyInQuery, tellCall, withoutSecrets } from './remote.ts';
import { tellServerTools } from './server-tools.ts';
import { addressOf, type Written } from './servers.ts';
import { commandWords } from './words.ts';

/** Who uses the server, and how its ids begin. */
export interface User {
  readonly agent: NodeId;
  readonly source: string;
  readonly path: readonly string[];
  readonly client: Client;
}

/** One tool server as a client or an agent configures it: what runs, as whom, what it offers. */
export function tellServer(telling: Telling, user: User, { name, at }: Written): Offering {
  const { estate } = telling;
  const path = [...user.path, name];
  const id = telling.id(user.source, 'Server', ...path);
  telling.node(id, 'McpServer', name, [at.evidence]);
  const off = at.get('disabled')?.value === true || at.get('enabled')?.value === false;
  telling.edge('AGENT_USES', user.agent, id, at, off ? 'the server is switched on' : undefined);
  estate.known(id, toolServerKey(name));

  const launch = launchOf(commandWords(commandOf(at), at.items('args')));
  const bridged = launch && bridge(launch);
  const address = addressOf(at);
  const url = address?.text() ?? bridged?.url;
  const known = knownServer(namesOf(launch, url));
  if (known) for (const alias of aliases(known)) estate.known(id, toolServerKey(alias));
  const by: Offering = { node: id, source: user.source, path, named: name };

  const keyed = tellServerKeys(telling, by, user, at, launch);
  tellPassing(telling, user, by, at);
  if (launch && !url) tellExecution(telling, by, at, launch);
  if (launch?.package) tellPackage(telling, id, launch.package, known);
  if (url !== undefined) {
    tellCall(telling, id, url, address ?? at);
    estate.known(id, toolHostKey(url));
  }
  tellFact(telling, { id, at, off, launch, address, url, known, keyed });
  tellServerTools(telling, { by, user, at, launch, known, off });
  return by;
}

/** Zed's older form nests the command. */
const commandOf = (at: Entry): Entry | undefined => at.get('command', 'path') ?? at.get('command');

/** Programs that speak stdio to the client and HTTP to the real server. */
const BRIDGES =
  /^(?:mcp-remote|supergateway|mcp-proxy|mcp-remote-client|@pyroprompts\/mcp-stdio-to-streamable-http-adapter)$/u;

function bridge({ program, package: fetched, rest, runs }: Launch): { readonly url: string } | undefined {
  if (![program, fetched?.name, runs].some((one) => one !== undefined && BRIDGES.test(one))) return undefined;
  const url = rest.find(({ text }) => /^https?:\/\//iu.test(text))?.text;
  return url === undefined ? undefined : { url };
}

function namesOf(launch: Launch | undefined, url: string | undefined): readonly string[] {
  const names: string[] = [];
  const host = /^[a-z]+:\/\/(?:[^@/]{0,200}@)?([^/:?#]{1,253})/iu.exec(url ?? '')?.[1];
  if (host !== undefined) names.push(`host:${host}`);
  if (launch?.package) names.push(`${launch.package.registry}:${launch.package.name}`);
  if (launch?.runs !== undefined) names.push(`program:${launch.runs}`, `pypi:${launch.runs}`);
  if (launch) names.push(`program:${launch.program}`, `pypi:${launch.program}`);
  return names;
}

function tellServerKeys(
  telling: Telling,
  by: Offering,
  user: User,
  at: Entry,
  launch: Launch | undefined,
): string | undefined {
  let keyed: string | undefined;
  for (const place of keysOf(at, launch, user.client.reference)) {
    const is = tellKeys(telling, by, place);
    if (is && keyed === undefined && (place.where === 'header' || place.where === 'url')) keyed = `header ${place.key}`;
  }
  return keyed;
}

/** A header or variable that hands on the token of whoever asks. Without the header the client signs the person in at this server, for this server. */
function tellPassing(telling: Telling, user: User, by: Offering, at: Entry): void {
  for (const map of ['headers', 'env', 'http_headers']) {
    const all = at.entries(map);
    const whole = map === 'headers' && all.length === 1 ? at.get(map)?.span : undefined;
    for (const [key, one] of all)
      if (passesCaller(one.text() ?? ''))
        telling.estate.fact({
          fact: 'passthrough', node: user.agent, to: by.node, because: `${key} carries the token of whoever asks`,
          evidence: [one.evidence], confidence: 'configured', ...(whole ? { span: whole, instead: '{}' } : {}),
        }); // prettier-ignore
  }
}

/** A stdio server is a process of the person who opens the file; in a container only where that is given the host. */
function tellExecution(telling: Telling, by: Offering, at: Entry, { container }: Launch): void {
  if (container !== undefined && container.host.length === 0) return;
  const host = telling.id(by.source, 'Host', 'host');
  telling.node(host, 'Node', `the machine on which ${telling.standing.path.at(-1) ?? 'it'} is used`, [at.evidence]);
  telling.edge('TOOL_EXEC', by.node, host, at);
}

const REGISTRIES = { npm: 'registry.npmjs.org', pypi: 'pypi.org', image: 'docker.io', source: '' } as const;

export function tellPackage(
  telling: Telling,
  server: NodeId,
  { registry, name, pinned, version, word }: Package,
  known: KnownServer | undefined,
): void {
  const { estate } = telling;
  const { evidence } = word.at;
  const image = registry === 'image' ? imageKey(name) : undefined;
  estate.known(server, image);
  if (pinned) return;
  const key = registry === 'source' ? repoKey(name) : undefined;
  const [first = '', ...rest] = name.split('/');
  const own = registry === 'source' || (registry === 'image' && rest.length > 0 && first.includes('.'));
  const realm = own ? first : REGISTRIES[registry];
  const package_ = nodeId(registry === 'image' ? 'oci' : registry, 'Package', realm, own ? rest.join('/') : name);
  const because = version === undefined ? 'no version is given' : `${version} is no fixed version`;
  const title = `${WORDS[registry]} ${name}${known ? ` (${known.title})` : ''}`;
  const edge = { kind: 'UNPINNED_FETCH', confidence: 'possible', precondition: `somebody else publishes a new version: ${because}`, evidence: [evidence] } as const; // prettier-ignore
  if (key === undefined) estate.edge({ ...edge, from: server, to: telling.outside(package_, 'Vendor', title, realm, evidence) });
  else
    estate.refer({
      ...edge, node: server, side: 'from', key,
      otherwise: { id: package_, kind: 'Repo', name, realm, environment: 'unknown', implied: true, evidence: [evidence] },
    }); // prettier-ignore
}

const WORDS = { npm: 'npm package', pypi: 'Python package', image: 'image', source: 'source' } as const;

interface Facts {
  readonly id: NodeId;
  readonly at: Entry;
  readonly off: boolean;
  readonly launch: Launch | undefined;
  readonly address: Entry | undefined;
  readonly url: string | undefined;
  readonly known: KnownServer | undefined;
  readonly keyed: string | undefined;
}

function tellFact(telling: Telling, { id, at, off, launch, address, url, known, keyed }: Facts): void {
  const query = url === undefined ? undefined : keyInQuery(url);
  const inEnv = at.text('bearer_token_env_var') ?? at.text('bearerTokenEnvVar');
  const key =
    query === undefined ? (keyed ?? (inEnv === undefined ? undefined : `variable ${inEnv}`)) : `parameter ${query}`;
  const oauth = ['oauth', 'auth', 'authProviderType', 'authorization'].some((one) => saysOAuth(at.get(one)));
  const asked = url === undefined ? STDIO : authenticationOf({ url, key, oauth, documented: known?.oauth === true });
  const headers = at.get('headers');
  const whole =
    known?.oauth === true && key !== undefined && headers?.entries().length === 1 ? headers.span : undefined;
  telling.estate.fact({
    fact: 'tool-server', node: id, evidence: [(address ?? at).evidence], confidence: off ? 'possible' : 'configured',
    transport: transportOf(at, launch, url), ...packageFact(launch?.package), ...asked,
    ...(url === undefined ? {} : { url: withoutSecrets(url) }), ...(whole ? { headers: whole } : {}),
    ...(address?.span ? { urlSpan: address.span } : {}),
  }); // prettier-ignore
}

const STDIO = {
  authentication: 'unknown',
  because: 'it is a process of its client and needs no authentication',
} as const;

const saysOAuth = (at: Entry | undefined): boolean =>
  at !== undefined && (at.entries().length > 0 || /oauth|google_credentials/iu.test(at.text() ?? ''));

function transportOf(at: Entry, launch: Launch | undefined, url: string | undefined): ToolServerFact['transport'] {
  const said = (at.text('type') ?? at.text('transport') ?? '').toLowerCase();
  if (said.includes('sse')) return 'sse';
  if (url !== undefined) return /\/sse(?:[/?#]|$)/u.test(url) && said === '' ? 'sse' : 'http';
  return launch ? 'stdio' : 'unknown';
}

function packageFact(found: Package | undefined): Pick<ToolServerFact, 'package'> {
  if (!found) return {};
  const { registry, name, version, pinned, word } = found;
  const span = word.whole ? word.at.span : undefined;
  return {
    package: {
      name,
      pinned,
      registry,
      written: word.text,
      ...(version === undefined ? {} : { version }),
      ...(span ? { span } : {}),
    },
  };
}
