import type { AzurePermission } from '../../model/azure-facts.ts';

export interface AzureRoleRow {
  /** GUID, the same in every tenant. */
  readonly role: string;
  readonly name: string;
  readonly permissions: readonly AzurePermission[];
  /** Page of the built-in roles reference, after AZURE_ROLES_SOURCE. */
  readonly page: string;
  /**
   * Where it was looked up: the commit of AZURE_ROLES_READ_IN whose `articles/role-based-access-control/built-in-roles/PAGE.md` prints the
   * definition; `page`: that page as it is served; else the page of the service that prints it. `recalled`: it was not looked up.
   */
  readonly seen: string;
}

/** The day of which the table is; a definition that a file prints counts before it. */
export const AZURE_ROLES_AS_OF = '2026-11-30';
export const AZURE_ROLES_SOURCE = 'https://learn.microsoft.com/azure/role-based-access-control/built-in-roles';
export const AZURE_ROLES_READ_IN = 'https://github.com/MicrosoftDocs/azure-docs';
const FOUNDRY = 'https://learn.microsoft.com/azure/ai-foundry/concepts/rbac-azure-ai-foundry';

interface Block {
  readonly not?: readonly string[];
  readonly data?: readonly string[];
  readonly notData?: readonly string[];
  readonly when?: string;
}
const row = (
  page: string,
  seen: string,
  role: string,
  name: string,
  actions: readonly string[],
  { not = [], data = [], notData = [], when }: Block = {},
): AzureRoleRow => ({
  role,
  name,
  page,
  seen,
  permissions: [
    {
      actions,
      notActions: not,
      dataActions: data,
      notDataActions: notData,
      ...(when === undefined ? {} : { condition: when }),
    },
  ],
});

const NOT_CONTRIBUTOR = [
  'Microsoft.Authorization/*/Delete',
  'Microsoft.Authorization/*/Write',
  'Microsoft.Authorization/elevateAccess/Action',
  'Microsoft.Blueprint/blueprintAssignments/write',
  'Microsoft.Blueprint/blueprintAssignments/delete',
  'Microsoft.Compute/galleries/share/action',
  'Microsoft.Purview/consents/write',
  'Microsoft.Purview/consents/delete',
  'Microsoft.Resources/deploymentStacks/manageDenySetting/action',
  'Microsoft.Subscription/cancel/action',
  'Microsoft.Subscription/enable/action',
] as const;
const ONLY_AI_USER = 'only the role Azure AI User (53ca6127-db72-4b80-b1b0-d745d6d5456d) may be assigned';
const ML = 'Microsoft.MachineLearningServices/workspaces';
const ML_ANY = [`${ML}/*/read`, `${ML}/*/action`, `${ML}/*/delete`, `${ML}/*/write`] as const;
const ML_NOT = [
  `${ML}/delete`,
  `${ML}/write`,
  `${ML}/listKeys/action`,
  `${ML}/hubs/write`,
  `${ML}/hubs/delete`,
  `${ML}/featurestores/write`,
  `${ML}/featurestores/delete`,
] as const;
const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
const DELEGATION = 'Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action';
const OPENAI = 'Microsoft.CognitiveServices/accounts/OpenAI';
const AI_READ = ['Microsoft.CognitiveServices/*/read', 'Microsoft.CognitiveServices/accounts/listkeys/action'] as const;

/** A role with a second block that may assign one role only. */
const assigning = (known: AzureRoleRow): AzureRoleRow => ({
  ...known,
  permissions: [
    ...known.permissions,
    ...row('', '', '', '', ['Microsoft.Authorization/roleAssignments/write'], { when: ONLY_AI_USER }).permissions,
  ],
});

