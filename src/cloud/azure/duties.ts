import type { EstateBuilder } from '../../model/builder.ts';
import type { Duty } from '../../model/cloud-findings-facts.ts';
import { tellDuties } from '../answer/duties.ts';
import { parseArmId } from '../tell/arm-id.ts';
import { isDataAction } from './data-actions.ts';
import { GRANTS_RIGHTS } from './powers.ts';
import { mayDo, type AssignedSet } from './sets.ts';
import { isContainer, type AzureWorld } from './world.ts';

/**
 * A duty is held by whoever may do any of these at a resource group, subscription or management group. Those that exercise it, not those that
 * only look (Azure permissions reference, learn.microsoft.com/azure/role-based-access-control/resource-provider-operations). Azure Resource
 * Manager has no action that approves a release: approvals stand in Azure DevOps and in GitHub.
 */
export const DUTY_ACTIONS: Readonly<Record<Duty, readonly string[]>> = {
  serving: [
    'Microsoft.CognitiveServices/accounts/deployments/write',
    'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/write',
    'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write',
  ],
  'gpu-provisioning': [
    'Microsoft.Compute/virtualMachines/write',
    'Microsoft.Compute/virtualMachineScaleSets/write',
    'Microsoft.ContainerService/managedClusters/agentPools/write',
    'Microsoft.MachineLearningServices/workspaces/computes/write',
  ],
  'platform-administration': [
    'Microsoft.Authorization/roleAssignments/write',
    'Microsoft.Authorization/roleDefinitions/write',
    'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write',
  ],
  'host-control': [
    'Microsoft.Compute/virtualMachines/runCommand/action',
    'Microsoft.Compute/virtualMachines/extensions/write',
    'Microsoft.Compute/virtualMachines/loginAsAdmin/action',
    'Microsoft.ContainerService/managedClusters/runcommand/action',
  ],
  deployment: [
    'Microsoft.Web/sites/write',
    'Microsoft.App/containerApps/write',
    'Microsoft.ContainerRegistry/registries/push/write',
  ],
  approval: [],
  audit: [
    'Microsoft.Insights/diagnosticSettings/write',
    'Microsoft.Insights/diagnosticSettings/delete',
    'Microsoft.OperationalInsights/workspaces/delete',
  ],
};

/** Duties by what assignments surely give: without conditions, at scopes that hold more than one resource. */
export function deriveDuties(estate: EstateBuilder, world: AzureWorld, sets: readonly AssignedSet[]): void {
  const held = sets.flatMap((set) => {
    if (!isContainer(parseArmId(set.scope).type) || set.condition !== undefined || set.permits.unknown) return [];
    const does = (right: string): boolean => mayDo(set, right, isDataAction(right)).is === 'yes';
    const all = does('Microsoft.Anything/else/write') && GRANTS_RIGHTS.some(does);
    const name = estate.get(set.id)?.name ?? set.scope;
    return [...set.holders].flatMap(([who, sure]) =>
      sure ? [{ who, at: set.scopeNode, name, evidence: set.evidence, does, all }] : [],
    );
  });
  const scopes = new Map(sets.map(({ scope, scopeNode }) => [scopeNode, scope] as const));
  tellDuties(estate, held, DUTY_ACTIONS, (above, below) => {
    const [scope, other] = [scopes.get(above), scopes.get(below)];
    if (above === below || scope === undefined || other === undefined) return false;
    return world.isUnder(scope, parseArmId(other).id).is === 'yes';
  });
}
