import { CLASSIC_DEFINITION } from '../../../cloud/tell/azure-classic.ts';
import type { Entry } from '../../../documents/entry.ts';
import { findForms, type FoundForms } from '../../../documents/forms.ts';
import { misshapen, type Field } from '../../../documents/shape.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { formOf, objectsOf, type Form } from './forms.ts';

export type Found = FoundForms<Form>;

const field = (at: string, is: Field['is'], must?: true): Field => ({ at, is, ...(must ? { must } : {}) });

/** How people call it, and the fields that are read of it (Azure CLI reference). */
const FIELDS: Readonly<Record<Form, readonly [what: string, fields: readonly Field[]]>> = {
  assignment: ['a role assignment', [field('principalId', 'text', true), field('roleDefinitionId', 'text', true), field('scope', 'text', true), field('principalType', 'text'), field('principalName', 'text'), field('roleDefinitionName', 'text'), field('condition', 'text')]],
  role: ['a role definition', [field('name', 'text', true), field('roleName', 'text', true), field('permissions', 'maps', true), field('assignableScopes', 'texts', true), field('roleType', 'text')]],
  identity: ['a managed identity', [field('id', 'text', true), field('name', 'text', true), field('clientId', 'text', true), field('principalId', 'text', true), field('tenantId', 'text')]],
  credential: ['a federated credential', [field('name', 'text', true), field('issuer', 'text', true), field('subject', 'text'), field('audiences', 'texts', true)]],
  principal: ['a service principal', [field('appId', 'text', true), field('id', 'text', true), field('displayName', 'text')]],
  application: ['an application', [field('appId', 'text', true), field('id', 'text', true), field('displayName', 'text')]],
  subscription: ['a subscription', [field('id', 'text', true), field('name', 'text', true), field('tenantId', 'text')]],
  entity: ['a management group', [field('id', 'text', true), field('name', 'text', true), field('parent', 'map')]],
  resource: ['a resource', [field('id', 'text', true), field('name', 'text', true), field('identity', 'map'), field('identity.userAssignedIdentities', 'map'), field('properties', 'map')]],
}; // prettier-ignore
const BLOCK: readonly Field[] = ['actions', 'notActions', 'dataActions', 'notDataActions'].map((at) =>
  field(at, 'texts'),
);

const KEYS: readonly (readonly [Form, readonly string[]])[] = [
  ['assignment', ['principalId', 'roleDefinitionId', 'scope']],
  ['role', ['assignableScopes', 'permissions', 'roleName']],
  ['identity', ['clientId', 'principalId', 'tenantId', 'id']],
  ['credential', ['audiences', 'issuer', 'subject', 'id']],
];
const ALIKE: ReadonlySet<Form> = new Set(['assignment', 'role', 'identity', 'credential', 'subscription']);

export const find = (root: Entry): Found =>
  findForms(root, { formOf, objectsOf, alike: ALIKE, keys: KEYS, fields: FIELDS, wrongIn });

function wrongIn(form: Form, one: Entry): readonly Diagnostic[] {
  const wrong = misshapen(one, ...FIELDS[form]);
  // A classic administrator has a mail and may have no object id.
  if (form === 'assignment' && one.text('roleDefinitionId') === CLASSIC_DEFINITION) return [];
  if (form !== 'role') return wrong;
  return [...wrong, ...one.items('permissions').flatMap((block) => misshapen(block, 'permissions of a role', BLOCK))];
}

/** What stands in a text that cannot be parsed and is surely one of these; templates are read elsewhere. */
const SURE: readonly RegExp[] = [
  /"principalId"\s*:[^]{0,2000}?"roleDefinitionId"\s*:\s*"[^"]{0,300}\/roleDefinitions\//u,
  /"assignableScopes"\s*:[^]{0,20000}?"(?:dataActions|notActions|roleName)"\s*:/u,
  /"clientId"\s*:[^]{0,1000}?\/userAssignedIdentities\//u,
  /\/federatedIdentityCredentials\/|AzureADTokenExchange"[^]{0,1000}?"issuer"/u,
  /"id"\s*:\s*"\/subscriptions\/[^"/]{1,60}\/resourceGroups\/[^"/]{1,100}\/providers\/[^]{0,20000}?"resourceGroup"\s*:/u,
];

export const surelyAzure = (text: string): boolean =>
  !/"\$schema"|^apiVersion:/mu.test(text) && SURE.some((one) => one.test(text));
