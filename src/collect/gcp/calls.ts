import { textOf, type Call, type Each, type Thing } from '../rest/call.ts';
import type { FieldsShape } from '../shape.ts';
import type { Host } from './hosts.ts';
import { printedFolder, printedNamed, printedProject, running, searched } from './printed.ts';
import * as shapes from './shapes.ts';

const call = (host: Host, name: string, path: string, right: string, keeps: FieldsShape, more: Partial<Call>): Call => ({
  name: `${host.replace('-location', '')}.${name}`, host, path, right, keeps, ...more,
}); // prettier-ignore
const of = (name: string, vars: Each['vars'], when?: Each['when']): Each => ({
  of: name,
  vars,
  ...(when === undefined ? {} : { when }),
});
const byName = (name: string): Partial<Call> => ({ each: [of(name, { name: 'name' })] });
const isActive = (thing: Thing): boolean => textOf(thing, 'state') === 'ACTIVE';
const lastOf = (thing: Thing): string | undefined => textOf(thing, 'name')?.split('/').at(-1);

/** google/iam/v1/policy.proto: conditions are told to those who ask for version 3. */
const VERSION_3 = { options: { requestedPolicyVersion: 3 } };
const QUERY_3 = 'options.requestedPolicyVersion=3';

const FOLDERS = 'cloudresourcemanager.folders.list';
const ACCOUNTS = 'iam.projects.serviceAccounts.list';
const POOLS = 'iam.projects.locations.workloadIdentityPools.list';
const LOCATIONS = 'aiplatform.projects.locations.list';
const DENIES = 'iam.policies.listPolicies';

/** google/cloud/resourcemanager/v3: organizations.proto, folders.proto, projects.proto. `folder` and `ancestor` are read alone, above a project. */
const hierarchy: readonly Call[] = [
  call('cloudresourcemanager', 'organizations.getIamPolicy', '/v3/organizations/{organization}:getIamPolicy', 'resourcemanager.organizations.getIamPolicy', shapes.policy, { at: ['organization', 'ancestor'], post: VERSION_3, file: 'iam-policy.json', alone: true }),
  call('cloudresourcemanager', 'folders.list', '/v3/folders?parent={parent}&pageSize=300', 'resourcemanager.folders.list', shapes.folder, { at: ['organization'], each: [of(FOLDERS, { parent: 'name', folder: lastOf }, isActive)], list: 'folders', file: 'folders.json', prints: printedFolder }),
  call('cloudresourcemanager', 'folders.get', '/v3/folders/{folder}', 'resourcemanager.folders.get', shapes.folder, { at: ['folder'], file: 'folder.json', alone: true, prints: printedFolder }),
  call('cloudresourcemanager', 'folders.getIamPolicy', '/v3/folders/{folder}:getIamPolicy', 'resourcemanager.folders.getIamPolicy', shapes.policy, { at: ['folder'], each: [of(FOLDERS, { folder: lastOf }, isActive)], post: VERSION_3, file: (_, { organization }) => `${organization === undefined ? '' : 'folders/{folder}/'}iam-policy.json`, alone: true }),
  call('cloudresourcemanager', 'projects.list', '/v3/projects?parent={parent}&pageSize=300', 'resourcemanager.projects.list', shapes.project, { at: ['organization'], each: [of(FOLDERS, { parent: 'name' }, isActive)], list: 'projects' }),
  call('cloudresourcemanager', 'projects.get', '/v3/projects/{project}', 'resourcemanager.projects.get', shapes.project, { at: ['project'], file: 'project.json', alone: true, prints: printedProject }),
  call('cloudresourcemanager', 'projects.getIamPolicy', '/v3/projects/{project}:getIamPolicy', 'resourcemanager.projects.getIamPolicy', shapes.policy, { at: ['project'], post: VERSION_3, file: 'iam-policy.json', alone: true }),
]; // prettier-ignore

