import type { Entry } from '../../../documents/entry.ts';

const SECRET = /^projects\/[^/]{1,300}\/secrets\/[^/]{1,255}$/u;
const PLACED = /^projects\/[^/]{1,300}\/locations\/[^/]{1,60}\/(services|instances)\/[^/]{1,100}$/u;
const CLUSTER = /\/(projects\/[^/]{1,300}\/(?:locations|zones)\/[^/]{1,60}\/clusters\/[^/]{1,100})$/u;

/**
 * The full resource name of what a listing prints, by what only it has: `gcloud storage buckets list --raw`, `gcloud secrets list`,
 * `gcloud container clusters list`, services of Cloud Run's API v2, `gcloud workbench instances list`. Undefined for anything else.
 */
export function listedName(one: Entry): string | undefined {
  const name = one.text('name') ?? '';
  if (one.text('kind') === 'storage#bucket' && !name.includes('/') && name !== '')
    return `//storage.googleapis.com/${name}`;
  if (SECRET.test(name) && one.has('replication')) return `//secretmanager.googleapis.com/${name}`;
  const placed = PLACED.exec(name)?.[1];
  if (placed === 'services' && one.has('template')) return `//run.googleapis.com/${name}`;
  if (placed === 'instances' && one.has('gceSetup')) return `//notebooks.googleapis.com/${name}`;
  const cluster = one.has('location') ? CLUSTER.exec(one.text('selfLink') ?? '')?.[1] : undefined;
  return cluster === undefined ? undefined : `//container.googleapis.com/${cluster}`;
}
