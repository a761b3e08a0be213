import type { AwsPolicy } from '../../src/model/aws-policy.ts';
import { compile } from '../../src/iam/compile.ts';
import { parsePolicyText } from '../../src/iam/parse/policy.ts';
import type { CompiledPolicy } from '../../src/iam/port.ts';
import { random as seeded } from '../graph/random.ts';

/** A whole number from 0 up to one below the bound. */
export type Random = (below: number) => number;

export function drawn(seed: number): Random {
  const next = seeded(seed);
  return (below) => Math.floor(next() * below);
}

/** One statement as people write it. */
export type Written = Readonly<Record<string, unknown>>;

export function policy(name: string, statements: readonly Written[]): CompiledPolicy {
  return compile(written(name, statements));
}

export function written(name: string, statements: readonly Written[]): AwsPolicy {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return parsePolicyText(text, { file: `${name}.json`, line: 1 }, name).policy;
}

const allow = (actions: readonly string[], resources: readonly string[], condition?: Written): Written => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resources,
  ...(condition ? { Condition: condition } : {}),
});
const deny = (actions: readonly string[], resources: readonly string[], condition?: Written): Written => ({
  ...allow(actions, resources, condition),
  Effect: 'Deny',
});

export const TEAMS = ['vision', 'speech', 'search', 'ranking', 'risk', 'growth', 'platform', 'research'] as const;

/** What identities of AI platforms carry: wide reading, narrow writing, some conditions, some denies. */
export function identityStatements(random: Random, account: string): readonly Written[] {
  const team = TEAMS[random(TEAMS.length)] ?? 'vision';
  const other = TEAMS[random(TEAMS.length)] ?? 'speech';
  const forms: readonly (() => readonly Written[])[] = [
    () => [
      allow(['s3:GetObject', 's3:PutObject'], [`arn:aws:s3:::${team}-data/*`, `arn:aws:s3:::${team}-models/*`]),
      allow(['s3:ListBucket'], [`arn:aws:s3:::${team}-data`, `arn:aws:s3:::${team}-models`]),
    ],
    () => [allow(['s3:Get*', 's3:List*', 'ec2:Describe*', 'sagemaker:Describe*', 'sagemaker:List*', 'logs:*'], ['*'])],
    () => [
      allow(
        ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
        ['arn:aws:bedrock:*::foundation-model/*'],
      ),
      deny(['bedrock:InvokeModel*'], ['arn:aws:bedrock:*::foundation-model/vendor-*']),
    ],
    () => [
      allow(['sagemaker:*'], [`arn:aws:sagemaker:*:${account}:*/${team}-*`]),
      allow(['iam:PassRole'], [`arn:aws:iam::${account}:role/${team}-execution`], {
        StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' },
      }),
    ],
    () => [
      allow(['secretsmanager:GetSecretValue'], [`arn:aws:secretsmanager:*:${account}:secret:${team}/*`], {
        StringEquals: { 'aws:ResourceTag/team': team },
      }),
      allow(['kms:Decrypt', 'kms:GenerateDataKey'], [`arn:aws:kms:*:${account}:key/*`], {
        StringLike: { 'kms:ViaService': ['s3.*.amazonaws.com', 'secretsmanager.*.amazonaws.com'] },
      }),
    ],
    () => [
      allow(['*'], ['*'], { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
      deny(['*'], ['*'], { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '10.0.0.0/8'] } }),
    ],
    () => [{ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }],
    () => [allow(['s3:*'], [`arn:aws:s3:::${other}-\${aws:PrincipalTag/project}/*`, `arn:aws:s3:::${team}-*`])],
    () => [
      allow(['ecr:Get*', 'ecr:BatchGet*', 'ecr:BatchCheck*', 'ecs:RunTask', 'ecs:StopTask', 'eks:Describe*'], ['*']),
    ],
    // A region that is wanted here and limited by the organisation: what hangs together has to be looked at together.
    () => [
      allow(['s3:*', 'sagemaker:*', 'bedrock:*', 'ecr:*', 'kms:Decrypt'], ['*'], {
        StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'us-west-2'] },
      }),
    ],
    () => [allow(['sts:AssumeRole'], [`arn:aws:iam::*:role/${team}-*`, `arn:aws:iam::${account}:role/shared-reader`])],
  ];
  return forms[random(forms.length)]?.() ?? [];
}

export const boundaryStatements = (account: string): readonly Written[] => [
  allow(['s3:*', 'bedrock:*', 'sagemaker:*', 'secretsmanager:*', 'kms:*', 'logs:*', 'ecr:*', 'ec2:*', 'sts:*'], ['*']),
  allow(['iam:PassRole', 'iam:Get*', 'iam:List*'], [`arn:aws:iam::${account}:role/*`]),
  deny(['iam:*AccessKey*', 'iam:DeleteRolePermissionsBoundary'], ['*']),
];

/** Root, unit and account, each with the default and a guardrail. */
export const scpStatements: readonly (readonly (readonly Written[])[])[] = [
  [
    [allow(['*'], ['*'])],
    [
      {
        Effect: 'Deny',
        NotAction: ['iam:*', 'sts:*', 'organizations:*', 'route53:*', 'support:*', 'cloudfront:*'],
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } },
      },
      deny(['organizations:LeaveOrganization', 'account:CloseAccount'], ['*']),
    ],
  ],
  [
    [allow(['*'], ['*'])],
    [
      deny(['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'guardduty:Delete*', 'config:Delete*'], ['*'], {
        ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/security-*' },
      }),
    ],
  ],
  [[allow(['*'], ['*'])]],
];

/** The policy of a bucket, secret or key: transport, organisation, a grant to the account or to single roles. */
export function resourceStatements(random: Random, account: string, arn: string): readonly Written[] {
  const everything = [arn, `${arn}/*`];
  const team = TEAMS[random(TEAMS.length)] ?? 'vision';
  return [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Resource: everything,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: '*',
      Resource: everything,
    },
    {
      Effect: 'Allow',
      Principal: {
        AWS: [`arn:aws:iam::${account}:role/${team}-${random(50)}`, `arn:aws:iam::${account}:role/${team}-7`],
      },
      Action: ['s3:GetObject', 'secretsmanager:GetSecretValue', 'kms:Decrypt'],
      Resource: everything,
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
    },
  ];
}
