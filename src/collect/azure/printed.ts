import { textOf, type Thing, type Vars } from '../rest/call.ts';
import { isRecord } from '../shape.ts';

const propertiesOf = (thing: Thing): Thing => (isRecord(thing['properties']) ? thing['properties'] : {});

const without = (thing: Thing, name: string): Thing =>
  Object.fromEntries(Object.entries(thing).filter(([key]) => key !== name));

/** As az prints what the API nests in `properties`. */
export const flattened = (thing: Thing): Thing => ({ ...without(thing, 'properties'), ...propertiesOf(thing) });

/** `az account list`. */
export const printedSubscription = ({ subscriptionId, displayName, tenantId, state }: Thing): unknown => ({
  id: subscriptionId, name: displayName, state, tenantId, homeTenantId: tenantId, isDefault: false,
}); // prettier-ignore

/** `az role definition list`. Its id differs by the subscription that was asked; the GUID is its name. */
export function printedDefinition(thing: Thing): unknown {
  const own = propertiesOf(thing);
  return { ...without(without(thing, 'properties'), 'id'), ...without(own, 'type'), roleType: own['type'] };
}

/** Where an assignment is written: with its subscription, or with those that stand above subscriptions. */
export function assignmentFile(thing: Thing, { subscription }: Vars): string {
  const scope = textOf(propertiesOf(thing), 'scope') ?? '';
  const own = `/subscriptions/${subscription ?? ''}`.toLowerCase();
  const inside = subscription !== undefined && `${scope.toLowerCase()}/`.startsWith(`${own}/`);
  return inside ? 'role-assignments.json' : '/role-assignments.json';
}

/** Types that a listing of their own tells with their settings. */
const OWN: ReadonlySet<string> = new Set([
  'microsoft.cognitiveservices/accounts', 'microsoft.cognitiveservices/accounts/projects', 'microsoft.machinelearningservices/workspaces',
  'microsoft.machinelearningservices/workspaces/onlineendpoints', 'microsoft.keyvault/vaults', 'microsoft.storage/storageaccounts',
  'microsoft.managedidentity/userassignedidentities', 'microsoft.containerservice/managedclusters',
]); // prettier-ignore

/** Of all resources those that act as somebody or that the others do not tell; networks and alerts are left out. */
const OTHER =
  /^microsoft\.(?:compute\/virtualmachine(?:s|scalesets)|web\/sites|app\/containerapps|containerinstance\/containergroups|databricks\/workspaces|synapse\/workspaces|datafactory\/factories|search\/searchservices|documentdb\/databaseaccounts|sql\/servers|dbforpostgresql\/flexibleservers|containerregistry\/registries|machinelearningservices\/registries)$/u;

export function other(thing: Thing): unknown {
  const type = (textOf(thing, 'type') ?? '').toLowerCase();
  return !OWN.has(type) && OTHER.test(type) ? thing : undefined;
}
