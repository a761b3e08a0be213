/** Constructed after the documentation of gcloud and the IAM reference (Policy, Role, WorkloadIdentityPoolProvider) and of Vertex AI. */
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const PROJECT = 'acme-ml-prod';
const TRAINER = `trainer@${PROJECT}.iam.gserviceaccount.com`;
const POOL = 'projects/123456789012/locations/global/workloadIdentityPools/ci';

/** Three quarters of a line, and no key. */
const LINE = ['MIIEvQIBADANBgkqhkiG9w0', 'BAQEFAASCBKcwggSjAgEA'].join('');
export const gcpSecret = `${LINE}AoIBAQC7`;

export const gcpSample: Readonly<Record<string, string>> = {
  'gcp/projects.json': json([
    { createTime: '2025-01-02T03:04:05Z', lifecycleState: 'ACTIVE', name: PROJECT, parent: { id: '987654321098', type: 'organization' }, projectId: PROJECT, projectNumber: '123456789012' },
  ]),
  [`gcp/projects/${PROJECT}/iam-policy.json`]: json({
    bindings: [
      { members: ['user:ada@acme.test'], role: 'roles/owner' },
      { members: [`serviceAccount:${TRAINER}`], role: 'roles/aiplatform.user' },
      { members: ['group:ml@acme.test'], role: 'roles/iam.serviceAccountUser' },
      { members: ['group:ml@acme.test'], role: 'roles/notebooks.admin' },
      { members: ['user:bob@acme.test'], role: 'roles/iam.serviceAccountTokenCreator', condition: { title: 'until spring', expression: "request.time < timestamp('2027-03-01T00:00:00Z')" } },
      { members: ['user:eve@acme.test'], role: `projects/${PROJECT}/roles/datareader` },
      { members: ['user:kim@acme.test'], role: 'roles/newservice.admin' },
    ],
    etag: 'BwWWja0YfJA=',
    version: 3,
  }),
  [`gcp/service-accounts/${TRAINER}.json`]: json({
    bindings: [
      { members: [`serviceAccount:${PROJECT}.svc.id.goog[ml/trainer]`, `principalSet://iam.googleapis.com/${POOL}/attribute.repository/acme/models`], role: 'roles/iam.workloadIdentityUser' },
    ],
    etag: 'BwXhqDvcLlM=',
    version: 1,
  }),
  'gcp/buckets/acme-models/policy.yaml': `bindings:
- members:
  - allUsers
  role: roles/storage.objectViewer
- members:
  - serviceAccount:${TRAINER}
  role: roles/storage.objectAdmin
etag: CAE=
`,
  'gcp/accounts.json': json([
    { email: TRAINER, name: `projects/${PROJECT}/serviceAccounts/${TRAINER}`, oauth2ClientId: '1', projectId: PROJECT, uniqueId: '101' },
  ]),
  'gcp/keys.json': json([
    { keyAlgorithm: 'KEY_ALG_RSA_2048', keyOrigin: 'GOOGLE_PROVIDED', keyType: 'USER_MANAGED', name: `projects/${PROJECT}/serviceAccounts/${TRAINER}/keys/0a1b2c3d4e5f`, validAfterTime: '2024-05-06T07:08:09Z', validBeforeTime: '9999-12-31T23:59:59Z' },
  ]),
  'gcp/roles.json': json([
    { description: 'reads', etag: 'BwU=', includedPermissions: ['storage.objects.get', 'secretmanager.versions.access'], name: `projects/${PROJECT}/roles/datareader`, stage: 'GA', title: 'Data reader' },
  ]),
  'gcp/providers.json': json([
    {
      attributeCondition: "assertion.repository_owner == 'acme'",
      attributeMapping: { 'attribute.repository': 'assertion.repository', 'google.subject': 'assertion.sub' },
      name: `${POOL}/providers/github`, oidc: { issuerUri: 'https://token.actions.githubusercontent.com' }, state: 'ACTIVE',
    },
  ]),
  'src/trainer-key.json': json({
    type: 'service_account', project_id: PROJECT, private_key_id: '0123456789abcdef0123456789abcdef01234567', client_email: TRAINER,
    private_key: `-----BEGIN PRIVATE KEY-----\n${gcpSecret}\n-----END PRIVATE KEY-----\n`, token_uri: 'https://oauth2.googleapis.com/token',
  }),
  'gcp/endpoints.json': json([
    {
      createTime: '2026-01-01T00:00:00Z', displayName: 'ranker',
      deployedModels: [{ id: '1', model: `projects/${PROJECT}/locations/europe-west4/models/77`, serviceAccount: TRAINER }],
      name: `projects/${PROJECT}/locations/europe-west4/endpoints/42`,
    },
  ]),
}; // prettier-ignore
