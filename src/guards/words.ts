import type { Declared } from '../model/estate.ts';
import type { WorkloadFunction } from '../model/facts.ts';
import { IDENTITY_KINDS, type EdgeKind, type NodeKind } from '../model/kinds.ts';

/** What a word for things means: kinds of nodes, and what else must hold of them. */
export interface Noun {
  readonly kinds?: readonly NodeKind[];
  readonly jewel?: true;
  readonly entry?: true;
  /** What the workload, or its pod, is for. */
  readonly does?: WorkloadFunction;
  readonly says: string;
}

const RUNS: readonly NodeKind[] = ['Workload', 'Pod'];
const IDENTITIES: readonly NodeKind[] = [...IDENTITY_KINDS];

/** Words for things, in the singular. Every node kind is a word too, as estate.md writes it: `K8sSecret`. */
export const NOUNS: Readonly<Record<string, Noun>> = {
  anything: { says: 'every node' },
  identity: { kinds: IDENTITIES, says: 'every non-human identity' },
  person: { kinds: ['Human'], says: 'people' },
  group: { kinds: ['Group'], says: 'groups of identities' },
  entry: { entry: true, says: 'where an attacker can begin' },
  jewel: { jewel: true, says: 'every crown jewel' },
  secret: { kinds: ['K8sSecret', 'SecretStore', 'ApiKey'], says: 'secrets, secret stores and keys' },
  key: { kinds: ['ApiKey'], says: 'keys and tokens' },
  account: { kinds: ['K8sServiceAccount', 'ServicePrincipal', 'CloudUser'], says: 'service accounts, principals, cloud users' },
  role: { kinds: ['CloudRole'], says: 'cloud roles' },
  cluster: { kinds: ['Cluster'], says: 'clusters' },
  namespace: { kinds: ['Namespace'], says: 'namespaces' },
  workload: { kinds: RUNS, says: 'workloads and their pods' },
  notebook: { kinds: RUNS, does: 'notebook', says: 'workloads that are notebooks' },
  trainer: { kinds: RUNS, does: 'training', says: 'workloads that train' },
  server: { kinds: RUNS, does: 'serving', says: 'workloads that serve models' },
  pipeline: { kinds: RUNS, does: 'pipeline', says: 'workloads that are pipelines' },
  workflow: { kinds: ['Workflow'], says: 'CI workflows and their jobs' },
  repository: { kinds: ['Repo'], says: 'repositories' },
  agent: { kinds: ['Agent'], says: 'agents' },
  tool: { kinds: ['Tool', 'McpServer'], says: 'tools and tool servers' },
  app: { kinds: ['OAuthApp', 'DeployApp'], says: 'applications with consent, and those that deploy' },
  gateway: { kinds: ['FrontDoor'], says: 'front doors' },
  model: { kinds: ['ModelEndpoint', 'ModelArtifact'], says: 'model endpoints and artefacts' },
  registry: { kinds: ['Registry'], says: 'registries' },
  store: { kinds: ['DataStore', 'Dataset', 'VectorIndex'], says: 'stores of data' },
  vendor: { kinds: ['Vendor'], says: 'vendors' },
}; // prettier-ignore

/** What somebody may do, and the edges that say so. */
export interface Action {
  /** As in `is read by`. */
  readonly done: string;
  readonly edges: readonly EdgeKind[];
}

export const ACTIONS: Readonly<Record<string, Action>> = {
  read: { done: 'read', edges: ['READ_SECRET', 'READ_TOKEN', 'DATA_ACCESS', 'MOUNTS_SECRET', 'READS_LOGS'] },
  write: { done: 'written', edges: ['WRITE_SECRET', 'WRITE_CONFIG', 'CAN_WRITE_ARTIFACT', 'INDEXES', 'CAN_POISON'] },
  promote: { done: 'promoted', edges: ['PROMOTES'] },
  deploy: { done: 'deployed', edges: ['CI_DEPLOYS', 'ARGOCD_DEPLOYS'] },
  assume: { done: 'assumed', edges: ['ASSUME_ROLE', 'GH_OIDC', 'IRSA', 'POD_IDENTITY', 'GKE_WI', 'AKS_WI'] },
  impersonate: { done: 'impersonated', edges: ['IMPERSONATE', 'MINT_TOKEN', 'SA_TOKEN_CREATOR'] },
  execute: { done: 'executed', edges: ['POD_EXEC', 'TOOL_EXEC', 'COMPUTE_EXEC'] },
  run: { done: 'run', edges: ['POD_CREATE', 'CRD_SPAWNS_POD', 'SCHED_SUBMIT', 'NOTEBOOK_SPAWN', 'PASS_ROLE_EXEC'] },
  change: { done: 'changed', edges: ['POD_PATCH', 'REPO_WRITE', 'WRITE_CONFIG', 'WRITE_SECRET', 'CAN_WRITE_ARTIFACT', 'CHANGES_SERVING'] },
  call: { done: 'called', edges: ['CALLS', 'ROUTES_TO', 'ALLOWS_CALLER', 'INVOKES'] },
  train: { done: 'trained', edges: ['TRAINS'] },
  use: { done: 'used', edges: ['AGENT_USES', 'TOOL_ACTS_AS', 'GATEWAY_FORWARDS_AS', 'WORKFLOW_SECRET'] },
  administer: { done: 'administered', edges: ['CLUSTER_ADMIN', 'NAMESPACE_ADMIN', 'ACCOUNT_ADMIN'] },
  request: { done: 'requested', edges: ['MAY_REQUEST'] },
  approve: { done: 'approved', edges: ['MAY_APPROVE'] },
  revoke: { done: 'revoked', edges: ['MAY_REVOKE'] },
}; // prettier-ignore

/** What people declare of a node, by the words for it. */
export const DECLARED: Readonly<Record<string, keyof Declared>> = {
  owner: 'owner',
  purpose: 'purpose',
  'data scope': 'dataScope',
  rotation: 'rotation',
  stage: 'stage',
  sensitivity: 'sensitivity',
  vendor: 'vendor',
};

/** `identities` is `identity`, `notebooks` is `notebook`. */
export function singular(word: string): string {
  const irregular: Readonly<Record<string, string>> = { people: 'person', entries: 'entry' };
  if (Object.hasOwn(irregular, word)) return irregular[word] ?? word;
  if (Object.hasOwn(NOUNS, word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
