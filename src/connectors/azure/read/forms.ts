import type { Entry } from '../../../documents/entry.ts';
import { AZURE_KINDS } from '../../../cloud/tell/azure-kinds.ts';
import { CLASSIC_DEFINITION } from '../../../cloud/tell/azure-classic.ts';
import { parseArmId } from '../../../cloud/tell/arm-id.ts';

export type Form =
  | 'assignment'
  | 'role'
  | 'identity'
  | 'credential'
  | 'principal'
  | 'application'
  | 'subscription'
  | 'resource'
  | 'entity';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const ENTITY =
  /^(?:\/providers\/Microsoft\.Management\/managementGroups\/[^/]{1,90}|\/subscriptions\/[0-9a-f-]{36})$/iu;
const texts = (one: Entry, ...keys: readonly string[]): boolean => keys.every((key) => one.text(key) !== undefined);

/** A resource whose `type`, where it is printed, is that of its id. */
function isResource(one: Entry): boolean {
  const id = one.text('id') ?? '';
  if (!/^\/subscriptions\/[^/]{1,60}\/resourceGroups\/[^/]{1,100}\/providers\//iu.test(id)) return false;
  const { type } = parseArmId(id);
  return Object.hasOwn(AZURE_KINDS, type) && (one.text('type') ?? type).toLowerCase() === type && texts(one, 'name');
}

/** What one object of an answer of az is, by what only it has (Azure CLI reference). */
const TESTS: readonly (readonly [Form, (one: Entry) => boolean])[] = [
  ['assignment', (one) => one.text('roleDefinitionId') === CLASSIC_DEFINITION && texts(one, 'scope', 'roleDefinitionName')],
  ['assignment', (one) => texts(one, 'principalId', 'roleDefinitionId', 'scope') && /\/roleDefinitions\//iu.test(one.text('roleDefinitionId') ?? '')],
  ['role', (one) => one.has('permissions') && one.has('assignableScopes') && texts(one, 'roleName', 'name')],
  ['identity', (one) => /\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/]{1,200}$/iu.test(one.text('id') ?? '') && texts(one, 'clientId', 'principalId')],
  ['credential', (one) => texts(one, 'issuer', 'name') && one.has('audiences') && (one.has('subject') || one.has('claimsMatchingExpression')) && (GUID.test(one.text('id') ?? '') || /\/federatedIdentityCredentials\//iu.test(one.text('id') ?? ''))],
  ['principal', (one) => texts(one, 'appId', 'id', 'servicePrincipalType')],
  ['application', (one) => texts(one, 'appId', 'id', 'signInAudience')],
  ['subscription', (one) => texts(one, 'id', 'tenantId', 'name') && GUID.test(one.text('id') ?? '') && (one.has('homeTenantId') || one.has('isDefault'))],
  ['resource', isResource],
  ['entity', (one) => ENTITY.test(one.text('id') ?? '') && one.has('parent') && texts(one, 'name', 'type')],
]; // prettier-ignore

export const formOf = (one: Entry): Form | undefined => TESTS.find(([, test]) => test(one))?.[0];

/** One object, a list, or what the API wraps in `value`. */
export const objectsOf = (root: Entry): readonly Entry[] => [root, ...root.items(), ...root.items('value')];

const WORDS = ['roleDefinitionId', 'assignableScopes', '/providers/Microsoft.', '/providers/microsoft.', 'federatedIdentityCredentials', 'AzureADTokenExchange', 'servicePrincipalType', 'signInAudience', 'homeTenantId', 'isDefault'] as const; // prettier-ignore
export const maybeAzure = (text: string): boolean => WORDS.some((word) => text.includes(word));
