import type {
  AzureAssignmentFact,
  AzureFederatedCredentialFact,
  AzureIdentityFact,
  AzureResourceFact,
  AzureRoleFact,
} from '../../model/azure-facts.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import type { Evidence } from '../../model/evidence.ts';
import { printHoles } from '../../model/hole.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { applicationKey, clusterKey, hostKey } from '../../model/keys.ts';
import type { Environment, NodeKind } from '../../model/kinds.ts';
import { AZURE_KINDS, type AzureKind } from './azure-kinds.ts';
import { parseArmId } from './arm-id.ts';

type Told<F> = Omit<F, 'node' | 'fact'> & { readonly environment: Environment };
type WhoFact = AzureFederatedCredentialFact['of'] & Pick<AzureIdentityFact, 'principal'>;

const TENANT = '{tenant}';

export const azureKindOf = (type: string): AzureKind => {
  const known = type.toLowerCase();
  if (Object.hasOwn(AZURE_KINDS, known)) return AZURE_KINDS[known] ?? FALLBACK(known);
  return FALLBACK(known);
};
const FALLBACK = (type: string): AzureKind => ({
  word:
    type
      .split('/')
      .slice(-1)
      .join('')
      .replace(/[^\w-]/gu, '-') || 'Resource',
  kind: 'DataStore',
});

/** By client id where there is one, else by what the files know: the ARM id, the object id. */
export function azureIdentityId({ type, client, principal, registration, tenant, resource, name }: WhoFact): NodeId {
  const realm = printHoles(tenant ?? TENANT);
  if (client !== undefined) return nodeId('azure', 'Application', realm, printHoles(client));
  if (resource !== undefined) {
    const id = parseArmId(resource);
    return nodeId('azure', 'ManagedIdentity', id.subscription ?? '{subscription}', ...id.path);
  }
  const word = type === 'user' ? 'User' : type === 'group' ? 'Group' : 'Principal';
  return nodeId('azure', word, realm, printHoles(principal ?? registration ?? name));
}

/** A scope or resource by its ARM id, lower case as Azure compares it. */
export function azureScopeId(scope: string): NodeId {
  const { type, subscription, path } = parseArmId(scope);
  const { word } = azureKindOf(type);
  return nodeId(
    'azure',
    word,
    subscription ?? path[0] ?? TENANT,
    ...(subscription === undefined ? path.slice(1) : path),
  );
}

export const azureRoleId = (role: string): NodeId => nodeId('azure', 'Role', printHoles(role).toLowerCase());

/** What every source tells of Azure goes through here, so that it is the same node whoever wrote it down. */
export function tellAzureAssignment(estate: EstateBuilder, told: Told<AzureAssignmentFact>): NodeId {
  const { environment, ...rest } = told;
  const node = tellAzureScope(estate, told.scope, environment, told.evidence);
  estate.fact({ fact: 'azure-assignment', node, ...rest });
  return node;
}

export function tellAzureRole(estate: EstateBuilder, told: Told<AzureRoleFact>): NodeId {
  const { environment, ...rest } = told;
  const node = azureRoleId(told.role);
  const name = printHoles(told.name);
  estate.node({ id: node, kind: 'PermissionSet', name, realm: 'azure', environment, evidence: told.evidence });
  estate.fact({ fact: 'azure-role', node, ...rest });
  return node;
}

const WHO: Readonly<Record<AzureIdentityFact['type'], NodeKind>> = {
  'managed-identity': 'ServicePrincipal',
  application: 'ServicePrincipal',
  user: 'Human',
  group: 'Group',
};

export function tellAzureIdentity(estate: EstateBuilder, told: Told<AzureIdentityFact>): NodeId {
  const { environment, ...rest } = told;
  const node = azureIdentityId(told);
  const realm = printHoles(told.tenant ?? TENANT);
  const name = printHoles(told.name);
  estate.node({ id: node, kind: WHO[told.type], name, realm, environment, evidence: told.evidence });
  if (told.client !== undefined) estate.known(node, applicationKey(printHoles(told.client)));
  estate.fact({ fact: 'azure-identity', node, ...rest });
  return node;
}

export function tellAzureFederatedCredential(estate: EstateBuilder, told: Told<AzureFederatedCredentialFact>): NodeId {
  const { environment, ...rest } = told;
  const { of } = told;
  const node = azureIdentityId(of);
  const realm = printHoles(of.tenant ?? TENANT);
  const name = printHoles(of.name);
  estate.node({ id: node, kind: WHO[of.type], name, realm, environment, evidence: told.evidence, implied: true });
  if (of.client !== undefined) estate.known(node, applicationKey(printHoles(of.client)));
  estate.fact({ fact: 'azure-federated-credential', node, ...rest });
  return node;
}

export function tellAzureResource(estate: EstateBuilder, told: Told<AzureResourceFact>): NodeId {
  const { environment, ...rest } = told;
  const node = tellAzureScope(estate, told.id, environment, told.evidence, printHoles(told.name));
  if (azureKindOf(told.type).kind === 'Cluster') estate.known(node, clusterKey(printHoles(told.name)));
  if (azureKindOf(told.type).kind === 'ModelEndpoint') for (const host of told.hosts) estate.known(node, hostKey(host));
  estate.fact({ fact: 'azure-resource', node, ...rest });
  return node;
}

/** The node of a scope; `implied` unless a file tells of the thing itself by name. */
export function tellAzureScope(
  estate: EstateBuilder,
  scope: string,
  environment: Environment,
  evidence: readonly Evidence[],
  told?: string,
): NodeId {
  const id = azureScopeId(scope);
  const arm = parseArmId(scope);
  const { kind, jewel } = azureKindOf(arm.type);
  const name = told ?? arm.name;
  const realm = arm.subscription ?? arm.path[0] ?? TENANT;
  estate.node({ id, kind, name, realm, environment, evidence, ...(told === undefined ? { implied: true } : {}) });
  const at = estate.get(id);
  if (jewel && at && (!at.jewel || (told !== undefined && at.jewel.name !== `${jewel.what} ${name}`)))
    estate.node({
      ...at,
      jewel: { tier: jewel.tier, name: `${jewel.what} ${name}`, confidence: 'possible', reason: jewel.reason },
    });
  return id;
}
