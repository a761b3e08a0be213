import type { GcpRef, GcpType } from '../../../model/gcp-facts.ts';

/** Word before the last name of a resource -> what that is, by service where two services use one word. */
const COLLECTIONS: Readonly<Record<string, GcpType>> = {
  organizations: 'organization', folders: 'folder', projects: 'project', serviceAccounts: 'service-account', buckets: 'bucket', b: 'bucket',
  secrets: 'secret', cryptoKeys: 'key', datasets: 'dataset', tables: 'table', topics: 'topic', repositories: 'repository', functions: 'function',
  services: 'run-service', instances: 'instance', clusters: 'cluster', endpoints: 'endpoint', models: 'model', pipelineJobs: 'pipeline',
  indexes: 'vector-index', reasoningEngines: 'agent', environments: 'composer', workloadIdentityPools: 'workload-identity-pool',
}; // prettier-ignore
const BY_SERVICE: Readonly<Record<string, GcpType>> = {
  'aiplatform/datasets': 'vertex-dataset', 'notebooks/instances': 'notebook', 'sqladmin/instances': 'database', 'cloudsql/instances': 'database',
}; // prettier-ignore

/**
 * Cloud Asset Inventory, "Full resource names": `//SERVICE.googleapis.com/projects/ID/locations/L/COLLECTION/NAME`, or the relative name of an API.
 * A bucket's is `//storage.googleapis.com/NAME`. Undefined for what this version has no word for.
 */
export function parseResourceName(written: string, service?: string): GcpRef | undefined {
  const match = /^\/\/([a-z0-9-]{1,60})\.googleapis\.com\/(.{1,1500})$/su.exec(written);
  const [of, path] = match ? [match[1] ?? '', match[2] ?? ''] : [service ?? '', written];
  const parts = path.split('/');
  if (of === 'storage' && parts.length === 1) return { type: 'bucket', name: path };
  const [collection = '', name = ''] = parts.slice(-2);
  if (parts.length % 2 !== 0 || name === '') return undefined;
  const key = `${of}/${collection}`;
  const type = Object.hasOwn(BY_SERVICE, key)
    ? BY_SERVICE[key]
    : Object.hasOwn(COLLECTIONS, collection)
      ? COLLECTIONS[collection]
      : undefined;
  if (type === undefined) return undefined;
  if (type === 'project' || type === 'folder' || type === 'organization' || type === 'bucket') return { type, name };
  const project = valueAfter(parts, 'projects');
  const location = valueAfter(parts, 'locations') ?? valueAfter(parts, 'zones');
  return {
    type,
    name,
    ...(project === undefined ? {} : { project }),
    ...(location === undefined || type === 'workload-identity-pool' ? {} : { location }),
  };
}

function valueAfter(parts: readonly string[], word: string): string | undefined {
  const at = parts.indexOf(word);
  const value = at < 0 || at % 2 !== 0 ? undefined : parts[at + 1];
  return value === '' || value === '-' || value === '_' ? undefined : value;
}