/** The built-in roles that matter to platforms of AI, with those of their actions that some power is about. */
export const AZURE_ROLES: readonly AzureRoleRow[] = [
  row('privileged', '0b8729e', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner', ['*']),
  row('privileged', '0b8729e', 'b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor', ['*'], { not: NOT_CONTRIBUTOR }),
  row('general', 'recalled', 'acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader', ['*/read']),
  row('privileged', '0b8729e', '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator', ['*/read', 'Microsoft.Authorization/*']),
  row('privileged', '0b8729e', 'f58310d9-a9f6-439a-9e8d-f62e7b41a168', 'Role Based Access Control Administrator', ['Microsoft.Authorization/roleAssignments/write', 'Microsoft.Authorization/roleAssignments/delete', '*/read']),
  row('identity', '1b4e136', 'e40ec5ca-96e0-45a2-b4ff-59039f2c2b59', 'Managed Identity Contributor', ['Microsoft.ManagedIdentity/userAssignedIdentities/read', 'Microsoft.ManagedIdentity/userAssignedIdentities/write', 'Microsoft.ManagedIdentity/userAssignedIdentities/delete', 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read', 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write', 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/delete', 'Microsoft.Resources/deployments/*']),
  row('identity', '1b4e136', 'f1a07417-d97a-45cb-824c-7a7467783830', 'Managed Identity Operator', ['Microsoft.ManagedIdentity/userAssignedIdentities/*/read', 'Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action', 'Microsoft.Resources/deployments/*']),
  // models
  row('ai-machine-learning', 'page', '64702f94-c441-49e6-a78b-ef80e0188fee', 'Azure AI Developer', [...ML_ANY], { not: ML_NOT, data: [`${OPENAI}/*`] }),
  row('ai-machine-learning', FOUNDRY, '53ca6127-db72-4b80-b1b0-d745d6d5456d', 'Azure AI User', AI_READ, { data: ['Microsoft.CognitiveServices/*'] }),
  assigning(row('ai-machine-learning', FOUNDRY, 'eadc314b-1a2d-4efa-be10-5d325db5065e', 'Azure AI Project Manager', ['Microsoft.CognitiveServices/accounts/*/read', 'Microsoft.CognitiveServices/accounts/projects/*'], { data: ['Microsoft.CognitiveServices/*'] })),
  assigning(row('ai-machine-learning', FOUNDRY, 'e47c6f54-e4a2-4754-9501-8e0985b135e1', 'Azure AI Account Owner', ['Microsoft.CognitiveServices/*', 'Microsoft.Insights/diagnosticSettings/*'])),
  row('ai-machine-learning', '51eb312', 'e503ece1-11d0-4e8e-8e2c-7a6c3bf38815', 'AzureML Compute Operator', [`${ML}/computes/*`, `${ML}/notebooks/vm/*`]),
  row('ai-machine-learning', '0ff2e41', 'f6c7c914-8db3-469d-8ca1-694a8f32e121', 'AzureML Data Scientist', [...ML_ANY], { not: [...ML_NOT, `${ML}/computes/*/write`, `${ML}/computes/*/delete`, `${ML}/computes/listKeys/action`] }),
  row('ai-machine-learning', '0ff2e41', '25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68', 'Cognitive Services Contributor', ['Microsoft.CognitiveServices/*', 'Microsoft.Insights/diagnosticSettings/*']),
  row('ai-machine-learning', '0ff2e41', 'a001fd3d-188f-4b5d-821b-7da978bf7442', 'Cognitive Services OpenAI Contributor', ['Microsoft.CognitiveServices/*/read', 'Microsoft.CognitiveServices/accounts/deployments/write', 'Microsoft.CognitiveServices/accounts/deployments/delete', 'Microsoft.CognitiveServices/accounts/raiPolicies/read', 'Microsoft.CognitiveServices/accounts/raiPolicies/write', 'Microsoft.CognitiveServices/accounts/raiPolicies/delete'], { data: [`${OPENAI}/*`] }),
  row('ai-machine-learning', '0ff2e41', '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd', 'Cognitive Services OpenAI User', ['Microsoft.CognitiveServices/*/read'], { data: [`${OPENAI}/*/read`, `${OPENAI}/deployments/chat/completions/action`, `${OPENAI}/deployments/completions/action`, `${OPENAI}/deployments/extensions/chat/completions/action`, `${OPENAI}/deployments/embeddings/action`, `${OPENAI}/deployments/audio/action`, `${OPENAI}/deployments/search/action`, `${OPENAI}/engines/completions/action`, `${OPENAI}/engines/search/action`, `${OPENAI}/engines/generate/action`, `${OPENAI}/images/generations/action`] }),
  row('ai-machine-learning', '0ff2e41', 'a97b65f3-24c7-4388-baec-2e87135dc908', 'Cognitive Services User', AI_READ, { data: ['Microsoft.CognitiveServices/*'] }),
  row('ai-machine-learning', '0ff2e41', '8ebe5a00-799e-43f5-93ac-243d3dce84a7', 'Search Index Data Contributor', [], { data: ['Microsoft.Search/searchServices/indexes/documents/*'] }),
  row('ai-machine-learning', '0ff2e41', '1407120a-92aa-4202-b7e9-c0e197c71c8f', 'Search Index Data Reader', [], { data: ['Microsoft.Search/searchServices/indexes/documents/read'] }),
  row('ai-machine-learning', '0ff2e41', '7ca78c08-252a-4471-8644-bb5ff32d4ba0', 'Search Service Contributor', ['Microsoft.Search/searchServices/*', 'Microsoft.Resources/deployments/*']),
  // storage and secrets
  row('storage', '1b4e136', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b', 'Storage Blob Data Owner', ['Microsoft.Storage/storageAccounts/blobServices/containers/*', DELEGATION], { data: [`${BLOBS}/*`] }),
  row('storage', '1b4e136', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe', 'Storage Blob Data Contributor', ['Microsoft.Storage/storageAccounts/blobServices/containers/delete', 'Microsoft.Storage/storageAccounts/blobServices/containers/read', 'Microsoft.Storage/storageAccounts/blobServices/containers/write', DELEGATION], { data: [`${BLOBS}/delete`, `${BLOBS}/read`, `${BLOBS}/write`, `${BLOBS}/move/action`, `${BLOBS}/add/action`] }),
  row('storage', '1b4e136', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1', 'Storage Blob Data Reader', ['Microsoft.Storage/storageAccounts/blobServices/containers/read', DELEGATION], { data: [`${BLOBS}/read`] }),
  row('storage', 'recalled', '17d1049b-9a84-46fb-8f53-869881c3d3ab', 'Storage Account Contributor', ['Microsoft.Storage/storageAccounts/*', 'Microsoft.Insights/diagnosticSettings/*']),
  row('storage', 'recalled', '81a9662b-bebf-436f-a333-f67b29880f12', 'Storage Account Key Operator Service Role', ['Microsoft.Storage/storageAccounts/listkeys/action', 'Microsoft.Storage/storageAccounts/regeneratekey/action']),
  row('storage', 'recalled', 'c12c1c16-33a1-487b-954d-41c89c60f349', 'Reader and Data Access', ['Microsoft.Storage/storageAccounts/listKeys/action', 'Microsoft.Storage/storageAccounts/read']),
  row('security', 'recalled', '00482a5a-887f-4fb3-b363-3b7fe8e74483', 'Key Vault Administrator', [], { data: ['Microsoft.KeyVault/vaults/*'] }),
  row('security', '03e5750', '4633458b-17de-408a-b874-0445c86b69e6', 'Key Vault Secrets User', [], { data: ['Microsoft.KeyVault/vaults/secrets/getSecret/action', 'Microsoft.KeyVault/vaults/secrets/readMetadata/action'] }),
  row('security', '03e5750', 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7', 'Key Vault Secrets Officer', [], { data: ['Microsoft.KeyVault/vaults/secrets/*'] }),
  row('security', '03e5750', 'f25e0fa2-a7c8-4377-a976-54943a77a395', 'Key Vault Contributor', ['Microsoft.KeyVault/*', 'Microsoft.Resources/deployments/*'], { not: ['Microsoft.KeyVault/locations/deletedVaults/purge/action', 'Microsoft.KeyVault/hsmPools/*', 'Microsoft.KeyVault/managedHsms/*'] }),
  row('security', '03e5750', '21090545-7ca7-4776-b22c-e363652d74d2', 'Key Vault Reader', ['Microsoft.KeyVault/vaults/read'], { data: ['Microsoft.KeyVault/vaults/*/read', 'Microsoft.KeyVault/vaults/secrets/readMetadata/action'] }),
  // machines, clusters, images, logs
  row('compute', 'https://learn.microsoft.com/azure/role-based-access-control/role-definitions-list', '9980e02c-c2be-4d73-94e8-173b1dc7cf3c', 'Virtual Machine Contributor', ['Microsoft.Compute/virtualMachines/*', 'Microsoft.Compute/virtualMachineScaleSets/*', 'Microsoft.Storage/storageAccounts/listKeys/action', 'Microsoft.Storage/storageAccounts/read']),
  row('compute', 'recalled', '1c0163c0-47e6-4577-8991-ea5c82e286e4', 'Virtual Machine Administrator Login', ['Microsoft.Compute/virtualMachines/*/read'], { data: ['Microsoft.Compute/virtualMachines/login/action', 'Microsoft.Compute/virtualMachines/loginAsAdmin/action'] }),
  row('containers', 'recalled', '0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8', 'Azure Kubernetes Service Cluster Admin Role', ['Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action', 'Microsoft.ContainerService/managedClusters/accessProfiles/listCredential/action', 'Microsoft.ContainerService/managedClusters/runcommand/action']),
  row('containers', 'recalled', '4abbcc35-e782-43d8-92c5-2d3f1bd2253f', 'Azure Kubernetes Service Cluster User Role', ['Microsoft.ContainerService/managedClusters/listClusterUserCredential/action']),
  row('containers', 'recalled', 'ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8', 'Azure Kubernetes Service Contributor Role', ['Microsoft.ContainerService/managedClusters/read', 'Microsoft.ContainerService/managedClusters/write']),
  row('containers', 'recalled', 'b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b', 'Azure Kubernetes Service RBAC Cluster Admin', ['Microsoft.ContainerService/managedClusters/listClusterUserCredential/action'], { data: ['Microsoft.ContainerService/managedClusters/*'] }),
  row('containers', '0088bfa', '8311e382-0749-4cb8-b61a-304f252e45ec', 'AcrPush', ['Microsoft.ContainerRegistry/registries/pull/read', 'Microsoft.ContainerRegistry/registries/push/write']),
  row('containers', '0088bfa', '7f951dda-4ed3-4680-a7ca-43fe172d538d', 'AcrPull', ['Microsoft.ContainerRegistry/registries/pull/read']),
  row('web-and-mobile', 'recalled', 'de139f84-1756-47ae-9be6-808fbbe84772', 'Website Contributor', ['Microsoft.Web/sites/*']),
  row('monitor', 'recalled', '92aaf0da-9dab-42b6-94a3-d43ce8d16293', 'Log Analytics Contributor', ['*/read', 'Microsoft.Insights/diagnosticSettings/*', 'Microsoft.OperationalInsights/*', 'Microsoft.Storage/storageAccounts/listKeys/action', 'Microsoft.Compute/virtualMachines/extensions/*']),
  row('monitor', 'recalled', '73c42c96-874c-492b-b04d-ab87d138a893', 'Log Analytics Reader', ['*/read', 'Microsoft.OperationalInsights/workspaces/analytics/query/action']),
  row('monitor', 'recalled', '749f88d5-cbae-40b8-bcfc-e573ddc772fa', 'Monitoring Contributor', ['*/read', 'Microsoft.Insights/DiagnosticSettings/*', 'Microsoft.OperationalInsights/workspaces/write']),
]; // prettier-ignore
