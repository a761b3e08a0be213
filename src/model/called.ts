import type { ParsedId } from './id.ts';

/** What things outside Kubernetes are called: by source and the source's own kind, or by that kind alone. */
const WORDS: Readonly<Record<string, string>> = {
  'agent:Content': 'text from',
  'agent:Entry': 'entry',
  'aws:Bucket': 'bucket',
  'aws:Role': 'cloud role',
  'azure:Application': 'cloud application',
  'cloudformation:Literal': 'template value',
  'compose:File': 'file',
  'compose:FrontDoor': 'gateway',
  'compose:Host': 'host of',
  'compose:Service': 'compose service',
  'cron:Job': 'cron job',
  'entra:ServicePrincipal': 'application',
  'gcp:ServiceAccount': 'cloud service account',
  'github:App': 'application',
  'github:Runner': 'runner',
  'github:Secret': 'secret',
  'gitlab:Pipeline': 'pipeline',
  'google:OAuthApp': 'application',
  'jupyter:Human': 'user of notebook',
  'litellm:File': 'file',
  'litellm:Gateway': 'model gateway',
  'mcp:Client': 'agent',
  'mcp:Content': 'text from',
  'mcp:Server': 'tool server',
  'net:Host': 'host',
  'slack:App': 'application',
  'terraform:Literal': 'Terraform value',
  ApiKey: 'key',
  DataStore: 'data store',
  FrontDoor: 'gateway',
  McpServer: 'tool server',
  ModelEndpoint: 'model endpoint',
  OAuthApp: 'application',
  PassThrough: 'route',
  Repo: 'repository',
  VectorIndex: 'vector index',
};

/** The path of these is that of a file, and says all. */
const FILES: ReadonlySet<string> = new Set([
  'Client',
  'Workflow',
  'Pipeline',
  'Notebook',
  'File',
  'Gateway',
  'Repo',
  'Action',
  'Literal',
]);

/** Where an id is a number that nobody knows by heart; the name beside it is what people see. */
const OPAQUE: ReadonlySet<string> = new Set(['azure', 'entra', 'google', 'slack']);

/** A project has one: the folder and the part say which. */
const COMPOSE_FILE = /^(?:docker-)?compose(?:\.[\w-]{1,60}){0,3}\.ya?ml$/u;

/** How a person calls a node outside Kubernetes: `workflow deploy.yml`, `compose service db`. Nothing for nodes of a cluster. */
export function calledOutside(parsed: ParsedId, shown?: string): string | undefined {
  const { source, kind, realm } = parsed;
  if (source === 'k8s' || source === 'slurm') return undefined;
  const path = told(parsed);
  const word = WORDS[`${source}:${kind}`] ?? WORDS[kind] ?? inSmallWords(kind);
  if (source === 'github' && kind === 'Job') return `job ${path.at(-1) ?? ''} of ${path.slice(0, -1).join('/')}`;
  if (source === 'github' && kind === 'Action') return `action ${[realm, ...path].join('/')}`;
  if (shown !== undefined && OPAQUE.has(source)) return `${word} ${shown}`;
  if (path.length === 0) return `${word} ${realm}`;
  return `${word} ${FILES.has(kind) || path.length <= 2 ? path.join('/') : `${path[0] ?? ''}/${path.at(-1) ?? ''}`}`;
}

/** The path without what is the same for all: the folder of workflows, the name of a compose file, the account before a role's name. */
function told({ source, path }: ParsedId): readonly string[] {
  if (source === 'github')
    return path.filter((part, at) => part !== '.github' && !(part === 'workflows' && path[at - 1] === '.github'));
  if (source === 'aws') return path.map((part) => part.replace(/^arn:[^/]{1,200}\/(?:.{0,400}\/)?/u, ''));
  const short = path.filter((part) => !COMPOSE_FILE.test(part));
  return short.length === 0 ? path : short;
}

function inSmallWords(kind: string): string {
  return kind.replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase();
}
