import type { Field } from '../../../documents/shape.ts';
import type { Form } from './forms.ts';

const field = (at: string, is: Field['is'], must?: true): Field => ({ at, is, ...(must ? { must } : {}) });

/** How people call it, and the fields that are read of it (gcloud and REST reference). */
export const FIELDS: Readonly<Record<Form, readonly [what: string, fields: readonly Field[]]>> = {
  policy: ['an allow policy', [field('bindings', 'maps')]],
  search: ['a result of search-all-iam-policies', [field('resource', 'text', true), field('policy.bindings', 'maps', true), field('project', 'text')]],
  analysis: ['a result of analyze-iam-policy', [field('attachedResourceFullName', 'text', true), field('iamBinding', 'map', true)]],
  ancestor: ['a policy of an ancestor', [field('id', 'text', true), field('type', 'text', true), field('policy', 'map', true), field('policy.bindings', 'maps')]],
  account: ['a service account', [field('email', 'text', true), field('projectId', 'text'), field('uniqueId', 'text'), field('disabled', 'flag')]],
  key: ['a service account key', [field('name', 'text', true), field('keyType', 'text'), field('disabled', 'flag'), field('validAfterTime', 'text'), field('validBeforeTime', 'text')]],
  role: ['a role', [field('name', 'text', true), field('includedPermissions', 'texts'), field('deleted', 'flag'), field('stage', 'text')]],
  pool: ['a workload identity pool', [field('name', 'text', true), field('disabled', 'flag')]],
  provider: ['a workload identity pool provider', [field('name', 'text', true), field('attributeMapping', 'map'), field('attributeCondition', 'text'), field('oidc', 'map'), field('oidc.issuerUri', 'text'), field('oidc.allowedAudiences', 'texts'), field('disabled', 'flag')]],
  project: ['a project', [field('projectId', 'text', true), field('projectNumber', 'text', true), field('parent', 'map'), field('parent.id', 'text'), field('parent.type', 'text')]],
  deny: ['a deny policy', [field('name', 'text', true), field('rules', 'maps', true)]],
  folder: ['a folder', [field('name', 'text', true), field('parent', 'text', true)]],
  listed: ['a listed resource', [field('name', 'text', true), field('template', 'map'), field('nodeConfig', 'map')]],
  'held-key': ['a credentials file', [field('type', 'text', true), field('private_key', 'text'), field('client_email', 'text'), field('refresh_token', 'text')]],
  vertex: ['a Vertex AI resource', [field('name', 'text', true), field('deployedModels', 'maps')]],
}; // prettier-ignore

export const BINDING: readonly Field[] = [
  field('role', 'text', true),
  field('members', 'texts'),
  field('condition', 'map'),
  field('condition.expression', 'text'),
];

export const DENY_RULE: readonly Field[] = [
  field('deniedPrincipals', 'texts', true),
  field('deniedPermissions', 'texts', true),
  field('exceptionPrincipals', 'texts'),
  field('exceptionPermissions', 'texts'),
  field('denialCondition', 'map'),
];

/** Keys that only this form has together: who has them all is one, or a broken one. */
export const KEYS: readonly (readonly [Form, readonly string[]])[] = [
  ['key', ['keyAlgorithm', 'keyOrigin', 'keyType']],
  ['account', ['email', 'oauth2ClientId', 'uniqueId']],
  ['role', ['includedPermissions', 'name', 'title']],
  ['provider', ['attributeMapping', 'name', 'state']],
  ['project', ['lifecycleState', 'projectId', 'projectNumber']],
];
