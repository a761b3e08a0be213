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
