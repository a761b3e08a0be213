/** Constructed after the Azure CLI reference and the documentation of role assignments, definitions and federated credentials. */
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const SUB = '11111111-1111-1111-1111-111111111111';
const GROUP = `/subscriptions/${SUB}/resourceGroups/ml-prod`;
const TRAINER = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/trainer`;
const ROLE = `/subscriptions/${SUB}/providers/Microsoft.Authorization/roleDefinitions`;
const assignment = (principalId: string, role: string, roleDefinitionName: string, scope: string, more: object = {}): object => ({
  id: `${scope}/providers/Microsoft.Authorization/roleAssignments/x`, principalId, principalName: '', principalType: 'ServicePrincipal',
  roleDefinitionId: `${ROLE}/${role}`, roleDefinitionName, scope, type: 'Microsoft.Authorization/roleAssignments', ...more,
}); // prettier-ignore

export const azureSample: Readonly<Record<string, string>> = {
  'az/assignments.json': json([
    assignment('aaaaaaaa-0000-0000-0000-000000000001', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe', 'Storage Blob Data Contributor', GROUP),
    assignment('aaaaaaaa-0000-0000-0000-000000000002', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner', `/subscriptions/${SUB}`, { principalType: 'User', principalName: 'ada@acme.test' }),
    assignment('aaaaaaaa-0000-0000-0000-000000000003', '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd', 'Cognitive Services OpenAI User', GROUP, { condition: "@Resource[a] StringEquals 'b'", conditionVersion: '2.0' }),
    assignment('aaaaaaaa-0000-0000-0000-000000000004', '99999999-0000-0000-0000-000000000001', 'acme reader', GROUP, { principalType: 'Group', principalName: 'ml' }),
  ]),
  'az/definitions.json': json([
    {
      assignableScopes: [GROUP], id: `${ROLE}/99999999-0000-0000-0000-000000000001`, name: '99999999-0000-0000-0000-000000000001',
      permissions: [{ actions: ['Microsoft.KeyVault/*'], notActions: ['Microsoft.KeyVault/vaults/write'], dataActions: ['Microsoft.KeyVault/vaults/secrets/*'], notDataActions: ['Microsoft.KeyVault/vaults/secrets/delete'] }],
      roleName: 'acme reader', roleType: 'CustomRole', type: 'Microsoft.Authorization/roleDefinitions',
    },
  ]),
  'az/identities.json': json([
    { clientId: 'cccccccc-0000-0000-0000-000000000001', id: TRAINER, location: 'westeurope', name: 'trainer', principalId: 'aaaaaaaa-0000-0000-0000-000000000001', resourceGroup: 'ml-prod', tenantId: 'dddddddd-0000-0000-0000-000000000001', type: 'Microsoft.ManagedIdentity/userAssignedIdentities' },
  ]),
  'az/credentials.json': json([
    { audiences: ['api://AzureADTokenExchange'], id: `${TRAINER}/federatedIdentityCredentials/gh`, issuer: 'https://token.actions.githubusercontent.com', name: 'gh', subject: 'repo:acme/models:environment:prod' },
  ]),
  'az/storage.json': json([
    { allowSharedKeyAccess: false, id: `${GROUP}/providers/Microsoft.Storage/storageAccounts/acmemodels`, kind: 'StorageV2', name: 'acmemodels', primaryEndpoints: { blob: 'https://acmemodels.blob.core.windows.net/', dfs: 'https://acmemodels.dfs.core.windows.net/' }, type: 'Microsoft.Storage/storageAccounts' },
  ]),
  'az/vaults.json': json([
    { id: `${GROUP}/providers/Microsoft.KeyVault/vaults/acme`, name: 'acme', properties: { enableRbacAuthorization: true, accessPolicies: [], vaultUri: 'https://acme.vault.azure.net/' }, type: 'Microsoft.KeyVault/vaults' },
  ]),
  'az/openai.json': json([
    { id: `${GROUP}/providers/Microsoft.CognitiveServices/accounts/acme-openai`, identity: { principalId: 'aaaaaaaa-0000-0000-0000-000000000009', tenantId: 'dddddddd-0000-0000-0000-000000000001', type: 'SystemAssigned' }, kind: 'OpenAI', name: 'acme-openai', properties: { disableLocalAuth: true, endpoint: 'https://acme-openai.openai.azure.com/' }, type: 'Microsoft.CognitiveServices/accounts' },
  ]),
}; // prettier-ignore
