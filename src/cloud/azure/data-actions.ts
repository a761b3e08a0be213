import { likeText } from '../answer/text.ts';
import type { Permits } from './permits.ts';

/**
 * Actions on what is in a resource, which only dataActions grant (Azure permissions reference, "DataActions" of each provider, as of
 * AZURE_ROLES_AS_OF): an action and a data action may differ by nothing but their names.
 */
const DATA_ACTIONS: readonly string[] = [
  'microsoft.storage/storageaccounts/blobservices/containers/blobs/*',
  'microsoft.storage/storageaccounts/fileservices/fileshares/files/*',
  'microsoft.storage/storageaccounts/fileservices/readfilebackupsemantics/action',
  'microsoft.storage/storageaccounts/fileservices/writefilebackupsemantics/action',
  'microsoft.storage/storageaccounts/queueservices/queues/messages/*',
  'microsoft.storage/storageaccounts/tableservices/tables/entities/*',
  'microsoft.keyvault/vaults/secrets/*/action',
  'microsoft.keyvault/vaults/keys/*/action',
  'microsoft.keyvault/vaults/certificates/*',
  'microsoft.cognitiveservices/accounts/openai/*',
  'microsoft.cognitiveservices/accounts/aiservices/*',
  'microsoft.cognitiveservices/accounts/contentsafety/*',
  'microsoft.cognitiveservices/accounts/speechservices/*',
  'microsoft.search/searchservices/indexes/documents/*',
  'microsoft.containerservice/managedclusters/*.k8s.io/*',
  'microsoft.containerservice/managedclusters/pods/*',
  'microsoft.containerservice/managedclusters/secrets/*',
  'microsoft.containerservice/managedclusters/apps/*',
  'microsoft.containerservice/managedclusters/batch/*',
  'microsoft.containerregistry/registries/repositories/*',
  'microsoft.compute/virtualmachines/login/action',
  'microsoft.compute/virtualmachines/loginasadmin/action',
  'microsoft.servicebus/namespaces/messages/*',
  'microsoft.eventhub/namespaces/messages/*',
  'microsoft.documentdb/databaseaccounts/sqldatabases/containers/items/*',
];

export const isDataAction = (action: string): boolean =>
  DATA_ACTIONS.some((one) => likeText(action.toLowerCase(), one).is === 'yes');

/** An action that no table knows is one of data where a role names it so. */
export const namesData = (permits: Permits, action: string): boolean =>
  permits.dataActions.some((one) => one.toLowerCase() === action.toLowerCase());
