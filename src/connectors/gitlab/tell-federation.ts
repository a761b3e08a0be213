import { optionOf } from '../../artifacts/shell.ts';
import type { Entry } from '../../documents/entry.ts';
import type { Evidence } from '../../model/evidence.ts';
import { hole } from '../../model/hole.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { NodeKind } from '../../model/kinds.ts';
import { hostKey } from '../../model/keys.ts';
import { environmentOf } from './environments.ts';
import type { Held } from './tell.ts';
import { projectPath, valueOf, type JobView, type Telling } from './telling.ts';
import { isResolved } from './variables.ts';

const WHEN = 'the trust policy of the role admits this pipeline';

/** `id_tokens` and what they are exchanged for; `secrets` and the stores that they come from (docs.gitlab.com, OpenID Connect in GitLab). */
export function tellFederation(telling: Telling, id: NodeId, { view, oidc }: Held): void {
  if (oidc) {
    for (const { words, at } of view.commands) exchanged(telling, id, view, words, at);
    byVariable(telling, id, view);
  }
  for (const [name, entry] of telling.pipeline.merged(view.job, 'secrets')) stored(telling, id, view, name, entry);
}

function exchanged(telling: Telling, id: NodeId, view: JobView, words: readonly string[], at: Entry): void {
  const [program, ...rest] = words;
  if (program === 'aws' && rest.includes('assume-role-with-web-identity')) {
    const arn = optionOf(words, '--role-arn');
    if (arn !== undefined) role(telling, id, arn, at.evidence, view);
  }
  if (program === 'gcloud' && rest.some((word) => /^create-cred-config$|^login$/u.test(word))) {
    const account = optionOf(words, '--service-account');
    if (account !== undefined) principal(telling, id, 'gcp', account, at.evidence, view);
  }
  if (program === 'az' && rest.includes('login') && rest.some((word) => word.startsWith('--federated-token'))) {
    const client = optionOf(words, '-u', '--username');
    if (client !== undefined)
      principal(telling, id, 'azure', client, at.evidence, view, optionOf(words, '-t', '--tenant'));
  }
  if (program === 'vault' && rest[0] === 'write' && rest.some((word) => /^auth\/[\w-]{1,60}\/login$/u.test(word)))
    store(telling, id, { word: 'Vault', source: 'vault', realm: vaultHost(view) }, at.evidence);
}

/** SDKs take the role from the environment. */
function byVariable(telling: Telling, id: NodeId, view: JobView): void {
  for (const { value, entry } of view.scope.variables.values()) {
    const written = view.expanded(value);
    if (/^arn:aws[\w-]{0,10}:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/u.test(written))
      role(telling, id, written, entry.evidence, view);
    else if (/^[\w-]{1,60}@[\w-]{1,60}\.iam\.gserviceaccount\.com$/u.test(written))
      principal(telling, id, 'gcp', written, entry.evidence, view);
  }
}

function role(telling: Telling, id: NodeId, arn: string, evidence: Evidence, view: JobView): void {
  const account = /^arn:[^:]{1,30}:iam::(\d{12}):/u.exec(arn)?.[1];
  const to = isResolved(arn) ? nodeId('aws', 'Role', account ?? '{account}', arn) : unnamed(telling, 'Role', arn);
  federated(
    telling,
    id,
    { id: to, kind: 'CloudRole', name: arn, realm: account ?? telling.root.standing.realm },
    evidence,
    view,
  );
}

function principal(
  telling: Telling,
  id: NodeId,
  cloud: 'gcp' | 'azure',
  name: string,
  evidence: Evidence,
  view: JobView,
  tenant?: string,
): void {
  const project = /@([^.]{1,100})\.iam\.gserviceaccount\.com$/u.exec(name)?.[1] ?? '{project}';
  const realm = cloud === 'gcp' ? project : tenant !== undefined && isResolved(tenant) ? tenant : '{tenant}';
  const word = cloud === 'gcp' ? 'ServiceAccount' : 'Application';
  const to = isResolved(name) ? nodeId(cloud, word, realm, name) : unnamed(telling, word, name);
  federated(telling, id, { id: to, kind: 'ServicePrincipal', name, realm }, evidence, view);
}

/** Named by the variable that holds it, as this project sees it. */
function unnamed({ root }: Telling, word: string, written: string): NodeId {
  return nodeId('gitlab', word, root.standing.realm, ...projectPath(root.standing), written);
}

