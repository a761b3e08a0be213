import { random } from '../graph/random.ts';

export interface OrganisationPlan {
  readonly accounts: number;
  readonly roles: number;
  readonly seed: number;
}

type Json = Readonly<Record<string, unknown>>;

const allow = (actions: readonly string[], resources: readonly string[] | string, more: Json = {}): Json => ({
  Effect: 'Allow', Action: actions, Resource: resources, ...more,
}); // prettier-ignore

const document = (...statements: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: statements });

const service = (name: string): Json => ({ Effect: 'Allow', Principal: { Service: name }, Action: 'sts:AssumeRole' });

export const accountId = (index: number): string => String(100_000_000_000 + index * 7);

/**
 * Accounts as `get-account-authorization-details` prints them, made up: most roles are of services and read what is their own; some are of clusters and
 * of CI, some may be assumed from their account or from a hub; a few are wide, pass roles, or administer.
 */
export function accountDetails({ roles, seed, accounts }: OrganisationPlan, index: number): Json {
  const draw = random(seed + index);
  const account = accountId(index);
  const arn = (rest: string): string => `arn:aws:iam::${account}:${rest}`;
  const shared = Array.from({ length: 20 }, (_, i) => ({
    PolicyName: `shared-${i}`, PolicyId: `ANPA${account}${i}`, Arn: arn(`policy/shared-${i}`), Path: '/', DefaultVersionId: 'v1', AttachmentCount: 1, IsAttachable: true,
    PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: sharedPolicy(account, i) }],
  })); // prettier-ignore
  return {
    UserDetailList: [],
    GroupDetailList: [],
    Policies: shared,
    RoleDetailList: Array.from({ length: roles }, (_, i) => {
      const name = `role-${i}`;
      const attached = [`arn:aws:iam::${account}:policy/shared-${Math.floor(draw() * 20)}`];
      if (draw() < 0.005) attached.push('arn:aws:iam::aws:policy/AdministratorAccess');
      if (draw() < 0.2) attached.push('arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore');
      return {
        Path: '/', RoleName: name, RoleId: `AROA${account}${i}`, Arn: arn(`role/${name}`), CreateDate: '2026-01-01T00:00:00+00:00',
        AssumeRolePolicyDocument: document(trustOf(draw(), account, i, accounts)),
        InstanceProfileList: [],
        RolePolicyList: [{ PolicyName: 'own', PolicyDocument: document(...ownRights(draw(), account, i)) }],
        AttachedManagedPolicies: attached.map((one) => ({ PolicyName: one.split('/').at(-1), PolicyArn: one })),
        Tags: [{ Key: 'team', Value: `team-${i % 20}` }],
      }; // prettier-ignore
    }),
  };
}

