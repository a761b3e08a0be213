import type { EdgeKind } from '../../model/kinds.ts';

/** What an action amounts to: a step to each resource of these types under the scope. */
export interface AzurePower {
  readonly edge: EdgeKind;
  /** Types of Azure Resource Manager, lower case. */
  readonly to: readonly string[];
  readonly anyOf: readonly string[];
  /** Asked of dataActions. */
  readonly data?: true;
  /** `keys`: only while the resource accepts its keys. `roles`: only a vault that role assignments open; `policies`: only one that access policies open. */
  readonly where?: 'keys' | 'roles' | 'policies';
  readonly writes?: true;
  /** Only on resources that files list: of a scope as a whole it says nothing new. */
  readonly listed?: true;
}

const STORAGE = ['microsoft.storage/storageaccounts'];
const VAULT = ['microsoft.keyvault/vaults'];
const AI = ['microsoft.cognitiveservices/accounts', 'microsoft.cognitiveservices/accounts/deployments'];
const ML = ['microsoft.machinelearningservices/workspaces'];
const ML_ENDPOINT = ['microsoft.machinelearningservices/workspaces/onlineendpoints'];
const SEARCH = ['microsoft.search/searchservices'];
const CLUSTER = ['microsoft.containerservice/managedclusters'];
const ACR = ['microsoft.containerregistry/registries'];
export const IDENTITY = 'microsoft.managedidentity/userassignedidentities';

const power = (
  edge: EdgeKind,
  to: readonly string[],
  anyOf: readonly string[],
  more: Partial<AzurePower> = {},
): AzurePower => ({ edge, to, anyOf, ...more });
const data = { data: true } as const;

