import { environmentOf } from '../../../../cloud/stack/tell-identity.ts';
import { tellAzureAssignment, tellAzureFederatedCredential, tellAzureIdentity, tellAzureResource, tellAzureRole } from '../../../../cloud/tell/azure.ts'; // prettier-ignore
import type { AzureResourceFact } from '../../../../model/azure-facts.ts';
import type { Confidence, Evidence } from '../../../../model/evidence.ts';
import { hole } from '../../../../model/hole.ts';
import type { Environment } from '../../../../model/kinds.ts';
import type { Block } from '../block.ts';
import type { View } from '../view.ts';

function told(block: Block): { environment: Environment; evidence: readonly Evidence[]; confidence: Confidence } {
  const { evidence, uncertain } = block.piece;
  block.stack.count();
  const environment = environmentOf(block.piece.environment, block.map('tags'), block.text('name') ?? '');
  return { environment, evidence: [evidence], confidence: uncertain === undefined ? 'configured' : 'possible' };
}

const SUBSCRIPTION = `/subscriptions/${hole('subscription')}`;
/** The id that Azure Resource Manager gives: as a state knows it, else by group, type and name. */
const armId = (block: Block, type: string): string => {
  const known = block.text('id');
  if (known?.startsWith('/subscriptions/')) return known;
  const group = block.text('resource_group_name') ?? hole('resource group');
  return `${SUBSCRIPTION}/resourceGroups/${group}/providers/${type}/${block.text('name') ?? block.made()}`;
};
const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** azurerm_* (registry.terraform.io/providers/hashicorp/azurerm). */
export const AZURE: Readonly<Record<string, (block: Block) => void>> = {
  azurerm_role_assignment: (block) => {
    const [scope, principal] = [block.text('scope'), block.text('principal_id')];
    if (scope === undefined || principal === undefined) return;
    const [type, roleName] = [block.text('principal_type'), block.text('role_definition_name')];
    const role = block.text('role_definition_id')?.split('/').at(-1);
    const condition = block.text('condition');
    tellAzureAssignment(block.stack.estate, {
      scope,
      principal,
      ...(type === 'User' || type === 'Group' || type === 'ServicePrincipal' ? { principalType: type } : {}),
      ...(role === undefined ? {} : { role }),
      ...(roleName === undefined ? {} : { roleName }),
      ...(condition === undefined ? {} : { condition }),
      ...told(block),
    });
  },
  azurerm_role_definition: (block) => {
    tellAzureRole(block.stack.estate, {
      role: block.text('role_definition_id') ?? block.made(),
      name: block.text('name') ?? block.made(),
      custom: true,
      permissions: block.each('permissions').map((one) => ({
        actions: one.texts('actions'),
        notActions: one.texts('not_actions'),
        dataActions: one.texts('data_actions'),
        notDataActions: one.texts('not_data_actions'),
      })),
      assignableScopes: block.texts('assignable_scopes'),
      ...told(block),
    });
  },
  azurerm_user_assigned_identity: (block) => {
    const [client, principal, tenant] = ['client_id', 'principal_id', 'tenant_id'].map((name) => block.text(name));
    tellAzureIdentity(block.stack.estate, {
      type: 'managed-identity',
      name: block.text('name') ?? block.made(),
      resource: armId(block, IDENTITY),
      // Ids that Azure makes up are told only where a state knows them; a role assignment names the same text.
      ...known('client', client),
      ...(principal === undefined ? {} : { principal }),
      ...known('tenant', tenant),
      ...told(block),
    });
  },
  azurerm_federated_identity_credential: (block) => {
    const identity = block.text('parent_id') ?? block.text('user_assigned_identity_id');
    const issuer = block.text('issuer');
    if (identity === undefined || issuer === undefined) return;
    const subject = block.text('subject');
    tellAzureFederatedCredential(block.stack.estate, {
      of: { type: 'managed-identity', name: identity.split('/').at(-1) ?? identity, resource: identity },
      name: block.text('name') ?? block.made(),
      issuer: issuer.replace(/^https:\/\//u, '').replace(/\/+$/u, ''),
      ...(subject === undefined ? {} : { subject }),
      audiences: block.texts('audience'),
      ...told(block),
    });
  },
  azurerm_kubernetes_cluster: (block) => { tellCluster(block); },
  azurerm_cognitive_account: (block) => { thing(block, 'Microsoft.CognitiveServices/accounts', 'kind', block.flag('local_auth_enabled')); },
  azurerm_ai_services: (block) => { thing(block, 'Microsoft.CognitiveServices/accounts', 'kind', block.flag('local_authentication_enabled')); },
  azurerm_machine_learning_workspace: (block) => {
    thing(block, 'Microsoft.MachineLearningServices/workspaces', 'kind', undefined, ['storage_account_id', 'key_vault_id', 'container_registry_id']);
  },
  azurerm_key_vault: (block) => { thing(block, 'Microsoft.KeyVault/vaults'); },
  azurerm_storage_account: (block) => { thing(block, 'Microsoft.Storage/storageAccounts', 'account_kind', block.flag('shared_access_key_enabled')); },
}; // prettier-ignore

const known = <K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> =>
  value !== undefined && /^[0-9a-f-]{36}$/iu.test(value) ? ({ [key]: value } as Record<K, string>) : {};

const CLUSTER = 'Microsoft.ContainerService/managedClusters';

/** Its machines hand out the identity of the kubelets, which AKS makes when none is given (AKS documentation, "Use a managed identity"). */
function tellCluster(block: Block): void {
  const name = block.text('name') ?? block.made();
  const kubelet = block.at('kubelet_identity', 0);
  const resource = kubelet?.text('user_assigned_identity_id');
  const principal = kubelet?.text('object_id') ?? block.fill(hole(`${block.resource.address}.kubelet_identity[0].object_id`));
  const id = resource ?? principal;
  tellAzureIdentity(block.stack.estate, {
    type: 'managed-identity', name: resource?.split('/').at(-1) ?? `${name}-agentpool`,
    ...known('client', kubelet?.text('client_id')), principal, ...(resource === undefined ? {} : { resource }), ...told(block),
  });
  thing(block, CLUSTER, undefined, undefined, [], { machines: { identities: [id], closed: false } });
} // prettier-ignore

function thing(
  block: Block,
  type: string,
  sort?: string,
  keys?: boolean,
  uses: readonly string[] = [],
  more: Pick<AzureResourceFact, 'machines'> = {},
): void {
  const said = sort === undefined ? undefined : block.text(sort);
  const id = armId(block, type);
  const identity = block.at('identity', 0);
  const open = block.flag('public_network_access_enabled');
  tellAzureResource(block.stack.estate, {
    id,
    type,
    ...(said === undefined ? {} : { sort: said }),
    name: block.text('name') ?? block.made(),
    identities: [...(identity?.texts('identity_ids') ?? []), ...own(identity, id)],
    ...(keys === undefined ? {} : { keys }),
    ...(open === undefined ? {} : { public: open }),
    hosts: [],
    ...more,
    uses: uses.flatMap((name) => block.text(name) ?? []),
    ...told(block),
  });
}

/** A system-assigned identity is the resource's own, by its id. */
const own = (identity: View | undefined, id: string): readonly string[] =>
  identity?.text('type')?.includes('SystemAssigned') === true ? [id] : [];
