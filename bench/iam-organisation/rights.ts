import { allow, deny, document, when, type Json } from './written.ts';

/** What an application's role may do with what is its own, and for some few more than that. */
export function ownRights(draw: number, account: string, i: number): readonly Json[] {
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
      allow('kms:Decrypt', `arn:aws:kms:eu-west-1:${account}:key/*`, when('StringEquals', 'kms:ViaService', 'secretsmanager.eu-west-1.amazonaws.com')),
    );
  if (draw > 0.5 && draw < 0.55) rights.push(allow(['bedrock:InvokeModel'], 'arn:aws:bedrock:*::foundation-model/*'));
  if (draw > 0.55 && draw < 0.58) rights.push(allow(['s3:*', 'dynamodb:*'], '*'));
  if (draw > 0.58 && draw < 0.6)
    rights.push(allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction', 'ec2:RunInstances'], '*'));
  if (draw > 0.6 && draw < 0.61) rights.push(allow(['iam:Put*', 'iam:Attach*', 'iam:CreatePolicyVersion'], '*'));
  if (draw > 0.61 && draw < 0.65) rights.push(allow(['sts:AssumeRole'], '*'));
  if (draw > 0.65 && draw < 0.7)
    rights.push(allow(['sts:AssumeRole'], `arn:aws:iam::${account}:role/role-${(i * 7) % 500}`));
  if (draw > 0.7 && draw < 0.75)
    rights.push(
      allow(['sagemaker:CreateTrainingJob', 'sagemaker:CreateModel', 'sagemaker:CreateEndpoint', 'sagemaker:DescribeTrainingJob'], '*'),
      allow('iam:PassRole', `arn:aws:iam::${account}:role/role-${(i * 11) % 500}`, when('StringEquals', 'iam:PassedToService', 'sagemaker.amazonaws.com')),
    );
  if (draw > 0.75 && draw < 0.8)
    rights.push(allow('s3:*', `arn:aws:s3:::data-${account}-\${aws:PrincipalTag/team}/*`, when('StringEquals', 'aws:ResourceTag/team', '${aws:PrincipalTag/team}')));
  return rights;
} // prettier-ignore

/** A managed policy that many roles of an account have. */
export const sharedPolicy = (account: string, i: number): Json =>
  document(
    allow(['ec2:Describe*', 'cloudwatch:PutMetricData', 'xray:PutTraceSegments'], '*'),
    allow(['ssm:GetParameter', 'ssm:GetParameters'], `arn:aws:ssm:eu-west-1:${account}:parameter/team-${i}/*`),
    deny(['s3:DeleteBucket', 'cloudtrail:StopLogging'], '*'),
  );

/** What pipelines may give to the roles that they make. */
export const boundaryPolicy = (account: string): Json =>
  document(
    allow(['s3:*', 'dynamodb:*', 'logs:*', 'sqs:*', 'sns:*', 'secretsmanager:*', 'kms:*', 'ssm:*', 'sts:*', 'lambda:*', 'ec2:*', 'ecr:*', 'bedrock:*', 'sagemaker:*'], '*'),
    allow(['iam:PassRole', 'iam:Get*', 'iam:List*'], `arn:aws:iam::${account}:role/role-*`),
    deny(['iam:*AccessKey*', 'iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary'], '*'),
  ); // prettier-ignore

/** What a pipeline deploys with: roles only under the boundary. */
export const deployRights = (account: string): readonly Json[] => [
  allow(['cloudformation:*', 'lambda:*', 'ec2:*', 's3:*', 'ecs:*', 'logs:*', 'dynamodb:*', 'events:*'], '*'),
  allow(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'], `arn:aws:iam::${account}:role/role-*`, when('StringEquals', 'iam:PermissionsBoundary', `arn:aws:iam::${account}:policy/boundary`)),
  allow('iam:PassRole', `arn:aws:iam::${account}:role/role-*`, when('StringEquals', 'iam:PassedToService', ['lambda.amazonaws.com', 'ecs-tasks.amazonaws.com'])),
]; // prettier-ignore

/** Policies of AWS as the answer prints those that are attached; the long one shortened. */
export const AWS_POLICIES: readonly (readonly [name: string, document: Json])[] = [
  ['AdministratorAccess', document(allow('*', '*'))],
  [
    'PowerUserAccess',
    document({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }, allow(['iam:CreateServiceLinkedRole', 'iam:ListRoles'], '*')),
  ],
  [
    'ReadOnlyAccess',
    document(allow(['athena', 'bedrock', 'cloudwatch', 'dynamodb', 'ec2', 'ecr', 'ecs', 'eks', 'glue', 'iam', 'kinesis', 'lambda', 'logs', 'rds', 's3', 'sagemaker', 'sns', 'sqs'].flatMap((service) => ['Get', 'List', 'Describe'].map((verb) => `${service}:${verb}*`)), '*')),
  ],
  [
    'AmazonSSMManagedInstanceCore',
    document(allow(['ssm:DescribeAssociation', 'ssm:GetDeployablePatchSnapshotForInstance', 'ssm:GetDocument', 'ssm:GetManifest', 'ssm:GetParameter', 'ssm:GetParameters', 'ssm:UpdateInstanceInformation', 'ssmmessages:*', 'ec2messages:*'], '*')),
  ],
]; // prettier-ignore
