import type { GcpType } from '../../model/gcp-facts.ts';
import type { NodeKind } from '../../model/kinds.ts';

export interface GcpKind {
  /** The word of its id: `gcp:<word>:...`. */
  readonly word: string;
  readonly kind: NodeKind;
  /** Its name is one in the world (or in the cloud), so that no project stands in its id. */
  readonly global?: true;
  /** What is at stake when no declaration says; estate.md's tiers. */
  readonly jewel?: { readonly tier: 13 | 8 | 5 | 3; readonly what: string; readonly reason: string };
}

const account = (word: string, what: string): GcpKind => ({
  word,
  kind: 'CloudAccount',
  global: true,
  jewel: { tier: 13, what: `administration of ${what}`, reason: 'who administers it controls everything in it' },
});

/** Type of a thing -> what it is in the estate. */
export const GCP_KINDS: Readonly<Record<GcpType, GcpKind>> = {
  organization: account('Organization', 'organisation'),
  folder: account('Folder', 'folder'),
  project: account('Project', 'project'),
  'service-account': { word: 'ServiceAccount', kind: 'ServicePrincipal' },
  bucket: { word: 'Bucket', kind: 'DataStore', global: true },
  secret: {
    word: 'Secret',
    kind: 'SecretStore',
    jewel: { tier: 8, what: 'secret', reason: 'it is kept in Secret Manager' },
  },
  key: { word: 'CryptoKey', kind: 'SecretStore' },
  dataset: { word: 'Dataset', kind: 'DataStore' },
  table: { word: 'Table', kind: 'DataStore' },
  topic: { word: 'Topic', kind: 'DataStore' },
  database: { word: 'Database', kind: 'DataStore' },
  repository: { word: 'Repository', kind: 'Registry' },
  function: { word: 'Function', kind: 'Workload' },
  'run-service': { word: 'RunService', kind: 'Workload' },
  instance: { word: 'Instance', kind: 'Workload' },
  cluster: { word: 'Cluster', kind: 'Cluster' },
  endpoint: {
    word: 'Endpoint',
    kind: 'ModelEndpoint',
    jewel: { tier: 3, what: 'model endpoint', reason: 'it serves a model' },
  },
  model: { word: 'Model', kind: 'ModelArtifact' },
  pipeline: { word: 'Pipeline', kind: 'Workflow' },
  'vertex-dataset': { word: 'VertexDataset', kind: 'Dataset' },
  'vector-index': { word: 'VectorIndex', kind: 'VectorIndex' },
  notebook: { word: 'Notebook', kind: 'Workload' },
  agent: { word: 'Agent', kind: 'Agent' },
  composer: { word: 'Composer', kind: 'Workload' },
  'workload-identity-pool': { word: 'WorkloadIdentityPool', kind: 'OidcProvider' },
};
