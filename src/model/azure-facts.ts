import type { FactBase } from './fact-base.ts';

/**
 * What files say of Azure and Entra, whoever wrote them: az, Terraform. Texts may hold holes (hole.ts). Ids of Azure Resource Manager
 * compare without case; facts keep them as written.
 */
export type AzureFact =
  AzureAssignmentFact | AzureRoleFact | AzureIdentityFact | AzureFederatedCredentialFact | AzureResourceFact;

/** A role assignment. `node` is the scope. */
export interface AzureAssignmentFact extends FactBase {
  readonly fact: 'azure-assignment';
  /** `/`, `/providers/Microsoft.Management/managementGroups/ID`, `/subscriptions/ID[/resourceGroups/NAME[/providers/...]]`. */
  readonly scope: string;
  /** Object id of who holds it, or the ARM id (or a hole) of the managed identity where only that is known. */
  readonly principal: string;
  readonly principalType?: 'User' | 'Group' | 'ServicePrincipal' | 'ForeignGroup' | 'Device';
  /** Sign-in name of a user, name of a group, client id of an application, as the source prints it. */
  readonly principalName?: string;
  /** GUID of the role definition, where known. */
  readonly role?: string;
  readonly roleName?: string;
  /** ABAC condition. */
  readonly condition?: string;
}

export interface AzurePermission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
  readonly notDataActions: readonly string[];
  /** A condition that is part of the definition. */
  readonly condition?: string;
}

/** A role definition as printed. `node` is the PermissionSet. */
export interface AzureRoleFact extends FactBase {
  readonly fact: 'azure-role';
  /** GUID. */
  readonly role: string;
  readonly name: string;
  readonly custom: boolean;
  readonly permissions: readonly AzurePermission[];
  readonly assignableScopes: readonly string[];
  /** Actions that could not be resolved, with the reason. */
  readonly unresolved?: string;
}

/** Who an object id, a client id or an ARM id is. `node` is the ServicePrincipal, Human or Group. */
export interface AzureIdentityFact extends FactBase {
  readonly fact: 'azure-identity';
  readonly type: 'managed-identity' | 'application' | 'user' | 'group';
  readonly name: string;
  /** Appid of an application or managed identity. */
  readonly client?: string;
  /** Object id of the principal in the tenant: what role assignments name. */
  readonly principal?: string;
  /** Object id of the application registration, where it is one. */
  readonly registration?: string;
  readonly tenant?: string;
  /** ARM id of a managed identity: user-assigned, or the resource that has a system-assigned one. */
  readonly resource?: string;
}

/** A federated identity credential: whose tokens are taken for the application. `node` is the ServicePrincipal. */
export interface AzureFederatedCredentialFact extends FactBase {
  readonly fact: 'azure-federated-credential';
  /** Whose it is, by what the source knows: client id, object id of the registration, or ARM id of the managed identity. */
  readonly of: Pick<AzureIdentityFact, 'type' | 'name' | 'client' | 'registration' | 'tenant' | 'resource'>;
  readonly name: string;
  /** Host and path without scheme. */
  readonly issuer: string;
  /** Compared exactly, case included. */
  readonly subject?: string;
  /** It is of a list of all that the identity has: whom none of them admits is refused. */
  readonly whole?: true;
  /** A flexible credential has an expression instead: `claims['sub'] matches 'repo:org/*'`. */
  readonly expression?: string;
  readonly audiences: readonly string[];
}

/** Something of a subscription. `node` is the DataStore, ModelEndpoint, SecretStore, CloudAccount... */
export interface AzureResourceFact extends FactBase {
  readonly fact: 'azure-resource';
  /** ARM id. */
  readonly id: string;
  /** `Microsoft.CognitiveServices/accounts`, `Microsoft.Resources/subscriptions`. */
  readonly type: string;
  /** As the service says it: `OpenAI`, `AIServices`, `Hub`, `StorageV2`. */
  readonly sort?: string;
  readonly name: string;
  /** ARM id of the management group or subscription above it, where it does not stand in `id`. */
  readonly parent?: string;
  /** Object ids and ARM ids of the managed identities that its code acts as. */
  readonly identities: readonly string[];
  /** Of a cluster: ids of the identities that its machines hand out, and whether pods are kept from their metadata service. */
  readonly machines?: { readonly identities: readonly string[]; readonly closed: boolean };
  /** Keys of the resource are accepted (`disableLocalAuth` false, `allowSharedKeyAccess` true). Absent: not said, the default is yes. */
  readonly keys?: boolean;
  /** A key vault that is opened by role assignments; false: by its access policies. */
  readonly byRoles?: boolean;
  readonly accessPolicies?: readonly {
    readonly principal: string;
    readonly secrets: readonly string[];
    readonly keys: readonly string[];
    readonly certificates: readonly string[];
  }[];
  readonly public?: boolean;
  /** Hosts at which it answers. */
  readonly hosts: readonly string[];
  /** ARM ids of what it is built on: the storage, vault and registry of a workspace. */
  readonly uses: readonly string[];
}