/** Azure permissions reference (learn.microsoft.com/azure/role-based-access-control/resource-provider-operations). */
export const AZURE_POWERS: readonly AzurePower[] = [
  power('SA_TOKEN_CREATOR', [IDENTITY], ['Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write']),
  power('DATA_ACCESS', STORAGE, ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'], data),
  power('DATA_ACCESS', STORAGE, ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write', 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete'], { ...data, writes: true }),
  power('DATA_ACCESS', STORAGE, ['Microsoft.Storage/storageAccounts/listKeys/action'], { where: 'keys', writes: true }),
  power('DATA_ACCESS', VAULT, ['Microsoft.KeyVault/vaults/secrets/getSecret/action'], { ...data, where: 'roles' }),
  power('IAM_SELF_ESCALATE', VAULT, ['Microsoft.KeyVault/vaults/accessPolicies/write', 'Microsoft.KeyVault/vaults/write'], { where: 'policies' }),
  power('WRITE_SECRET', VAULT, ['Microsoft.KeyVault/vaults/secrets/setSecret/action'], { ...data, where: 'roles' }),
  power('INVOKES', AI, ['Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action', 'Microsoft.CognitiveServices/accounts/OpenAI/deployments/completions/action', 'Microsoft.CognitiveServices/accounts/OpenAI/deployments/embeddings/action'], data),
  power('INVOKES', AI, ['Microsoft.CognitiveServices/accounts/listKeys/action'], { where: 'keys' }),
  power('CHANGES_SERVING', AI, ['Microsoft.CognitiveServices/accounts/deployments/write', 'Microsoft.CognitiveServices/accounts/deployments/delete', 'Microsoft.CognitiveServices/accounts/raiPolicies/write']),
  power('PROMOTES', AI, ['Microsoft.CognitiveServices/accounts/deployments/write']),
  power('TRAINS', AI, ['Microsoft.CognitiveServices/accounts/OpenAI/fine-tunes/write'], data),
  power('WRITE_CONFIG', [...AI, ...ML], ['Microsoft.Insights/diagnosticSettings/write', 'Microsoft.Insights/diagnosticSettings/delete']),
  power('TRAINS', ML, ['Microsoft.MachineLearningServices/workspaces/jobs/write', 'Microsoft.MachineLearningServices/workspaces/experiments/runs/submit/action']),
  power('CAN_WRITE_ARTIFACT', ML, ['Microsoft.MachineLearningServices/workspaces/models/versions/write', 'Microsoft.MachineLearningServices/workspaces/models/write']),
  power('PROMOTES', [...ML, ...ML_ENDPOINT], ['Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write']),
  power('CHANGES_SERVING', ML_ENDPOINT, ['Microsoft.MachineLearningServices/workspaces/onlineEndpoints/write', 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write']),
  power('INVOKES', [...ML, ...ML_ENDPOINT], ['Microsoft.MachineLearningServices/workspaces/onlineEndpoints/score/action']),
  power('COMPUTE_EXEC', ['microsoft.machinelearningservices/workspaces/computes', ...ML], ['Microsoft.MachineLearningServices/workspaces/computes/applicationaccess/action']),
  power('DATA_ACCESS', ML, ['Microsoft.MachineLearningServices/workspaces/datastores/listsecrets/action', 'Microsoft.MachineLearningServices/workspaces/listKeys/action']),
  power('INDEXES', SEARCH, ['Microsoft.Search/searchServices/indexes/documents/write'], data),
  power('RETRIEVES_FROM', SEARCH, ['Microsoft.Search/searchServices/indexes/documents/read'], data),
  power('INDEXES', SEARCH, ['Microsoft.Search/searchServices/listAdminKeys/action'], { where: 'keys' }),
  power('DATA_ACCESS', ['microsoft.documentdb/databaseaccounts'], ['Microsoft.DocumentDB/databaseAccounts/listKeys/action'], { where: 'keys' }),
  power('CLUSTER_ADMIN', CLUSTER, ['Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action', 'Microsoft.ContainerService/managedClusters/runcommand/action'], { where: 'keys' }),
  power('CLUSTER_ADMIN', CLUSTER, ['Microsoft.ContainerService/managedClusters/rbac.authorization.k8s.io/clusterrolebindings/write'], data),
  power('CAN_WRITE_ARTIFACT', ACR, ['Microsoft.ContainerRegistry/registries/push/write']),
  power('PULLS_FROM', ACR, ['Microsoft.ContainerRegistry/registries/pull/read']),
  power('COMPUTE_EXEC', ['microsoft.compute/virtualmachines', 'microsoft.compute/virtualmachinescalesets'], ['Microsoft.Compute/virtualMachines/runCommand/action', 'Microsoft.Compute/virtualMachines/extensions/write', 'Microsoft.Compute/virtualMachines/write']),
  power('COMPUTE_EXEC', ['microsoft.compute/virtualmachines'], ['Microsoft.Compute/virtualMachines/loginAsAdmin/action', 'Microsoft.Compute/virtualMachines/login/action'], data),
  power('COMPUTE_EXEC', ['microsoft.compute/virtualmachinescalesets'], ['Microsoft.Compute/virtualMachineScaleSets/write', 'Microsoft.Compute/virtualMachineScaleSets/extensions/write', 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommand/action']),
  power('COMPUTE_EXEC', ['microsoft.automation/automationaccounts'], ['Microsoft.Automation/automationAccounts/jobs/write', 'Microsoft.Automation/automationAccounts/runbooks/write', 'Microsoft.Automation/automationAccounts/webhooks/write'], { listed: true }),
  power('COMPUTE_EXEC', ['microsoft.logic/workflows'], ['Microsoft.Logic/workflows/write'], { listed: true }),
  power('COMPUTE_EXEC', ['microsoft.datafactory/factories'], ['Microsoft.DataFactory/factories/pipelines/write'], { listed: true }),
  power('COMPUTE_EXEC', ['microsoft.app/jobs'], ['Microsoft.App/jobs/write', 'Microsoft.App/jobs/start/action'], { listed: true }),
  power('COMPUTE_EXEC', ['microsoft.containerinstance/containergroups'], ['Microsoft.ContainerInstance/containerGroups/write', 'Microsoft.ContainerInstance/containerGroups/containers/exec/action'], { listed: true }),
  power('COMPUTE_EXEC', ['microsoft.web/sites'], ['Microsoft.Web/sites/publishxml/action', 'Microsoft.Web/sites/write']),
  power('COMPUTE_EXEC', ['microsoft.app/containerapps'], ['Microsoft.App/containerApps/write']),
]; // prettier-ignore

/** Gives rights at the scope itself. Access is elevated by Global Administrators of the directory, whatever roles say (Azure documentation). */
export const GRANTS_RIGHTS = ['Microsoft.Authorization/roleAssignments/write'] as const;
/** Changes what a role gives to all who hold it. */
export const CHANGES_ROLES = 'Microsoft.Authorization/roleDefinitions/write';
/** Attaching an identity needs this on it and one of RUNS_CODE where the code is to run (Azure documentation, "Managed Identity Operator"). */
export const ATTACHES = 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action';
export const RUNS_CODE = [
  'Microsoft.Compute/virtualMachines/write',
  'Microsoft.Compute/virtualMachineScaleSets/write',
  'Microsoft.Web/sites/write',
  'Microsoft.App/containerApps/write',
  'Microsoft.ContainerInstance/containerGroups/write',
  'Microsoft.App/jobs/write',
  'Microsoft.ContainerService/managedClusters/write',
  'Microsoft.MachineLearningServices/workspaces/computes/write',
  'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/write',
  'Microsoft.Automation/automationAccounts/write',
  'Microsoft.Logic/workflows/write',
  'Microsoft.DataFactory/factories/write',
  'Microsoft.Resources/deploymentScripts/write',
] as const;