/** google/iam/admin/v1/iam.proto, google/iam/v2/policy.proto; pools: IAM REST reference, projects.locations.workloadIdentityPools (v1). */
const identities: readonly Call[] = [
  call('iam', 'projects.serviceAccounts.list', '/v1/projects/{project}/serviceAccounts?pageSize=100', 'iam.serviceAccounts.list', shapes.account, { at: ['project'], list: 'accounts', file: 'service-accounts.json' }),
  call('iam', 'projects.serviceAccounts.keys.list', '/v1/projects/{project}/serviceAccounts/{email}/keys?keyTypes=USER_MANAGED', 'iam.serviceAccountKeys.list', shapes.key, { each: [of(ACCOUNTS, { email: 'email' })], list: 'keys', file: 'service-account-keys.json' }),
  call('iam', 'projects.serviceAccounts.getIamPolicy', `/v1/projects/{project}/serviceAccounts/{email}:getIamPolicy?${QUERY_3}`, 'iam.serviceAccounts.getIamPolicy', shapes.policy, { each: [of(ACCOUNTS, { email: 'email' })], post: null, file: 'service-accounts/{email}.json', alone: true }),
  call('iam', 'organizations.roles.list', '/v1/organizations/{organization}/roles?view=FULL&pageSize=1000', 'iam.roles.list', shapes.role, { at: ['organization', 'ancestor'], list: 'roles', file: 'roles.json' }),
  call('iam', 'projects.roles.list', '/v1/projects/{project}/roles?view=FULL&pageSize=1000', 'iam.roles.list', shapes.role, { at: ['project'], list: 'roles', file: 'roles.json' }),
  call('iam', 'projects.locations.workloadIdentityPools.list', '/v1/projects/{project}/locations/global/workloadIdentityPools?pageSize=1000', 'iam.workloadIdentityPools.list', shapes.pool, { at: ['project'], list: 'workloadIdentityPools', file: 'workload-identity-pools.json' }),
  call('iam', 'projects.locations.workloadIdentityPools.providers.list', '/v1/{+name}/providers?pageSize=100', 'iam.workloadIdentityPoolProviders.list', shapes.provider, { ...byName(POOLS), list: 'workloadIdentityPoolProviders', file: 'workload-identity-pool-providers.json' }),
  call('iam', 'policies.listPolicies', '/v2/policies/{attached}/denypolicies', 'iam.denypolicies.list', { name: 'text' }, { at: ['organization', 'ancestor', 'folder', 'project'], each: [of(FOLDERS, { attached: (one) => attachment(textOf(one, 'name')) }, isActive)], list: 'policies' }),
  call('iam', 'policies.get', '/v2/{+name}', 'iam.denypolicies.get', shapes.deny, { ...byName(DENIES), file: 'deny-policies.json' }),
]; // prettier-ignore

/** Where a deny policy is attached: a full resource name, as one part of a path. */
export const attachment = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : `cloudresourcemanager.googleapis.com/${name}`;

type Resource = readonly [host: Host, name: string, path: string, list: string, right: string, keeps: FieldsShape, file: string, policy: string | undefined]; // prettier-ignore

/** Things with policies of their own: listing, then the policy of each. */
const resources: readonly Resource[] = [
  // google/container/v1/cluster_service.proto: location "-" is all zones and regions; clusters have no policy.
  ['container', 'projects.locations.clusters', '/v1/projects/{project}/locations/-/clusters', 'clusters', 'container.clusters.list', shapes.cluster, 'clusters.json', undefined],
  // google/cloud/run/v2/service.proto
  ['run', 'projects.locations.services', '/v2/projects/{project}/locations/-/services?pageSize=1000', 'services', 'run.services.list', shapes.service, 'run-services.json', `/v2/{+name}:getIamPolicy?${QUERY_3}`],
  // google/cloud/notebooks/v2: service.proto, notebooks_v2.yaml
  ['notebooks', 'projects.locations.instances', '/v2/projects/{project}/locations/-/instances?pageSize=1000', 'instances', 'notebooks.instances.list', shapes.notebook, 'notebooks.json', `/v2/{+name}:getIamPolicy?${QUERY_3}`],
  // Cloud Storage JSON API, Buckets: list, getIamPolicy
  ['storage', 'buckets', '/storage/v1/b?project={project}&maxResults=1000', 'items', 'storage.buckets.list', shapes.bucket, 'buckets.json', '/storage/v1/b/{name}/iam?optionsRequestedPolicyVersion=3'],
  // google/cloud/secretmanager/v1/service.proto
  ['secretmanager', 'projects.secrets', '/v1/projects/{project}/secrets?pageSize=1000', 'secrets', 'secretmanager.secrets.list', shapes.secret, 'secrets.json', `/v1/{+name}:getIamPolicy?${QUERY_3}`],
]; // prettier-ignore

const withPolicies = ([host, name, path, list, right, keeps, file, policy]: Resource): readonly Call[] => [
  call(host, `${name}.list`, path, right, keeps, { at: ['project'], list, file, prints: printedNamed }),
  ...(policy === undefined
    ? []
    : [
        call(host, `${name}.getIamPolicy`, policy, right.replace(/list$/u, 'getIamPolicy'), shapes.policy, {
          ...byName(`${host}.${name}.list`),
          file: 'policies.json',
          prints: searched(host),
        }),
      ]),
];

/** google/cloud/aiplatform/v1: aiplatform_v1.yaml (locations) and the service of each. Version 1 has no policies of these. */
const VERTEX = ['endpoints', 'models', 'indexes', 'reasoningEngines', 'datasets', 'pipelineJobs'] as const;
const vertex: readonly Call[] = [
  call('aiplatform', 'projects.locations.list', '/v1/projects/{project}/locations?pageSize=200', 'aiplatform.locations.list', { name: 'text', locationId: 'text' }, { at: ['project'], list: 'locations' }),
  ...VERTEX.map((kind) =>
    call('aiplatform-location', `projects.locations.${kind}.list`, `/v1/projects/{project}/locations/{location}/${kind}?pageSize=100`, `aiplatform.${kind}.list`, shapes.vertex, {
      each: [of(LOCATIONS, { location: 'locationId' })], list: kind, file: 'vertex.json', prints: kind === 'pipelineJobs' ? running : printedNamed,
    }),
  ),
]; // prettier-ignore

/** Every call that a collection makes. None returns a key, a version of a secret, or what is in a bucket. */
export const CALLS: readonly Call[] = [...hierarchy, ...identities, ...resources.flatMap(withPolicies), ...vertex];
