import { parseArmId } from '../../../cloud/tell/arm-id.ts';
import { tellAzureIdentity, tellAzureResource } from '../../../cloud/tell/azure.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { AzureResourceFact } from '../../../model/azure-facts.ts';
import { hostKey } from '../../../model/keys.ts';
import type { Environment } from '../../../model/kinds.ts';
import { given, textIn, textsIn, type Told } from './told.ts';

/** `az account list`. */
export function tellSubscription({ estate, entry, environmentOf }: Told): void {
  const [id = '', name = ''] = [textIn(entry, 'id'), textIn(entry, 'name')];
  tellAzureResource(estate, {
    id: `/subscriptions/${id}`, type: 'Microsoft.Resources/subscriptions', name, identities: [], hosts: [], uses: [],
    environment: environmentOf(name), evidence: [entry.evidence], confidence: 'proved',
  }); // prettier-ignore
}

/** `az account management-group entities list`: groups and subscriptions, each with what it stands under. */
export function tellEntity({ estate, entry, environmentOf }: Told): void {
  const id = textIn(entry, 'id') ?? '';
  const name = textIn(entry, 'displayName') ?? textIn(entry, 'name') ?? id;
  tellAzureResource(estate, {
    id, type: parseArmId(id).type, name, ...given('parent', textIn(entry, 'parent', 'id')), identities: [], hosts: [], uses: [],
    environment: environmentOf(name), evidence: [entry.evidence], confidence: 'proved',
  }); // prettier-ignore
}

/** Fields of az are flat or under `properties`, in camel case or, of `az ml`, in snake case. */
const field = (entry: Entry, ...names: readonly string[]): Entry | undefined =>
  names.flatMap((name) => entry.get(name) ?? entry.get('properties', name) ?? []).find((one) => one.value !== null);
const flag = (entry: Entry, name: string): boolean | undefined => {
  const value = field(entry, name)?.value;
  return typeof value === 'boolean' ? value : undefined;
};

const USES = [
  'storage_account',
  'storageAccount',
  'key_vault',
  'keyVault',
  'container_registry',
  'containerRegistry',
  'hub_id',
  'hubResourceId',
] as const;

/** `az cognitiveservices account list`, `az ml workspace list`, `az keyvault list`, `az storage account list` and their like. */
export function tellResource({ estate, entry, environmentOf }: Told): void {
  const [id = '', name = ''] = [textIn(entry, 'id'), textIn(entry, 'name')];
  const evidence = [entry.evidence];
  const environment = environmentOf(name, id);
  const system = textIn(entry, 'identity', 'principalId') ?? textIn(entry, 'identity', 'principal_id');
  const acts =
    system === undefined
      ? undefined
      : tellAzureIdentity(estate, {
      type: 'managed-identity', name, principal: system, resource: id,
      ...given('tenant', textIn(entry, 'identity', 'tenantId') ?? textIn(entry, 'identity', 'tenant_id')),
      environment, evidence, confidence: 'proved',
    }); // prettier-ignore
  const local = flag(entry, 'disableLocalAuth');
  const keys = flag(entry, 'allowSharedKeyAccess') ?? (local === undefined ? undefined : !local);
  const policies = field(entry, 'accessPolicies')?.items() ?? [];
  const node = tellAzureResource(estate, {
    id,
    type: textIn(entry, 'type') ?? parseArmId(id).type,
    name,
    ...given('sort', textIn(entry, 'kind')),
    identities: [
      ...(system === undefined ? [] : [system]),
      ...entry.entries('identity', 'userAssignedIdentities').map(([key]) => key),
    ],
    ...machinesOf(estate, entry, environment),
    ...given('keys', keys),
    ...given('byRoles', flag(entry, 'enableRbacAuthorization')),
    accessPolicies: policies.map((one) => ({
      principal: textIn(one, 'objectId') ?? '',
      secrets: textsIn(one, 'permissions', 'secrets'),
      keys: textsIn(one, 'permissions', 'keys'),
      certificates: textsIn(one, 'permissions', 'certificates'),
    })),
    hosts: hostsOf(entry),
    uses: USES.flatMap((key) => field(entry, key)?.text() ?? []).filter((one) => one.startsWith('/subscriptions/')),
    environment,
    evidence,
    confidence: 'proved',
  });
  if (acts !== undefined)
    estate.edge({ kind: 'RUNS_WITH_ROLE', from: node, to: acts, confidence: 'configured', evidence });
}

function hostsOf(entry: Entry): readonly string[] {
  const addresses = ['blob', 'dfs'].flatMap((key) => field(entry, 'primaryEndpoints')?.text(key) ?? []);
  const more = ['endpoint', 'vaultUri'].flatMap((key) => field(entry, key)?.text() ?? []);
  return [...addresses, ...more].flatMap((one) => hostKey(one)?.slice('host:'.length) ?? []);
}

/** Of a cluster of AKS: the identity of its kubelets and those of its add-ons are on every machine. */
function machinesOf(
  estate: Told['estate'],
  entry: Entry,
  environment: Environment,
): Pick<AzureResourceFact, 'machines'> {
  const kubelet = field(entry, 'identityProfile')?.get('kubeletidentity');
  const addons = field(entry, 'addonProfiles')?.entries() ?? [];
  const all = [...(kubelet ? [kubelet] : []), ...addons.flatMap(([, one]) => one.get('identity') ?? [])];
  const identities = all.flatMap((one) => {
    const [principal, client, resource] = ['objectId', 'clientId', 'resourceId'].map((key) => textIn(one, key));
    if (principal === undefined && resource === undefined) return [];
    tellAzureIdentity(estate, {
      type: 'managed-identity', name: resource?.split('/').at(-1) ?? principal ?? '', ...given('client', client), ...given('principal', principal),
      ...given('resource', resource), environment, evidence: [one.evidence], confidence: 'proved',
    }); // prettier-ignore
    return [principal ?? resource ?? ''];
  });
  const closed = field(entry, 'networkProfile')?.text('podLinkLocalAccess')?.toLowerCase() === 'none';
  return all.length === 0 ? {} : { machines: { identities, closed } };
}