function trustOf(draw: number, account: string, i: number, accounts: number): Json {
  if (draw < 0.3) return service('lambda.amazonaws.com');
  if (draw < 0.45) return service('ec2.amazonaws.com');
  if (draw < 0.55) return service('ecs-tasks.amazonaws.com');
  if (draw < 0.65) return service('sagemaker.amazonaws.com');
  if (draw < 0.77)
    return token(
      account,
      `oidc.eks.eu-west-1.amazonaws.com/id/${account}`,
      `system:serviceaccount:team-${i % 20}:app-${i}`,
    );
  if (draw < 0.82)
    return token(account, 'token.actions.githubusercontent.com', `repo:acme/app-${i}:ref:refs/heads/main`);
  const from = draw < 0.92 ? account : accountId(draw < 0.97 ? 0 : Math.floor(draw * 1000) % accounts);
  return { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${from}:root` }, Action: 'sts:AssumeRole' };
}

function token(account: string, issuer: string, subject: string): Json {
  return {
    Effect: 'Allow', Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` }, Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${issuer}:sub`]: subject, [`${issuer}:aud`]: 'sts.amazonaws.com' } },
  }; // prettier-ignore
}

function ownRights(draw: number, account: string, i: number): readonly Json[] {
  const bucket = `arn:aws:s3:::data-${account}-${i % 100}`;
  const rights = [
    allow(['s3:GetObject', 's3:PutObject'], `${bucket}/team-${i % 20}/*`),
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], `arn:aws:logs:*:${account}:log-group:/app/role-${i}:*`),
  ];
  if (draw < 0.3)
    rights.push(
      allow(['dynamodb:GetItem', 'dynamodb:PutItem'], `arn:aws:dynamodb:eu-west-1:${account}:table/table-${i % 50}`),
    );
  if (draw > 0.3 && draw < 0.5)
    rights.push(
      allow(['secretsmanager:GetSecretValue'], `arn:aws:secretsmanager:eu-west-1:${account}:secret:app-${i}-??????`),
    );
  if (draw > 0.5 && draw < 0.55) rights.push(allow(['bedrock:InvokeModel'], 'arn:aws:bedrock:*::foundation-model/*'));
  if (draw > 0.55 && draw < 0.58) rights.push(allow(['s3:*', 'dynamodb:*'], '*'));
  if (draw > 0.58 && draw < 0.6)
    rights.push(allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction', 'ec2:RunInstances'], '*'));
  if (draw > 0.6 && draw < 0.61) rights.push(allow(['iam:Put*', 'iam:Attach*', 'iam:CreatePolicyVersion'], '*'));
  if (draw > 0.61 && draw < 0.65) rights.push(allow(['sts:AssumeRole'], '*'));
  if (draw > 0.65 && draw < 0.7)
    rights.push(allow(['sts:AssumeRole'], `arn:aws:iam::${account}:role/role-${(i * 7) % 500}`));
  return rights;
}

function sharedPolicy(account: string, i: number): Json {
  return document(
    allow(['ec2:Describe*', 'cloudwatch:PutMetricData', 'xray:PutTraceSegments'], '*'),
    allow(['ssm:GetParameter', 'ssm:GetParameters'], `arn:aws:ssm:eu-west-1:${account}:parameter/team-${i}/*`),
    { Effect: 'Deny', Action: ['s3:DeleteBucket', 'cloudtrail:StopLogging'], Resource: '*' },
  );
}

/** The organisation as `scan --collect` records it: a root, units of ten accounts, a policy at each level. */
export function organisation({ accounts }: OrganisationPlan): Json {
  const answers: Json[] = [];
  const management = accountId(0);
  const push = (operation: string, output: Json, input: Json = {}): void => {
    answers.push({ operation: `organizations:${operation}`, account: management, region: 'us-east-1', input, output });
  };
  const ids = Array.from({ length: accounts }, (_, i) => accountId(i));
  const units = Array.from({ length: Math.ceil(accounts / 10) }, (_, i) => `ou-root-${String(i).padStart(8, '0')}`);
  push('DescribeOrganization', {
    Organization: { Id: 'o-acme000000', MasterAccountId: management, FeatureSet: 'ALL' },
  });
  push('ListAccounts', { Accounts: ids.map((id, i) => ({ Id: id, Name: `account-${i}`, Status: 'ACTIVE' })) });
  push('ListRoots', {
    Roots: [{ Id: 'r-root', Name: 'Root', PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] }],
  });
  push(
    'ListOrganizationalUnitsForParent',
    { OrganizationalUnits: units.map((Id) => ({ Id, Name: Id })) },
    { ParentId: 'r-root' },
  );
  units.forEach((unit, u) => {
    push(
      'ListAccountsForParent',
      { Accounts: ids.filter((_, i) => Math.floor(i / 10) === u).map((id) => ({ Id: id })) },
      { ParentId: unit },
    );
  });
  const full = JSON.stringify(document({ Effect: 'Allow', Action: '*', Resource: '*' }));
  const region = JSON.stringify(
    document({
      Effect: 'Deny',
      NotAction: ['iam:*', 'sts:*', 'organizations:*'],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } },
    }),
  );
  const policies = [
    ['p-FullAWSAccess', full, [...ids, ...units, 'r-root']],
    ['p-regions', region, ['r-root']],
  ] as const;
  for (const [Id, Content, targets] of policies) {
    const summary = {
      Id,
      Arn: `arn:aws:organizations::${management}:policy/o-acme000000/service_control_policy/${Id}`,
      Name: Id,
      Type: 'SERVICE_CONTROL_POLICY',
    };
    push('DescribePolicy', { Policy: { PolicySummary: summary, Content } }, { PolicyId: Id });
    push('ListTargetsForPolicy', { Targets: targets.map((TargetId) => ({ TargetId })) }, { PolicyId: Id });
  }
  return { writ: 'collected/aws/1', answers };
}
