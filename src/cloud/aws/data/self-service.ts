/**
 * Rights over rights. `on`: what the action is asked on. `gives`: `becomes`, the caller may act as it; `widens`, what it may do becomes anything;
 * `unlimits`, its boundary goes.
 *
 * Sources: service authorization reference of IAM (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html); the set
 * follows S. Gietzen, "AWS IAM Privilege Escalation" (Rhino Security Labs), facts only.
 */
const EVERYTHING = 'arn:aws:iam::aws:policy/AdministratorAccess';
/** The key is named by the request of the caller, who may leave it out or choose its value. */
const ATTACHED = { 'iam:PolicyARN': [EVERYTHING] };
const LIMIT = { 'iam:PermissionsBoundary': [EVERYTHING] };
/** A new identity without a boundary, given everything. */
export const FREE = { ...ATTACHED, 'iam:PermissionsBoundary': [] };

export interface SelfServiceWay {
  readonly id: string;
  readonly action: string;
  readonly on: 'role' | 'user' | 'group' | 'policy';
  readonly gives: 'becomes' | 'widens' | 'unlimits' | 'joins';
  /** What the caller chooses to give itself most. */
  readonly known?: Readonly<Record<string, readonly string[]>>;
  /** What else has to hold, in words. */
  readonly when?: string;
}

export const SELF_SERVICE: readonly SelfServiceWay[] = [
  { id: 'policy-version', action: 'iam:CreatePolicyVersion', on: 'policy', gives: 'widens' },
  { id: 'default-version', action: 'iam:SetDefaultPolicyVersion', on: 'policy', gives: 'widens', when: 'another version of the policy gives more' },
  { id: 'role-inline', action: 'iam:PutRolePolicy', on: 'role', gives: 'widens' },
  { id: 'role-attach', action: 'iam:AttachRolePolicy', on: 'role', gives: 'widens', known: ATTACHED },
  { id: 'user-inline', action: 'iam:PutUserPolicy', on: 'user', gives: 'widens' },
  { id: 'user-attach', action: 'iam:AttachUserPolicy', on: 'user', gives: 'widens', known: ATTACHED },
  { id: 'group-inline', action: 'iam:PutGroupPolicy', on: 'group', gives: 'widens' },
  { id: 'group-attach', action: 'iam:AttachGroupPolicy', on: 'group', gives: 'widens', known: ATTACHED },
  { id: 'group-join', action: 'iam:AddUserToGroup', on: 'group', gives: 'joins' },
  { id: 'role-trust', action: 'iam:UpdateAssumeRolePolicy', on: 'role', gives: 'becomes' },
  { id: 'access-key', action: 'iam:CreateAccessKey', on: 'user', gives: 'becomes' },
  { id: 'login-profile', action: 'iam:CreateLoginProfile', on: 'user', gives: 'becomes', when: 'the user has no password yet' },
  { id: 'login-reset', action: 'iam:UpdateLoginProfile', on: 'user', gives: 'becomes', when: 'the user has a password' },
  { id: 'service-key', action: 'iam:CreateServiceSpecificCredential', on: 'user', gives: 'becomes', when: 'the user may use Bedrock or CodeCommit with a key of its own' },
  { id: 'role-boundary', action: 'iam:DeleteRolePermissionsBoundary', on: 'role', gives: 'unlimits' },
  { id: 'role-boundary-put', action: 'iam:PutRolePermissionsBoundary', on: 'role', gives: 'unlimits', known: LIMIT },
  { id: 'user-boundary', action: 'iam:DeleteUserPermissionsBoundary', on: 'user', gives: 'unlimits' },
  { id: 'user-boundary-put', action: 'iam:PutUserPermissionsBoundary', on: 'user', gives: 'unlimits', known: LIMIT },
]; // prettier-ignore

/**
 * Ways out from under the service control policies of an organisation, asked of accounts that they limit. A member account leaves by itself; the
 * policies are changed from the management account, which they do not limit, or from one to which that was delegated.
 */
