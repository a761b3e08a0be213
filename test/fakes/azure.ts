import { fakeServer, type Answer, type FakeServer } from './http.ts';

/**
 * A FAKE of Azure for tests: the token endpoint of a managed identity (App Service documentation, "REST endpoint reference"), and a few
 * operations of Resource Manager and Microsoft Graph, over real HTTP, with their error bodies. Everything else is refused.
 */
export interface FakeAzure extends FakeServer {
  /** Whether the token endpoint knows the caller, as which object of the tenant, and where a hostile page of assignments points. */
  readonly door: { signsIn: boolean; elsewhere: string | undefined; caller: string };
}

export const SUB = '11111111-1111-1111-1111-111111111111';
const TENANT = 'dddddddd-0000-0000-0000-000000000001';
const APP = 'eeeeeeee-0000-0000-0000-000000000001';
const part = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url');
const token = (oid: string, audience: string): string =>
  `${part({ alg: 'none' })}.${part({ tid: TENANT, oid })}.never-to-be-written-${audience}`;
const at = `/subscriptions/${SUB}/providers`;
const group = `/subscriptions/${SUB}/resourceGroups/ml`;
export const TRAINER = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/trainer`;
const ROOT = '/providers/Microsoft.Management/managementGroups/root';
const OWNER = '/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635';

const assignment = (name: string, principalId: string, scope: string): object => ({
  id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`, name, type: 'Microsoft.Authorization/roleAssignments',
  properties: { scope, roleDefinitionId: OWNER, principalId, principalType: 'ServicePrincipal', description: 'never-to-be-written' },
}); // prettier-ignore
const inherited = assignment('a0', 'aaaaaaaa-0000-0000-0000-000000000009', ROOT);
const failure = (status: number, code: string): Answer => ({
  status,
  body: { error: { code, message: 'never-to-be-shown' } },
});

