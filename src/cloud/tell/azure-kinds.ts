import type { NodeKind } from '../../model/kinds.ts';

export interface AzureKind {
  /** The word of its id: `azure:<word>:...`. */
  readonly word: string;
  readonly kind: NodeKind;
  /** What is at stake when no declaration says; estate.md's tiers. */
  readonly jewel?: { readonly tier: 13 | 8 | 5 | 3; readonly what: string; readonly reason: string };
}

const plain = (word: string, kind: NodeKind): AzureKind => ({ word, kind });
const stake = (word: string, kind: NodeKind, tier: 13 | 8 | 5 | 3, what: string, reason: string): AzureKind => ({
  word,
  kind,
  jewel: { tier, what, reason },
});
const CONTROL = 'who administers it controls everything in it';

/** Resource type, lower case -> what it is in the estate. What is not here is a DataStore by the last word of its type. */
export const AZURE_KINDS: Readonly<Record<string, AzureKind>> = {
  'microsoft.management/managementgroups': stake('ManagementGroup', 'CloudAccount', 13, 'administration of management group', CONTROL),
  'microsoft.resources/subscriptions': stake('Subscription', 'CloudAccount', 13, 'administration of subscription', CONTROL),
  'microsoft.resources/resourcegroups': stake('ResourceGroup', 'CloudAccount', 5, 'administration of resource group', CONTROL),
  'microsoft.storage/storageaccounts': plain('StorageAccount', 'DataStore'),
  'microsoft.keyvault/vaults': stake('KeyVault', 'SecretStore', 8, 'key vault', 'secrets are kept in it'),
  'microsoft.cognitiveservices/accounts': stake('CognitiveAccount', 'ModelEndpoint', 3, 'model endpoint', 'it serves models'),
  'microsoft.cognitiveservices/accounts/deployments': stake('Deployment', 'ModelEndpoint', 3, 'model deployment', 'it serves a model'),
  'microsoft.cognitiveservices/accounts/projects': plain('FoundryProject', 'Agent'),
  'microsoft.machinelearningservices/workspaces': stake('MlWorkspace', 'Registry', 5, 'machine learning workspace', 'models are trained and registered in it'),
  'microsoft.machinelearningservices/workspaces/onlineendpoints': stake('OnlineEndpoint', 'ModelEndpoint', 3, 'model endpoint', 'it serves a model'),
  'microsoft.machinelearningservices/registries': plain('MlRegistry', 'Registry'),
  'microsoft.machinelearningservices/workspaces/computes': plain('MlCompute', 'Workload'),
  'microsoft.search/searchservices': plain('SearchService', 'VectorIndex'),
  'microsoft.documentdb/databaseaccounts': plain('CosmosAccount', 'DataStore'),
  'microsoft.sql/servers': plain('SqlServer', 'DataStore'),
  'microsoft.dbforpostgresql/flexibleservers': plain('PostgresServer', 'DataStore'),
  'microsoft.containerregistry/registries': plain('ContainerRegistry', 'Registry'),
  'microsoft.containerservice/managedclusters': plain('ManagedCluster', 'Cluster'),
  'microsoft.compute/virtualmachines': plain('VirtualMachine', 'Workload'),
  'microsoft.compute/virtualmachinescalesets': plain('ScaleSet', 'Workload'),
  'microsoft.web/sites': plain('Site', 'Workload'),
  'microsoft.app/containerapps': plain('ContainerApp', 'Workload'),
  'microsoft.containerinstance/containergroups': plain('ContainerGroup', 'Workload'),
  'microsoft.app/jobs': plain('ContainerAppJob', 'Workload'),
  'microsoft.automation/automationaccounts': plain('AutomationAccount', 'Workload'),
  'microsoft.logic/workflows': plain('LogicApp', 'Workload'),
  'microsoft.databricks/workspaces': plain('DatabricksWorkspace', 'Workload'),
  'microsoft.synapse/workspaces': plain('SynapseWorkspace', 'Workload'),
  'microsoft.datafactory/factories': plain('DataFactory', 'Workload'),
  'microsoft.managedidentity/userassignedidentities': plain('ManagedIdentity', 'ServicePrincipal'),
}; // prettier-ignore
