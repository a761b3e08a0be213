import { fakeServer, type Answer, type FakeServer } from './http.ts';

/**
 * A FAKE of Google Cloud for tests: the token exchange of workload identity federation (RFC 8693, `sts.googleapis.com/v1/token`) and a few
 * methods of the APIs that a collection asks, over real HTTP, with the error bodies of google.rpc.Status. Everything else is refused as
 * PERMISSION_DENIED, as for a caller without the right.
 */
export interface FakeGcp extends FakeServer {
  /** Whether the token endpoint takes the credentials. */
  readonly door: { signsIn: boolean };
}

export const PROJECT = 'acme-ml-prod';
const NUMBER = '123456789012';
const TOKEN = 'ya29.never-to-be-written';
const at = `/v1/projects/${PROJECT}`;
const account = (name: string): object => ({
  name: `projects/${PROJECT}/serviceAccounts/${email(name)}`, projectId: PROJECT, uniqueId: '1', email: email(name), etag: 'BwU=',
}); // prettier-ignore
export const email = (name: string): string => `${name}@${PROJECT}.iam.gserviceaccount.com`;
const policy = (role: string, member: string): object => ({ version: 1, etag: 'BwU=', bindings: [{ role, members: [member] }] }); // prettier-ignore

const failure = (code: number, status: string, reason?: string): Answer => ({
  status: code,
  body: {
    error: {
      code, status, message: 'never-to-be-shown',
      ...(reason === undefined ? {} : { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com' }] }),
    },
  },
}); // prettier-ignore

/** By API and what follows in the address, as the tests name calls. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  [`cloudresourcemanager GET /v3/projects/${PROJECT}`]: { name: `projects/${NUMBER}`, parent: 'folders/77', projectId: PROJECT, state: 'ACTIVE', displayName: 'ML' },
  [`cloudresourcemanager POST /v3/projects/${PROJECT}:getIamPolicy`]: policy('roles/iam.serviceAccountTokenCreator', 'user:ada@acme.test'),
  'cloudresourcemanager GET /v3/folders/77': { name: 'folders/77', parent: 'organizations/99', displayName: 'ml', state: 'ACTIVE' },
  'cloudresourcemanager POST /v3/folders/77:getIamPolicy': policy('roles/owner', 'group:platform@acme.test'),
  'cloudresourcemanager POST /v3/organizations/99:getIamPolicy': { version: 1, etag: 'ACAB' },
  'cloudresourcemanager GET /v3/folders?parent=organizations/99': { folders: [{ name: 'folders/77', parent: 'organizations/99', displayName: 'ml', state: 'ACTIVE' }] },
  'cloudresourcemanager GET /v3/folders?parent=folders/77': {},
  'cloudresourcemanager GET /v3/projects?parent=organizations/99': {},
  'cloudresourcemanager GET /v3/projects?parent=folders/77': {
    projects: [
      { name: `projects/${NUMBER}`, parent: 'folders/77', projectId: PROJECT, state: 'ACTIVE' },
      { name: 'projects/5', parent: 'folders/77', projectId: 'acme-gone-1', state: 'DELETE_REQUESTED' },
    ],
  },
  [`iam GET ${at}/serviceAccounts`]: { accounts: [account('first')], nextPageToken: 'p2' },
  [`iam GET ${at}/serviceAccounts p2`]: { accounts: [account('second')] },
  [`iam GET ${at}/serviceAccounts/${email('first')}/keys`]: {
    keys: [{ name: `projects/${PROJECT}/serviceAccounts/${email('first')}/keys/0a1b2c3d`, keyType: 'USER_MANAGED', keyAlgorithm: 'KEY_ALG_RSA_2048', keyOrigin: 'GOOGLE_PROVIDED', validAfterTime: '2024-01-01T00:00:00Z', validBeforeTime: '9999-12-31T23:59:59Z', privateKeyData: 'never-to-be-written' }],
  },
  [`iam GET ${at}/serviceAccounts/${email('second')}/keys`]: {},
  [`iam POST ${at}/serviceAccounts/${email('first')}:getIamPolicy`]: policy('roles/iam.serviceAccountUser', 'group:ml@acme.test'),
  [`iam POST ${at}/serviceAccounts/${email('second')}:getIamPolicy`]: { version: 1, etag: 'ACAB' },
  [`storage GET /storage/v1/b?project=${PROJECT}`]: { kind: 'storage#buckets', items: [{ kind: 'storage#bucket', name: 'acme-models', projectNumber: NUMBER, location: 'EU' }] },
  'storage GET /storage/v1/b/acme-models/iam': { kind: 'storage#policy', resourceId: 'projects/_/buckets/acme-models', ...policy('roles/storage.objectViewer', 'allUsers') },
  [`run GET /v2/projects/${PROJECT}/locations/-/services`]: {
    services: [{ name: `projects/${NUMBER}/locations/europe-west4/services/agent`, createTime: '2026-01-01T00:00:00Z', template: { serviceAccount: email('second'), containers: [{ image: 'img', env: [{ name: 'KEY', value: 'never-to-be-written' }] }] } }],
  },
  [`run GET /v2/projects/${NUMBER}/locations/europe-west4/services/agent:getIamPolicy`]: policy('roles/run.invoker', 'allUsers'),
  [`aiplatform GET ${at}/locations`]: { locations: [{ name: 'x', locationId: 'europe-west4' }, { name: 'y', locationId: 'us-central1' }] },
  [`aiplatform GET ${at}/locations/europe-west4/endpoints`]: { endpoints: [{ name: `projects/${NUMBER}/locations/europe-west4/endpoints/42`, displayName: 'ranker', createTime: '2026-01-01T00:00:00Z', deployedModels: [{ id: '1', model: `projects/${NUMBER}/locations/europe-west4/models/7`, serviceAccount: email('first') }] }] },
}; // prettier-ignore

export async function fakeGcp(): Promise<FakeGcp> {
  const door = { signsIn: true };
  const throttled = new Set<string>();
  const once = (call: string, answer: Answer): Answer | undefined => {
    if (throttled.has(call)) return undefined;
    throttled.add(call);
    return answer;
  };
  const server = await fakeServer(
    ({ method }, url) => {
      const [, api = '', ...rest] = decodeURIComponent(url.pathname).split('/');
      const query = ['parent', 'project'].flatMap((key) => url.searchParams.get(key)?.replace(/^/u, `?${key}=`) ?? []);
      const page = url.searchParams.get('pageToken');
      return `${api} ${method ?? ''} /${rest.join('/')}${query.join('')}${page === null ? '' : ` ${page}`}`;
    },
    (call, { headers }, body) => {
      if (call === 'sts POST /v1/token') return token(body, door.signsIn);
      if (headers.authorization !== `Bearer ${TOKEN}`) return failure(401, 'UNAUTHENTICATED');
      if (call === `iam GET ${at}/serviceAccounts`) {
        const busy = once(call, { ...failure(429, 'RESOURCE_EXHAUSTED', 'RATE_LIMIT_EXCEEDED'), headers: { 'retry-after': '1' } }); // prettier-ignore
        if (busy) return busy;
      }
      if (call.startsWith('storage GET /storage/v1/b?')) {
        const broken = once(call, failure(503, 'UNAVAILABLE'));
        if (broken) return broken;
      }
      // Somebody between us and the API: the token must not go where it points.
      if (call.startsWith('container ')) return { status: 302, headers: { location: '/elsewhere/stolen' }, body: {} };
      if (call.startsWith('notebooks ')) return failure(403, 'PERMISSION_DENIED', 'SERVICE_DISABLED');
      return Object.hasOwn(ANSWERS, call) ? { body: ANSWERS[call] } : failure(403, 'PERMISSION_DENIED', 'IAM_PERMISSION_DENIED'); // prettier-ignore
    },
  );
  return Object.assign(server, { door });
}

function token(body: string, signsIn: boolean): Answer {
  const exchange = new URLSearchParams(body).get('grant_type') === 'urn:ietf:params:oauth:grant-type:token-exchange';
  if (!signsIn || !exchange) return { status: 400, body: { error: 'invalid_grant', error_description: 'never-to-be-shown' } }; // prettier-ignore
  return {
    body: {
      access_token: TOKEN, token_type: 'Bearer', expires_in: 3600,
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    },
  }; // prettier-ignore
}

/** The file of credentials that names this fake's token endpoint, and the environment that names its APIs. */
export function credentialsOf(fake: FakeGcp, subjectToken: string): unknown {
  return {
    type: 'external_account', audience: `//iam.googleapis.com/projects/${NUMBER}/locations/global/workloadIdentityPools/ci/providers/tests`,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt', token_url: `${fake.url}/sts/v1/token`,
    credential_source: { file: subjectToken },
  }; // prettier-ignore
}
const APIS = ['cloudresourcemanager', 'iam', 'container', 'run', 'aiplatform', 'notebooks', 'storage', 'secretmanager'] as const; // prettier-ignore
export const environmentOf = (fake: FakeGcp): Readonly<Record<string, string>> =>
  Object.fromEntries(APIS.map((api) => [`CLOUDSDK_API_ENDPOINT_OVERRIDES_${api.toUpperCase()}`, `${fake.url}/${api}`]));