/** Whom the token is of stands in its subject (docs.gitlab.com, "ID token": project_path, ref_type, ref). */
function federated(
  telling: Telling,
  from: NodeId,
  to: { readonly id: NodeId; readonly kind: NodeKind; readonly name: string; readonly realm: string },
  evidence: Evidence,
  view: JobView,
): void {
  const { context, root } = telling;
  context.estate.node({ ...to, environment: 'unknown', evidence: [evidence], implied: true });
  context.estate.edge({
    kind: 'GH_OIDC',
    from,
    to: to.id,
    confidence: 'configured',
    precondition: WHEN,
    evidence: [evidence],
  });
  const { repository } = root.standing;
  const project = repository ? `${repository.organisation}/${repository.name}` : hole('project');
  const audience = audienceOf(telling, view);
  context.estate.fact({
    fact: 'federation',
    node: from,
    kind: 'GH_OIDC',
    to: to.id,
    target: to.name,
    issuer: repository?.host ?? 'gitlab.com',
    subjects: [`project_path:${project}:ref_type:${hole('ref_type')}:ref:${hole('ref')}`],
    ...(audience === undefined ? {} : { audience }),
    job: view.name,
    ...(isResolved(to.name) ? { environment: environmentOf(telling, view) } : {}),
    precondition: WHEN,
    confidence: 'configured',
    evidence: [evidence],
  });
}

/** Of the one token that the job has; with several, which one is exchanged is not known. */
function audienceOf({ pipeline }: Telling, { job, expanded }: JobView): string | undefined {
  const audiences = [...pipeline.merged(job, 'id_tokens').values()].flatMap((token) => token.texts('aud'));
  const [only] = audiences;
  return audiences.length === 1 && only !== undefined && isResolved(expanded(only)) ? expanded(only) : undefined;
}

interface Store {
  readonly word: string;
  readonly source: string;
  readonly realm: string;
}

/** Keys of `secrets: NAME:` and the store that each means. */
const STORES: readonly (readonly [key: string, store: (view: JobView) => Store])[] = [
  ['vault', (view) => ({ word: 'Vault', source: 'vault', realm: vaultHost(view) })],
  [
    'azure_key_vault',
    (view) => ({
      word: 'KeyVault',
      source: 'azure',
      realm: hostOf(valueOf(view, 'AZURE_KEY_VAULT_SERVER_URL')) ?? '{vault}',
    }),
  ],
  [
    'gcp_secret_manager',
    (view) => ({ word: 'SecretManager', source: 'gcp', realm: valueOf(view, 'GCP_PROJECT_NUMBER') ?? '{project}' }),
  ],
  ['aws_secrets_manager', () => ({ word: 'SecretsManager', source: 'aws', realm: '{account}' })],
  ['akeyless', () => ({ word: 'Akeyless', source: 'akeyless', realm: '{gateway}' })],
];

function stored(telling: Telling, id: NodeId, view: JobView, name: string, entry: Entry): void {
  for (const [key, storeOf] of STORES) {
    const from = entry.get(key);
    if (!from) continue;
    const { root, context } = telling;
    const { realm, environment } = root.standing;
    const evidence = [from.evidence];
    store(telling, id, storeOf(view), from.evidence);
    const secret = nodeId('gitlab', 'ApiKey', realm, ...projectPath(root.standing), name);
    context.estate.node({ id: secret, kind: 'ApiKey', name, realm, environment, evidence });
    context.estate.edge({ kind: 'WORKFLOW_SECRET', from: id, to: secret, confidence: 'configured', evidence });
  }
}

function store({ context }: Telling, from: NodeId, { source, word, realm }: Store, evidence: Evidence): void {
  const to = nodeId(source, word, realm);
  const jewel = {
    tier: 8,
    name: `${word} ${realm}`,
    confidence: 'possible',
    reason: 'it is a store of secrets',
  } as const;
  context.estate.node({
    id: to,
    kind: 'SecretStore',
    name: realm,
    realm,
    environment: 'unknown',
    evidence: [evidence],
    implied: true,
    jewel,
  });
  const precondition = 'the role that the token is exchanged for may read it';
  context.estate.edge({ kind: 'DATA_ACCESS', from, to, confidence: 'configured', precondition, evidence: [evidence] });
}

const hostOf = (address: string | undefined): string | undefined =>
  address === undefined ? undefined : hostKey(address)?.slice('host:'.length);

const vaultHost = (view: JobView): string => hostOf(valueOf(view, 'VAULT_SERVER_URL', 'VAULT_ADDR')) ?? '{server}';