const ANSWERS: Readonly<Record<string, unknown>> = {
  'arm GET /subscriptions': { value: [{ id: `/subscriptions/${SUB}`, subscriptionId: SUB, tenantId: TENANT, displayName: 'ml prod', state: 'Enabled' }] },
  'arm POST /providers/Microsoft.Management/getEntities': {
    value: [
      { id: ROOT, type: 'Microsoft.Management/managementGroups', name: 'root', properties: { displayName: 'Root', tenantId: TENANT, parent: {} } },
      { id: `/subscriptions/${SUB}`, type: '/subscriptions', name: SUB, properties: { displayName: 'ml prod', tenantId: TENANT, parent: { id: ROOT } } },
    ],
  },
  [`arm GET ${ROOT}/providers/Microsoft.Authorization/roleAssignments`]: { value: [inherited] },
  [`arm GET ${at}/Microsoft.Authorization/roleAssignments page2`]: { value: [assignment('a2', 'aaaaaaaa-0000-0000-0000-000000000002', group), inherited] },
  'arm GET /providers/Microsoft.Authorization/roleDefinitions': {
    value: [{ id: OWNER, name: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', type: 'Microsoft.Authorization/roleDefinitions', properties: { roleName: 'Owner', type: 'BuiltInRole', assignableScopes: ['/'], permissions: [{ actions: ['*'], notActions: [] }] } }],
  },
  [`arm GET ${at}/Microsoft.ManagedIdentity/userAssignedIdentities`]: {
    value: [{ id: TRAINER, name: 'trainer', type: 'Microsoft.ManagedIdentity/userAssignedIdentities', location: 'westeurope', properties: { tenantId: TENANT, principalId: 'aaaaaaaa-0000-0000-0000-000000000001', clientId: 'cccccccc-0000-0000-0000-000000000001' } }],
  },
  [`arm GET ${TRAINER}/federatedIdentityCredentials`]: {
    value: [{ id: `${TRAINER}/federatedIdentityCredentials/gh`, name: 'gh', type: 'x', properties: { issuer: 'https://token.actions.githubusercontent.com', subject: 'repo:acme/models:environment:prod', audiences: ['api://AzureADTokenExchange'] } }],
  },
  [`arm GET ${at}/Microsoft.Storage/storageAccounts`]: {
    value: [{ id: `${group}/providers/Microsoft.Storage/storageAccounts/acmemodels`, name: 'acmemodels', type: 'Microsoft.Storage/storageAccounts', kind: 'StorageV2', tags: { key: 'never-to-be-written' }, properties: { allowSharedKeyAccess: true, primaryEndpoints: { blob: 'https://acmemodels.blob.core.windows.net/' } } }],
  },
  [`arm GET /subscriptions/${SUB}/resources`]: {
    value: [
      { id: `${group}/providers/Microsoft.Compute/virtualMachines/gpu`, name: 'gpu', type: 'Microsoft.Compute/virtualMachines', identity: { type: 'UserAssigned', userAssignedIdentities: { [TRAINER]: {} } } },
      { id: `${group}/providers/Microsoft.Network/virtualNetworks/n`, name: 'n', type: 'Microsoft.Network/virtualNetworks' },
    ],
  },
  'graph GET /v1.0/servicePrincipals': { value: [{ id: 'aaaaaaaa-0000-0000-0000-000000000002', appId: 'cccccccc-0000-0000-0000-000000000002', displayName: 'deployer', servicePrincipalType: 'Application', keyCredentials: [{ hint: 'never-to-be-written' }] }] },
  'graph GET /v1.0/applications': { value: [{ id: APP, appId: 'cccccccc-0000-0000-0000-000000000002', displayName: 'deployer', signInAudience: 'AzureADMyOrg' }] },
  [`graph GET /v1.0/applications/${APP}/federatedIdentityCredentials`]: {
    value: [{ id: 'ffffffff-0000-0000-0000-000000000001', name: 'gh', issuer: 'https://token.actions.githubusercontent.com', subject: 'repo:acme/infra:ref:refs/heads/main', audiences: ['api://AzureADTokenExchange'] }],
  },
}; // prettier-ignore

export const ASSIGNMENTS = `arm GET ${at}/Microsoft.Authorization/roleAssignments`;

export async function fakeAzure(): Promise<FakeAzure> {
  const door: FakeAzure['door'] = { signsIn: true, elsewhere: undefined, caller: 'reader' };
  const throttled = new Set<string>();
  const once = (call: string): boolean => !throttled.has(call) && throttled.add(call).has(call);
  const server: FakeServer = await fakeServer(
    ({ method }, url) => {
      const [, api = '', ...rest] = decodeURIComponent(url.pathname).split('/');
      const page = url.searchParams.get('$skiptoken');
      return `${api} ${method ?? ''} /${rest.join('/')}${page === null ? '' : ` ${page}`}`;
    },
    (call, { headers, url = '' }) => {
      if (call === 'msi GET /token') return issued(new URL(url, 'http://fake'), headers['x-identity-header'], door); // prettier-ignore
      const graph = call.startsWith('graph ');
      if (headers.authorization !== `Bearer ${token(door.caller, graph ? 'graph' : 'arm')}`) return failure(401, 'InvalidAuthenticationToken'); // prettier-ignore
      if (call === ASSIGNMENTS && once(call)) return { ...failure(429, 'SubscriptionRequestsThrottled'), headers: { 'retry-after': '1' } }; // prettier-ignore
      if (call === 'graph GET /v1.0/applications' && once(call)) return failure(503, 'serviceNotAvailable');
      if (call === ASSIGNMENTS) {
        const nextLink = door.elsewhere ?? `${server.url}/arm${at}/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$skiptoken=page2`; // prettier-ignore
        return { body: { value: [assignment('a1', 'aaaaaaaa-0000-0000-0000-000000000001', group)], nextLink } };
      }
      if (call.includes('Microsoft.ContainerService')) return { status: 307, headers: { location: '/elsewhere/stolen' }, body: {} }; // prettier-ignore
      if (call.includes('Microsoft.MachineLearningServices')) return failure(409, 'MissingSubscriptionRegistration');
      return Object.hasOwn(ANSWERS, call) ? { body: ANSWERS[call] } : failure(403, graph ? 'Authorization_RequestDenied' : 'AuthorizationFailed'); // prettier-ignore
    },
  );
  return Object.assign(server, { door });
}

function issued({ searchParams }: URL, header: unknown, { signsIn, caller }: FakeAzure['door']): Answer {
  const resource = searchParams.get('resource') ?? '';
  if (!signsIn || header !== 'identity-header') return { status: 400, body: { statusCode: 400, message: 'never-to-be-shown' } }; // prettier-ignore
  return {
    body: {
      access_token: token(caller, resource.includes('graph') ? 'graph' : 'arm'), token_type: 'Bearer', resource,
      expires_on: String(Math.floor(Date.now() / 1000) + 3600), client_id: 'cccccccc-0000-0000-0000-0000000000ff',
    },
  }; // prettier-ignore
}

export const environmentOf = ({ url }: FakeAzure): Readonly<Record<string, string>> => ({
  IDENTITY_ENDPOINT: `${url}/msi/token`,
  IDENTITY_HEADER: 'identity-header',
  AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential',
  WRIT_AZURE_RESOURCE_MANAGER: `${url}/arm`,
  WRIT_AZURE_GRAPH: `${url}/graph`,
});