export const ORGANISATION_LIMITS: readonly { readonly action: string; readonly when: string; readonly page: string }[] = [
  { action: 'organizations:LeaveOrganization', when: 'the account can stand alone: it has contact and payment of its own', page: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_leave-as-member.html' },
  { action: 'organizations:UpdatePolicy', when: 'policies of the organisation were delegated to the account', page: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html' },
  { action: 'organizations:DetachPolicy', when: 'policies of the organisation were delegated to the account', page: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html' },
]; // prettier-ignore

/**
 * Ways to be rid of a policy that denies. `of`: how the policy is held, `on`: what the action is asked on. A policy that is replaced by another of
 * its name or version denies no more. Source: IAM user guide, "Adding and removing IAM identity permissions".
 */
export interface LiftingWay {
  readonly id: string;
  readonly action: string;
  readonly of: 'inline' | 'attached';
  readonly on: 'role' | 'user' | 'group' | 'policy';
  readonly when?: string;
}

export const LIFTING: readonly LiftingWay[] = [
  { id: 'deny-inline', action: 'iam:DeleteRolePolicy', of: 'inline', on: 'role' },
  { id: 'deny-inline', action: 'iam:PutRolePolicy', of: 'inline', on: 'role' },
  { id: 'deny-detached', action: 'iam:DetachRolePolicy', of: 'attached', on: 'role' },
  { id: 'deny-inline', action: 'iam:DeleteUserPolicy', of: 'inline', on: 'user' },
  { id: 'deny-inline', action: 'iam:PutUserPolicy', of: 'inline', on: 'user' },
  { id: 'deny-detached', action: 'iam:DetachUserPolicy', of: 'attached', on: 'user' },
  { id: 'deny-group-inline', action: 'iam:DeleteGroupPolicy', of: 'inline', on: 'group' },
  { id: 'deny-group-inline', action: 'iam:PutGroupPolicy', of: 'inline', on: 'group' },
  { id: 'deny-group-detached', action: 'iam:DetachGroupPolicy', of: 'attached', on: 'group' },
  { id: 'deny-group-left', action: 'iam:RemoveUserFromGroup', of: 'inline', on: 'group' },
  { id: 'deny-group-left', action: 'iam:RemoveUserFromGroup', of: 'attached', on: 'group' },
  { id: 'deny-rewritten', action: 'iam:CreatePolicyVersion', of: 'attached', on: 'policy' },
  { id: 'deny-version', action: 'iam:SetDefaultPolicyVersion', of: 'attached', on: 'policy', when: 'another version of the policy denies less' },
]; // prettier-ignore

/** Rights over what a role trusts besides AWS: who holds them may make the proof that the role asks for. */
export interface ProviderWay {
  readonly id: string;
  readonly action: string;
  readonly on: 'saml-provider' | 'oidc-provider';
  readonly when?: string;
  readonly page: string;
}

export const PROVIDER_WAYS: readonly ProviderWay[] = [
  { id: 'saml-metadata', action: 'iam:UpdateSAMLProvider', on: 'saml-provider', page: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateSAMLProvider.html' },
  { id: 'saml-provider', action: 'iam:CreateSAMLProvider', on: 'saml-provider', when: 'the provider that its trust policy names is not there', page: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html' },
  { id: 'oidc-provider', action: 'iam:CreateOpenIDConnectProvider', on: 'oidc-provider', when: 'the provider that its trust policy names is not there, and the caller has tokens of that issuer', page: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html' },
  { id: 'oidc-audience', action: 'iam:AddClientIDToOpenIDConnectProvider', on: 'oidc-provider', when: 'its trust policy admits another audience, and the caller has tokens of that issuer', page: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddClientIDToOpenIDConnectProvider.html' },
  { id: 'oidc-thumbprint', action: 'iam:UpdateOpenIDConnectProviderThumbprint', on: 'oidc-provider', when: 'the caller can answer at the host of the issuer', page: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateOpenIDConnectProviderThumbprint.html' },
]; // prettier-ignore

/** Rights over who is let into a cluster of EKS. `{cluster}` is its name; the policy is one that gives every right in it. */
export interface ClusterWay {
  readonly id: string;
  readonly actions: readonly (readonly [action: string, resource: string])[];
  readonly when?: string;
  readonly page: string;
}

const ENTRY = 'arn:aws:eks:{region}:{account}:access-entry/{cluster}/{type}/{owner}/{identity}/{id}';
const ENTRIES = 'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html';
export const CLUSTER_WAYS: readonly ClusterWay[] = [
  { id: 'eks-access-entry', actions: [['eks:CreateAccessEntry', 'arn:aws:eks:{region}:{account}:cluster/{cluster}'], ['eks:AssociateAccessPolicy', ENTRY]], page: ENTRIES },
  { id: 'eks-access-policy', actions: [['eks:AssociateAccessPolicy', ENTRY]], when: 'the caller has an access entry', page: ENTRIES },
]; // prettier-ignore

/** Rights that make an administrator of their own: a new identity with any rights. All actions of a row are needed. */
export const NEW_IDENTITY: readonly { readonly id: string; readonly actions: readonly (readonly [action: string, resource: string])[] }[] = [
  { id: 'new-role', actions: [['iam:CreateRole', 'arn:aws:iam::{account}:role/{name}'], ['iam:AttachRolePolicy', 'arn:aws:iam::{account}:role/{name}']] },
  { id: 'new-role-inline', actions: [['iam:CreateRole', 'arn:aws:iam::{account}:role/{name}'], ['iam:PutRolePolicy', 'arn:aws:iam::{account}:role/{name}']] },
  { id: 'new-user', actions: [['iam:CreateUser', 'arn:aws:iam::{account}:user/{name}'], ['iam:AttachUserPolicy', 'arn:aws:iam::{account}:user/{name}'], ['iam:CreateAccessKey', 'arn:aws:iam::{account}:user/{name}']] },
  { id: 'new-user-inline', actions: [['iam:CreateUser', 'arn:aws:iam::{account}:user/{name}'], ['iam:PutUserPolicy', 'arn:aws:iam::{account}:user/{name}'], ['iam:CreateAccessKey', 'arn:aws:iam::{account}:user/{name}']] },
]; // prettier-ignore

/** Rights of the account that manages sign-in or the organisation: they give other accounts. */
export const ORGANISATION_WAYS: readonly { readonly id: string; readonly actions: readonly string[]; readonly when: string; readonly page: string }[] = [
  { id: 'permission-set-policy', actions: ['sso:PutInlinePolicyToPermissionSet', 'sso:ProvisionPermissionSet'], when: 'the caller is assigned the permission set', page: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/iam-auth-access-using-id-policies.html' },
  { id: 'permission-set-managed', actions: ['sso:AttachManagedPolicyToPermissionSet', 'sso:ProvisionPermissionSet'], when: 'the caller is assigned the permission set', page: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/iam-auth-access-using-id-policies.html' },
  { id: 'account-assignment', actions: ['sso:CreateAccountAssignment'], when: 'a permission set gives administration', page: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/iam-auth-access-using-id-policies.html' },
  { id: 'root-of-members', actions: ['sts:AssumeRoot'], when: 'root access of members is managed centrally', page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html' },
]; // prettier-ignore
