import { modelUri } from '../../artifacts/model-uris.ts';
import type { DeployCommand } from '../../artifacts/deploy-commands.ts';
import type { EstateNode, Jewel } from '../../model/estate.ts';
import type { Evidence } from '../../model/evidence.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { Environment, NodeKind } from '../../model/kinds.ts';
import { clusterKey, hostKey, type Key } from '../../model/keys.ts';
import { projectPath, valueOf, type JobView, type Telling } from './telling.ts';
import { isResolved } from './variables.ts';

/** What is changed: by the name that others know it by, and the node that stands for it where nobody does. */
export interface Target {
  readonly key?: Key;
  readonly node: EstateNode;
}

export function targetOf(
  telling: Telling,
  view: JobView,
  command: DeployCommand,
  environment: Environment,
  evidence: Evidence,
): Target {
  if (command.on === 'registry') return registry(telling, view, command, environment, evidence);
  if (command.on === 'app') return app(telling, view, command, environment, evidence);
  if (command.on === 'cloud') return cloud(telling, view, command, environment, evidence);
  const { cluster } = command;
  const named = cluster !== undefined && isResolved(cluster) ? clusterName(cluster) : undefined;
  if (named === undefined) return unknown(telling, view, 'Cluster', 'Cluster', environment, evidence);
  const id = nodeId('k8s', 'Cluster', named);
  return { key: clusterKey(named), node: implied(id, 'Cluster', named, named, environment, evidence) };
}

/** `arn:aws:eks:region:account:cluster/name`, `gke_project_zone_name` and `group/project:agent` name the cluster last. */
function clusterName(written: string): string {
  if (written.startsWith('gke_')) return written.split('_').at(-1) ?? written;
  return written.split(/[/:]/u).at(-1) ?? written;
}

/** `environment: production` with a script that no table knows: what stands at its address, or the environment by its name. */
export function environmentTarget(
  telling: Telling,
  view: JobView,
  name: string,
  environment: Environment,
  evidence: Evidence,
): Target {
  const { pipeline, root } = telling;
  const { realm } = root.standing;
  const url = view.expanded(pipeline.merged(view.job, 'environment').get('url')?.text() ?? '');
  const key = url !== '' && isResolved(url) ? hostKey(url) : undefined;
  const id = nodeId('gitlab', 'Environment', realm, ...projectPath(root.standing), name);
  const node = implied(
    id,
    'Endpoint',
    `environment ${name}`,
    realm,
    environment,
    evidence,
    production(environment, 5, `environment ${name}`),
  );
  return key === undefined ? { node } : { key, node };
}

function registry(
  telling: Telling,
  view: JobView,
  command: DeployCommand,
  environment: Environment,
  evidence: Evidence,
): Target {
  const jewel = environment === 'prod' || environment === 'unknown' ? promoted('a model registry') : undefined;
  if (command.does.startsWith('hf') || command.does.startsWith('huggingface')) {
    const store =
      command.name === undefined || !isResolved(command.name)
        ? undefined
        : modelUri(`hf://${command.name}`, '', '')?.store;
    if (store) return { node: implied(store.id, store.kind, store.name, store.realm, environment, evidence, jewel) };
  }
  if (command.does.startsWith('mlflow')) {
    const address = valueOf(view, 'MLFLOW_TRACKING_URI', 'MLFLOW_REGISTRY_URI');
    const key = address === undefined ? undefined : hostKey(address);
    const host = key?.slice('host:'.length);
    if (key !== undefined && host !== undefined)
      return {
        key,
        node: implied(nodeId('mlflow', 'Registry', host), 'Registry', host, host, environment, evidence, jewel),
      };
  }
  return unknown(telling, view, 'ModelRegistry', 'Registry', environment, evidence, jewel);
}

function app(
  telling: Telling,
  view: JobView,
  { name }: DeployCommand,
  environment: Environment,
  evidence: Evidence,
): Target {
  if (name === undefined || !isResolved(name))
    return unknown(telling, view, 'Application', 'DeployApp', environment, evidence);
  const server = hostKey(valueOf(view, 'ARGOCD_SERVER') ?? '')?.slice('host:'.length) ?? '{server}';
  return {
    node: implied(nodeId('argocd', 'Application', server, name), 'DeployApp', name, server, environment, evidence),
  };
}

/** The account that a role belongs to, where the files name one; else the cloud as this project sees it. */
function cloud(
  telling: Telling,
  view: JobView,
  { what, cloud: named }: DeployCommand,
  environment: Environment,
  evidence: Evidence,
): Target {
  const jewel =
    what === 'infrastructure' ? admin(environment) : production(environment, 5, 'what runs in the cloud account');
  const values = [...view.scope.variables.values()]
    .map(({ value }) => view.expanded(value))
    .concat(view.commands.flatMap(({ words }) => words));
  const account = values
    .map((one) => /arn:aws[\w-]{0,10}:iam::(\d{12}):/u.exec(one.slice(0, 2000))?.[1])
    .find((one) => one !== undefined);
  if (account !== undefined && (named === undefined || named === 'aws'))
    return {
      node: implied(nodeId('aws', 'Account', account), 'CloudAccount', account, account, environment, evidence, jewel),
    };
  const project = valueOf(view, 'GOOGLE_CLOUD_PROJECT', 'GCP_PROJECT', 'GCP_PROJECT_ID', 'CLOUDSDK_CORE_PROJECT');
  if (project !== undefined && (named === undefined || named === 'gcp'))
    return {
      node: implied(nodeId('gcp', 'Project', project), 'CloudAccount', project, project, environment, evidence, jewel),
    };
  return unknown(telling, view, 'CloudAccount', 'CloudAccount', environment, evidence, jewel);
}

/** A thing that the files do not name: one for each project and environment, so that the hop has a name. */
function unknown(
  { root }: Telling,
  view: JobView,
  word: string,
  kind: NodeKind,
  environment: Environment,
  evidence: Evidence,
  jewel?: Jewel,
): Target {
  const { realm } = root.standing;
  const path = [...projectPath(root.standing), view.environment ?? `{${environment}}`];
  const id: NodeId = nodeId('gitlab', word, realm, ...path);
  return { node: implied(id, kind, `unnamed ${word} of ${path.join('/')}`, realm, environment, evidence, jewel) };
}

function implied(
  id: NodeId,
  kind: NodeKind,
  name: string,
  realm: string,
  environment: Environment,
  evidence: Evidence,
  jewel?: Jewel,
): EstateNode {
  return { id, kind, name, realm, environment, evidence: [evidence], implied: true, ...(jewel ? { jewel } : {}) };
}

function production(environment: Environment, tier: Jewel['tier'], name: string): Jewel | undefined {
  return environment === 'prod'
    ? { tier, name: `${name} in production`, confidence: 'possible', reason: 'a pipeline deploys it to production' }
    : undefined;
}

const promoted = (name: string): Jewel => ({
  tier: 8,
  name,
  confidence: 'possible',
  reason: 'a pipeline promotes models in it',
});

function admin(environment: Environment): Jewel | undefined {
  if (environment === 'dev') return undefined;
  return {
    tier: 13,
    name: 'infrastructure of the cloud account',
    confidence: 'possible',
    reason: 'a pipeline changes its infrastructure',
  };
}
