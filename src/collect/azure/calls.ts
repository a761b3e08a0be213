import { textOf, type Call, type Each, type Thing } from '../rest/call.ts';
import type { FieldsShape } from '../shape.ts';
import type { Host } from './hosts.ts';
import { assignmentFile, flattened, other, printedDefinition, printedSubscription } from './printed.ts';
import * as shapes from './shapes.ts';

const call = (host: Host, name: string, path: string, right: string | undefined, keeps: FieldsShape, more: Partial<Call>): Call => ({
  name, host, path, right, keeps, list: 'value', ...more,
}); // prettier-ignore
const of = (name: string, vars: Each['vars'], when?: Each['when']): Partial<Call> => ({
  each: [{ of: name, vars, ...(when === undefined ? {} : { when }) }],
});
const OF_SUBSCRIPTION = '/subscriptions/{subscription}/providers';
const AUTHORIZATION = 'providers/Microsoft.Authorization';
const isGroup = (thing: Thing): boolean => /managementGroups$/iu.test(textOf(thing, 'type') ?? '');

/** What stands above subscriptions. Names are those of the operations in Azure/azure-rest-api-specs. */
const tenant: readonly Call[] = [
  call('arm', 'Subscriptions_List', '/subscriptions?api-version=2022-12-01', 'Microsoft.Resources/subscriptions/read', shapes.subscription, { at: ['tenant'], file: 'subscriptions.json', prints: printedSubscription }),
  // management.json 2020-05-01: the groups and subscriptions that the caller sees, with what each stands under; it takes no right of its own.
  call('arm', 'Entities_List', '/providers/Microsoft.Management/getEntities?api-version=2020-05-01', undefined, shapes.entity, { at: ['tenant'], post: null, file: 'management-groups.json', prints: flattened }),
  call('arm', 'RoleAssignments_ListForScope', `{+group}/${AUTHORIZATION}/roleAssignments?$filter=atScope()&api-version=2022-04-01`, 'Microsoft.Authorization/roleAssignments/read', shapes.assignment, { ...of('Entities_List', { group: 'id' }, isGroup), file: assignmentFile, prints: flattened }),
  call('arm', 'RoleDefinitions_List', `/${AUTHORIZATION}/roleDefinitions?$filter=type%20eq%20'BuiltInRole'&api-version=2022-04-01`, 'Microsoft.Authorization/roleDefinitions/read', shapes.definition, { at: ['tenant'], file: '/role-definitions.json', prints: printedDefinition }),
]; // prettier-ignore

/** Microsoft Graph v1.0: "List servicePrincipals", "List applications", "List federatedIdentityCredentials". */
const directory: readonly Call[] = [
  call('graph', 'servicePrincipals.list', '/v1.0/servicePrincipals?$select=id,appId,displayName,servicePrincipalType&$top=999', 'Application.Read.All', shapes.principal, { at: ['tenant'], file: 'service-principals.json' }),
  call('graph', 'applications.list', '/v1.0/applications?$select=id,appId,displayName,signInAudience&$top=999', 'Application.Read.All', shapes.application, { at: ['tenant'], file: 'applications.json' }),
  // Its answer does not say whose it is; the folder does.
  call('graph', 'applications.federatedIdentityCredentials.list', '/v1.0/applications/{application}/federatedIdentityCredentials', 'Application.Read.All', shapes.graphCredential, { ...of('applications.list', { application: 'id' }), file: 'applications/{application}/federated-credentials.json' }),
]; // prettier-ignore

