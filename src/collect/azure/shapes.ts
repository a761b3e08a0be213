import type { FieldsShape } from '../shape.ts';

/** Microsoft.Authorization 2022-04-01: authorization-RoleAssignmentsCalls.json, authorization-RoleDefinitionsCalls.json. */
export const assignment: FieldsShape = {
  id: 'text', name: 'text', type: 'text',
  properties: { scope: 'text', roleDefinitionId: 'text', principalId: 'text', principalType: 'text', condition: 'text', conditionVersion: 'text' },
}; // prettier-ignore
export const definition: FieldsShape = {
  id: 'text', name: 'text', type: 'text',
  properties: {
    roleName: 'text', type: 'text', assignableScopes: ['text'],
    permissions: [{ actions: ['text'], notActions: ['text'], dataActions: ['text'], notDataActions: ['text'], condition: 'text' }],
  },
}; // prettier-ignore

/** Microsoft.Resources, Subscriptions: 2022-12-01. Microsoft.Management 2020-05-01: management.json, EntityInfo. */
export const subscription: FieldsShape = {
  subscriptionId: 'text',
  tenantId: 'text',
  displayName: 'text',
  state: 'text',
};
export const entity: FieldsShape = { id: 'text', name: 'text', type: 'text', properties: { displayName: 'text', tenantId: 'text', parent: { id: 'text' } } }; // prettier-ignore

/** Microsoft.ManagedIdentity 2023-01-31: ManagedIdentity.json. */
export const identity: FieldsShape = { id: 'text', name: 'text', type: 'text', location: 'text', properties: { tenantId: 'text', principalId: 'text', clientId: 'text' } }; // prettier-ignore
export const credential: FieldsShape = { id: 'text', name: 'text', type: 'text', properties: { issuer: 'text', subject: 'text', audiences: ['text'] } }; // prettier-ignore

/** What every resource has (Microsoft.Resources 2021-04-01, GenericResourceExpanded); tags and settings may hold anything and are not kept. */
const plain = {
  id: 'text', name: 'text', type: 'text', kind: 'text', location: 'text',
  identity: { type: 'text', principalId: 'text', tenantId: 'text', userAssignedIdentities: 'names' },
} as const satisfies FieldsShape; // prettier-ignore
export const resource = (properties: FieldsShape = {}): FieldsShape => ({ ...plain, properties });

/** Microsoft.KeyVault 2023-07-01: who may open it, not what is in it. */
export const vault: FieldsShape = resource({
  tenantId: 'text', vaultUri: 'text', enableRbacAuthorization: 'flag', publicNetworkAccess: 'text',
  accessPolicies: [{ tenantId: 'text', objectId: 'text', applicationId: 'text', permissions: { keys: ['text'], secrets: ['text'], certificates: ['text'] } }],
}); // prettier-ignore

/** Microsoft Graph v1.0: servicePrincipal, application, federatedIdentityCredential. Of key and password credentials nothing is asked. */
export const principal: FieldsShape = { id: 'text', appId: 'text', displayName: 'text', servicePrincipalType: 'text' };
export const application: FieldsShape = { id: 'text', appId: 'text', displayName: 'text', signInAudience: 'text' };
export const graphCredential: FieldsShape = {
  id: 'text', name: 'text', issuer: 'text', subject: 'text', audiences: ['text'],
  claimsMatchingExpression: { value: 'text', languageVersion: 'text' },
}; // prettier-ignore
