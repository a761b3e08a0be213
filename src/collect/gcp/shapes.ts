import type { FieldsShape } from '../shape.ts';

/** google/iam/v1/policy.proto, Policy. */
export const policy: FieldsShape = {
  version: 'text', etag: 'text',
  bindings: [{ role: 'text', members: ['text'], condition: { title: 'text', description: 'text', expression: 'text' } }],
}; // prettier-ignore

/** google/cloud/resourcemanager/v3/projects.proto and folders.proto. */
export const project: FieldsShape = { name: 'text', parent: 'text', projectId: 'text', state: 'text', displayName: 'text', createTime: 'text' }; // prettier-ignore
export const folder: FieldsShape = { name: 'text', parent: 'text', displayName: 'text', state: 'text', createTime: 'text' }; // prettier-ignore

/** google/iam/admin/v1/iam.proto: ServiceAccount, ServiceAccountKey (without key data), Role. */
export const account: FieldsShape = { name: 'text', projectId: 'text', uniqueId: 'text', email: 'text', displayName: 'text', disabled: 'flag' }; // prettier-ignore
export const key: FieldsShape = { name: 'text', keyAlgorithm: 'text', keyOrigin: 'text', keyType: 'text', validAfterTime: 'text', validBeforeTime: 'text', disabled: 'flag' }; // prettier-ignore
export const role: FieldsShape = { name: 'text', title: 'text', stage: 'text', etag: 'text', deleted: 'flag', includedPermissions: ['text'] }; // prettier-ignore

/** google/iam/v1beta/workload_identity_pool.proto; v1 has the same fields (IAM REST reference, v1). */
export const pool: FieldsShape = { name: 'text', displayName: 'text', state: 'text', disabled: 'flag' };
export const provider: FieldsShape = {
  name: 'text', displayName: 'text', state: 'text', disabled: 'flag', attributeMapping: 'map', attributeCondition: 'text',
  oidc: { issuerUri: 'text', allowedAudiences: ['text'] }, aws: { accountId: 'text' },
}; // prettier-ignore

/** google/iam/v2/policy.proto and deny.proto. */
export const deny: FieldsShape = {
  name: 'text', kind: 'text', displayName: 'text', etag: 'text',
  rules: [
    {
      description: 'text',
      denyRule: {
        deniedPrincipals: ['text'], exceptionPrincipals: ['text'], deniedPermissions: ['text'], exceptionPermissions: ['text'],
        denialCondition: { title: 'text', expression: 'text' },
      },
    },
  ],
}; // prettier-ignore

/** google/container/v1/cluster_service.proto, Cluster. Certificates and passwords of `masterAuth` are not kept. */
export const cluster: FieldsShape = {
  name: 'text', selfLink: 'text', location: 'text', status: 'text', nodeConfig: { serviceAccount: 'text' },
  nodePools: [{ name: 'text', config: { serviceAccount: 'text' } }], workloadIdentityConfig: { workloadPool: 'text' },
  autopilot: { enabled: 'flag' },
}; // prettier-ignore

/** google/cloud/run/v2/service.proto, Service: of containers the image; environment values may be secrets. */
export const service: FieldsShape = {
  name: 'text', uid: 'text', createTime: 'text', ingress: 'text', uri: 'text',
  template: { serviceAccount: 'text', containers: [{ name: 'text', image: 'text' }] },
}; // prettier-ignore

/** google/cloud/notebooks/v2/instance.proto, Instance. */
export const notebook: FieldsShape = {
  name: 'text', state: 'text', createTime: 'text', instanceOwners: ['text'],
  gceSetup: { serviceAccounts: [{ email: 'text' }] },
}; // prettier-ignore

/** Cloud Storage JSON API, Buckets resource. */
export const bucket: FieldsShape = {
  kind: 'text', id: 'text', name: 'text', projectNumber: 'text', location: 'text', timeCreated: 'text',
  iamConfiguration: { uniformBucketLevelAccess: { enabled: 'flag' }, publicAccessPrevention: 'text' },
}; // prettier-ignore

/** google/cloud/secretmanager/v1/resources.proto, Secret: what it is called, never a version of it. */
export const secret: FieldsShape = { name: 'text', createTime: 'text', replication: { automatic: {}, userManaged: {} } }; // prettier-ignore

/** google/cloud/aiplatform/v1: Endpoint, Model, PipelineJob, Index, ReasoningEngine, Dataset. */
export const vertex: FieldsShape = {
  name: 'text', displayName: 'text', createTime: 'text', state: 'text', serviceAccount: 'text', artifactUri: 'text',
  spec: { serviceAccount: 'text' }, deployedModels: [{ id: 'text', model: 'text', serviceAccount: 'text' }],
}; // prettier-ignore