/** authorization-*.json 2022-04-01, ManagedIdentity.json 2023-01-31. */
const rights: readonly Call[] = [
  call('arm', 'RoleAssignments_ListForSubscription', `${OF_SUBSCRIPTION}/Microsoft.Authorization/roleAssignments?api-version=2022-04-01`, 'Microsoft.Authorization/roleAssignments/read', shapes.assignment, { at: ['subscription'], file: assignmentFile, prints: flattened }),
  call('arm', 'RoleDefinitions_ListCustom', `${OF_SUBSCRIPTION}/Microsoft.Authorization/roleDefinitions?$filter=type%20eq%20'CustomRole'&api-version=2022-04-01`, 'Microsoft.Authorization/roleDefinitions/read', shapes.definition, { at: ['subscription'], file: '/role-definitions.json', prints: printedDefinition }),
  call('arm', 'UserAssignedIdentities_ListBySubscription', `${OF_SUBSCRIPTION}/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2023-01-31`, 'Microsoft.ManagedIdentity/userAssignedIdentities/read', shapes.identity, { at: ['subscription'], file: 'identities.json', prints: flattened }),
  call('arm', 'FederatedIdentityCredentials_List', '{+identity}/federatedIdentityCredentials?api-version=2023-01-31', 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read', shapes.credential, { ...of('UserAssignedIdentities_ListBySubscription', { identity: 'id' }), file: 'federated-credentials.json', prints: flattened }),
]; // prettier-ignore

const owned = (name: string, path: string, right: string, keeps: FieldsShape, file: string, more: Partial<Call> = { at: ['subscription'] }): Call =>
  call('arm', name, path, right, keeps, { file, ...more }); // prettier-ignore
const under = (parent: string): Partial<Call> => of(parent, { above: 'id' });

/** Resources with settings that decide who may use them; none of these calls lists keys. */
const resources: readonly Call[] = [
  // cognitiveservices.json 2024-10-01; projects 2025-06-01.
  owned('Accounts_List', `${OF_SUBSCRIPTION}/Microsoft.CognitiveServices/accounts?api-version=2024-10-01`, 'Microsoft.CognitiveServices/accounts/read', shapes.resource({ endpoint: 'text', disableLocalAuth: 'flag', publicNetworkAccess: 'text' }), 'cognitive-accounts.json'),
  owned('Deployments_List', '{+above}/deployments?api-version=2024-10-01', 'Microsoft.CognitiveServices/accounts/deployments/read', shapes.resource({ model: { format: 'text', name: 'text', version: 'text' } }), 'deployments.json', under('Accounts_List')),
  owned('Projects_List', '{+above}/projects?api-version=2025-06-01', 'Microsoft.CognitiveServices/accounts/projects/read', shapes.resource(), 'projects.json', { ...of('Accounts_List', { above: 'id' }, (one) => textOf(one, 'kind') === 'AIServices'), none: ['BadRequest'] }),
  // Microsoft.MachineLearningServices 2024-04-01: workspaceRP.json, mfe.json, machineLearningServices.json.
  owned('Workspaces_ListBySubscription', `${OF_SUBSCRIPTION}/Microsoft.MachineLearningServices/workspaces?api-version=2024-04-01`, 'Microsoft.MachineLearningServices/workspaces/read', shapes.resource({ storageAccount: 'text', keyVault: 'text', containerRegistry: 'text', hubResourceId: 'text', publicNetworkAccess: 'text' }), 'ml-workspaces.json'),
  owned('OnlineEndpoints_List', '{+above}/onlineEndpoints?api-version=2024-04-01', 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/read', shapes.resource({ authMode: 'text', scoringUri: 'text' }), 'online-endpoints.json', under('Workspaces_ListBySubscription')),
  owned('Compute_List', '{+above}/computes?api-version=2024-04-01', 'Microsoft.MachineLearningServices/workspaces/computes/read', shapes.resource({ computeType: 'text', disableLocalAuth: 'flag' }), 'ml-computes.json', under('Workspaces_ListBySubscription')),
  // keyvault.json 2023-07-01, storage.json 2023-01-01, managedClusters.json 2024-02-01.
  owned('Vaults_ListBySubscription', `${OF_SUBSCRIPTION}/Microsoft.KeyVault/vaults?api-version=2023-07-01`, 'Microsoft.KeyVault/vaults/read', shapes.vault, 'key-vaults.json'),
  owned('StorageAccounts_List', `${OF_SUBSCRIPTION}/Microsoft.Storage/storageAccounts?api-version=2023-01-01`, 'Microsoft.Storage/storageAccounts/read', shapes.resource({ allowSharedKeyAccess: 'flag', allowBlobPublicAccess: 'flag', primaryEndpoints: { blob: 'text', dfs: 'text' } }), 'storage-accounts.json'),
  owned('ManagedClusters_List', `${OF_SUBSCRIPTION}/Microsoft.ContainerService/managedClusters?api-version=2024-02-01`, 'Microsoft.ContainerService/managedClusters/read', shapes.resource({ disableLocalAccounts: 'flag', oidcIssuerProfile: { enabled: 'flag', issuerURL: 'text' } }), 'clusters.json'),
  // resources.json 2021-04-01: everything of the subscription with the identity that it has.
  owned('Resources_List', '/subscriptions/{subscription}/resources?$top=1000&api-version=2021-04-01', 'Microsoft.Resources/subscriptions/resources/read', shapes.resource(), 'resources.json', { at: ['subscription'], prints: other }),
]; // prettier-ignore

/** Every call that a collection makes. */
export const CALLS: readonly Call[] = [...tenant, ...directory, ...rights, ...resources];
