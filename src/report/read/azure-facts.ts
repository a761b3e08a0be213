import type { AZURE_KEPT } from '../../cloud/kept.ts';
import type {
  AzureAssignmentFact,
  AzureFederatedCredentialFact,
  AzureIdentityFact,
  AzurePermission,
  AzureResourceFact,
  AzureRoleFact,
} from '../../model/azure-facts.ts';
import { base, flag, only, someTexts, type Readers } from './fact-fields.ts';
import { fieldsOf, inside, list, maybe, oneOf, text, texts, type At, type Fields } from './fields.ts';

/** Kept facts of Azure, field by field. */
export const AZURE: Readers<(typeof AZURE_KEPT)[number]> = {
  'azure-assignment': assignmentOf,
  'azure-role': roleOf,
  'azure-identity': identityOf,
  'azure-federated-credential': credentialOf,
  'azure-resource': resourceOf,
};

const HOLDERS = ['User', 'Group', 'ServicePrincipal', 'ForeignGroup', 'Device'] as const;

function assignmentOf(fields: Fields, at: At): AzureAssignmentFact {
  return {
    fact: 'azure-assignment',
    ...base(fields, at),
    scope: text(fields, 'scope', at),
    principal: text(fields, 'principal', at),
    ...maybe('principalType', fields, () => oneOf(HOLDERS, fields, 'principalType', at)),
    ...someTexts(['principalName', 'role', 'roleName', 'condition'], fields, at),
  };
}

function roleOf(fields: Fields, at: At): AzureRoleFact {
  return {
    fact: 'azure-role',
    ...base(fields, at),
    role: text(fields, 'role', at),
    name: text(fields, 'name', at),
    custom: flag(fields, 'custom', at),
    permissions: list(fields, 'permissions', at, permissionOf),
    assignableScopes: texts(fields, 'assignableScopes', at),
    ...someTexts(['unresolved'], fields, at),
  };
}

function permissionOf(value: unknown, at: At): AzurePermission {
  const fields = fieldsOf(value, at);
  const of = (key: Exclude<keyof AzurePermission, 'condition'>): readonly string[] => texts(fields, key, at);
  return {
    actions: of('actions'),
    notActions: of('notActions'),
    dataActions: of('dataActions'),
    notDataActions: of('notDataActions'),
    ...someTexts(['condition'], fields, at),
  };
}

const TYPES = ['managed-identity', 'application', 'user', 'group'] as const;

function identityOf(fields: Fields, at: At): AzureIdentityFact {
  return {
    fact: 'azure-identity',
    ...base(fields, at),
    type: oneOf(TYPES, fields, 'type', at),
    name: text(fields, 'name', at),
    ...someTexts(['client', 'principal', 'registration', 'tenant', 'resource'], fields, at),
  };
}

function credentialOf(fields: Fields, at: At): AzureFederatedCredentialFact {
  const here = inside(at, 'of');
  const of = fieldsOf(fields.get('of'), here);
  return {
    fact: 'azure-federated-credential',
    ...base(fields, at),
    of: {
      type: oneOf(TYPES, of, 'type', here),
      name: text(of, 'name', here),
      ...someTexts(['client', 'registration', 'tenant', 'resource'], of, here),
    },
    name: text(fields, 'name', at),
    issuer: text(fields, 'issuer', at),
    ...someTexts(['subject', 'expression'], fields, at),
    ...maybe('whole', fields, () => only(fields, 'whole', at)),
    audiences: texts(fields, 'audiences', at),
  };
}

function resourceOf(fields: Fields, at: At): AzureResourceFact {
  return {
    fact: 'azure-resource',
    ...base(fields, at),
    id: text(fields, 'id', at),
    type: text(fields, 'type', at),
    ...someTexts(['sort', 'parent'], fields, at),
    name: text(fields, 'name', at),
    identities: texts(fields, 'identities', at),
    ...maybe('machines', fields, (one) => machinesOf(one, inside(at, 'machines'))),
    ...maybe('keys', fields, () => flag(fields, 'keys', at)),
    ...maybe('byRoles', fields, () => flag(fields, 'byRoles', at)),
    ...maybe('accessPolicies', fields, () => list(fields, 'accessPolicies', at, accessPolicyOf)),
    ...maybe('public', fields, () => flag(fields, 'public', at)),
    hosts: texts(fields, 'hosts', at),
    uses: texts(fields, 'uses', at),
  };
}

function machinesOf(value: unknown, at: At): NonNullable<AzureResourceFact['machines']> {
  const fields = fieldsOf(value, at);
  return { identities: texts(fields, 'identities', at), closed: flag(fields, 'closed', at) };
}

function accessPolicyOf(value: unknown, at: At): NonNullable<AzureResourceFact['accessPolicies']>[number] {
  const fields = fieldsOf(value, at);
  return {
    principal: text(fields, 'principal', at),
    secrets: texts(fields, 'secrets', at),
    keys: texts(fields, 'keys', at),
    certificates: texts(fields, 'certificates', at),
  };
}
