import { random } from '../graph/random.ts';
import { AWS_POLICIES, boundaryPolicy, deployRights, ownRights, sharedPolicy } from './rights.ts';
import { byArn, byService, bySignIn, HUB, trustOf } from './trusts.ts';
import { accountId, allow, document, type Json, type OrganisationPlan } from './written.ts';

const SHARED = 20;
const USERS = 6;

/**
 * Accounts as `get-account-authorization-details` prints them, made up. Most roles are applications': of services, clusters and pipelines, with what is
 * their own; a few are wide, pass roles, administer, or may be assumed from elsewhere. Beside them what every account of an organisation has: the roles
 * of single sign-on, of services, of the pipeline and of the organisation, and a few users in groups.
 */
export function accountDetails({ roles, seed, accounts }: OrganisationPlan, index: number): Json {
  const draw = random(seed + index);
  const account = accountId(index);
  const standard = standardRoles(account);
  const own = Math.max(0, roles - standard.length);
  return {
    UserDetailList: Array.from({ length: USERS }, (_, i) => user(account, i)),
    GroupDetailList: ['developers', 'operators'].map((name) => group(account, name)),
    Policies: [
      ...AWS_POLICIES.map(([name, text]) => policy(`arn:aws:iam::aws:policy/${name}`, text)),
      ...Array.from({ length: SHARED }, (_, i) => policy(`arn:aws:iam::${account}:policy/shared-${i}`, sharedPolicy(account, i))),
      policy(`arn:aws:iam::${account}:policy/boundary`, boundaryPolicy(account)),
    ],
    RoleDetailList: [...standard, ...Array.from({ length: own }, (_, i) => application(draw, account, i, accounts))],
  };
} // prettier-ignore

function application(draw: () => number, account: string, i: number, accounts: number): Json {
  const attached = [`arn:aws:iam::${account}:policy/shared-${Math.floor(draw() * SHARED)}`];
  if (draw() < 0.005) attached.push('arn:aws:iam::aws:policy/AdministratorAccess');
  if (draw() < 0.2) attached.push('arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore');
  return role(account, '/', `role-${i}`, document(trustOf(draw(), account, i, accounts)), attached, {
    RolePolicyList: [{ PolicyName: 'own', PolicyDocument: document(...ownRights(draw(), account, i)) }],
    ...(draw() < 0.15 ? limit(account) : {}),
    Tags: [{ Key: 'team', Value: `team-${i % 20}` }],
  });
}

const SIGN_IN = ['AdministratorAccess', 'PowerUserAccess', 'ReadOnlyAccess'];
const LINKED = [
  'autoscaling',
  'ecs',
  'eks',
  'elasticloadbalancing',
  'organizations',
  'rds',
  'sso',
  'support',
  'trustedadvisor',
];

function standardRoles(account: string): readonly Json[] {
  return [
    ...SIGN_IN.map((name) =>
      role(account, '/aws-reserved/sso.amazonaws.com/eu-west-1/', `AWSReservedSSO_${name}_0123456789abcdef`, document(bySignIn(account)), [`arn:aws:iam::aws:policy/${name}`])),
    ...LINKED.map((name) =>
      role(account, `/aws-service-role/${name}.amazonaws.com/`, `AWSServiceRoleFor-${name}`, document(byService(`${name}.amazonaws.com`)), [], {
        RolePolicyList: [{ PolicyName: 'own', PolicyDocument: document(allow(['ec2:Describe*', 'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface'], '*')) }],
      })),
    role(account, '/', 'OrganizationAccountAccessRole', document(byArn(`arn:aws:iam::${accountId(0)}:root`)), ['arn:aws:iam::aws:policy/AdministratorAccess']),
    role(account, '/', 'deploy', document(byArn(`arn:aws:iam::${HUB}:role/role-1`)), [], {
      RolePolicyList: [{ PolicyName: 'deploy', PolicyDocument: document(...deployRights(account)) }],
    }),
  ];
} // prettier-ignore

function role(account: string, path: string, name: string, trust: Json, attached: readonly string[], more: Json = {}): Json {
  return {
    Path: path, RoleName: name, RoleId: `AROA${account}${name}`, Arn: `arn:aws:iam::${account}:role${path}${name}`, CreateDate: '2026-01-01T00:00:00+00:00',
    AssumeRolePolicyDocument: trust, InstanceProfileList: [], RolePolicyList: [], AttachedManagedPolicies: attached.map(attachment), Tags: [], RoleLastUsed: {}, ...more,
  };
} // prettier-ignore

function user(account: string, i: number): Json {
  const name = `user-${i}`;
  return {
    Path: '/', UserName: name, UserId: `AIDA${account}${i}`, Arn: `arn:aws:iam::${account}:user/${name}`, CreateDate: '2025-01-01T00:00:00+00:00',
    GroupList: [i % 3 === 0 ? 'operators' : 'developers'], AttachedManagedPolicies: [], Tags: [],
    UserPolicyList: i === 0 ? [{ PolicyName: 'own', PolicyDocument: document(allow(['iam:CreateAccessKey', 'iam:UpdateAccessKey'], `arn:aws:iam::${account}:user/\${aws:username}`)) }] : [],
  };
} // prettier-ignore

function group(account: string, name: string): Json {
  const attached = [name === 'operators' ? 'arn:aws:iam::aws:policy/PowerUserAccess' : 'arn:aws:iam::aws:policy/ReadOnlyAccess'];
  return {
    Path: '/', GroupName: name, GroupId: `AGPA${account}${name}`, Arn: `arn:aws:iam::${account}:group/${name}`, CreateDate: '2025-01-01T00:00:00+00:00',
    GroupPolicyList: [], AttachedManagedPolicies: attached.map(attachment),
  };
} // prettier-ignore

const limit = (account: string): Json => ({
  PermissionsBoundary: {
    PermissionsBoundaryType: 'Policy',
    PermissionsBoundaryArn: `arn:aws:iam::${account}:policy/boundary`,
  },
});

const attachment = (arn: string): Json => ({ PolicyName: arn.split('/').at(-1), PolicyArn: arn });

function policy(arn: string, text: Json): Json {
  const name = arn.split('/').at(-1) ?? '';
  return {
    PolicyName: name, PolicyId: `ANPA${name}`, Arn: arn, Path: '/', DefaultVersionId: 'v1', AttachmentCount: 1, IsAttachable: true,
    PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: text }],
  };
} // prettier-ignore
