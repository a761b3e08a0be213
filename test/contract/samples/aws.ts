/** Constructed after the API references of IAM, Organizations, S3, Lambda, EKS and EC2; accounts are those of AWS's own examples. */

export const ACCOUNT = '111122223333';
const iam = (name: string): string => `arn:aws:iam::${ACCOUNT}:${name}`;
const policy = (...Statement: readonly unknown[]): unknown => ({ Version: '2012-10-17', Statement });
const allow = (Action: string, Resource: string): unknown => ({ Effect: 'Allow', Action, Resource });

export const details = {
  UserDetailList: [
    {
      Path: '/', UserName: 'ada', UserId: 'AIDA1', Arn: iam('user/ada'), CreateDate: '2024-05-01T00:00:00Z', GroupList: ['scientists'],
      UserPolicyList: [{ PolicyName: 'own', PolicyDocument: policy(allow('s3:GetObject', 'arn:aws:s3:::training-data/*')) }],
      AttachedManagedPolicies: [], Tags: [{ Key: 'Owner', Value: 'team-ml' }],
    },
  ],
  GroupDetailList: [
    {
      Path: '/people/', GroupName: 'scientists', GroupId: 'AGPA1', Arn: iam('group/people/scientists'), CreateDate: '2024-05-01T00:00:00Z',
      GroupPolicyList: [], AttachedManagedPolicies: [{ PolicyName: 'train', PolicyArn: iam('policy/train') }],
    },
  ],
  RoleDetailList: [
    {
      Path: '/', RoleName: 'trainer-prod', RoleId: 'AROA1', Arn: iam('role/trainer-prod'), CreateDate: '2024-05-01T00:00:00Z',
      AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }))),
      InstanceProfileList: [{ InstanceProfileName: 'gpu', Arn: iam('instance-profile/gpu') }], RolePolicyList: [],
      AttachedManagedPolicies: [{ PolicyName: 'train', PolicyArn: iam('policy/train') }],
      PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: iam('policy/edge') },
      Tags: [{ Key: 'environment', Value: 'production' }], RoleLastUsed: { LastUsedDate: '2026-01-02T03:04:05Z', Region: 'eu-west-1' },
    },
  ],
  Policies: [
    {
      PolicyName: 'train', PolicyId: 'ANPA1', Arn: iam('policy/train'), Path: '/', DefaultVersionId: 'v2', AttachmentCount: 2,
      PolicyVersionList: [
        { VersionId: 'v2', IsDefaultVersion: true, Document: policy(allow('sagemaker:CreateTrainingJob', '*')) },
        { VersionId: 'v1', IsDefaultVersion: false, Document: policy(allow('*', '*')) },
      ],
    },
  ],
  IsTruncated: false,
}; // prettier-ignore

const answer = (operation: string, input: unknown, output: unknown): unknown => ({
  operation,
  account: ACCOUNT,
  region: 'eu-west-1',
  input,
  output,
});
const scp = {
  Id: 'p-1',
  Arn: 'arn:aws:organizations::999999999999:policy/o-a/service_control_policy/p-1',
  Name: 'FullAWSAccess',
  Type: 'SERVICE_CONTROL_POLICY',
};

export const collected = {
  writ: 'collected/aws/1',
  answers: [
    answer('organizations:DescribeOrganization', {}, { Organization: { Id: 'o-a', Arn: 'arn:aws:organizations::999999999999:organization/o-a', MasterAccountId: '999999999999' } }),
    answer('organizations:ListRoots', {}, { Roots: [{ Id: 'r-1', Arn: 'arn:aws:organizations::999999999999:root/o-a/r-1', PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] }] }),
    answer('organizations:ListAccountsForParent', { ParentId: 'r-1' }, { Accounts: [{ Id: ACCOUNT, Arn: `arn:aws:organizations::999999999999:account/o-a/${ACCOUNT}`, Name: 'ml' }] }),
    answer('organizations:DescribePolicy', { PolicyId: 'p-1' }, { Policy: { PolicySummary: scp, Content: JSON.stringify(policy(allow('*', '*'))) } }),
    answer('organizations:ListTargetsForPolicy', { PolicyId: 'p-1' }, { Targets: [{ TargetId: 'r-1', Type: 'ROOT' }] }),
    answer('s3:ListBuckets', {}, { Buckets: [{ Name: 'training-data', CreationDate: '2024-01-01T00:00:00Z' }] }),
    answer('s3:GetBucketPolicy', { Bucket: 'training-data' }, { Policy: JSON.stringify(policy({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::training-data/*' })) }),
    answer('s3:GetPublicAccessBlock', { Bucket: 'training-data' }, { PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true } }),
    answer('lambda:ListFunctions', {}, { Functions: [{ FunctionArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:score`, Role: iam('role/trainer-prod'), Environment: { Variables: { OPENAI_API_KEY: 'sk-proj-Zq8vT3mX1nB7kLw9Rc5YhJ2d' } } }] }),
    answer('eks:DescribeCluster', { name: 'ml' }, { cluster: { name: 'ml', arn: `arn:aws:eks:eu-west-1:${ACCOUNT}:cluster/ml`, roleArn: iam('role/eks'), identity: { oidc: { issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC' } }, tags: { Team: 'platform' } } }),
    answer('iam:GetOpenIDConnectProvider', { OpenIDConnectProviderArn: iam('oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC') }, { Url: 'oidc.eks.eu-west-1.amazonaws.com/id/ABC', ClientIDList: ['sts.amazonaws.com'] }),
    answer('eks:DescribePodIdentityAssociation', { clusterName: 'ml' }, { association: { clusterName: 'ml', namespace: 'serving', serviceAccount: 'llm', roleArn: iam('role/trainer-prod') } }),
    answer('iam:ListAccessKeys', { UserName: 'ada' }, { AccessKeyMetadata: [{ UserName: 'ada', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status: 'Active', CreateDate: '2024-05-01T00:00:00Z' }] }),
    answer('ec2:DescribeInstances', {}, { Reservations: [{ OwnerId: ACCOUNT, Instances: [{ InstanceId: 'i-1', IamInstanceProfile: { Arn: iam('instance-profile/gpu') }, Tags: [{ Key: 'Name', Value: 'gpu-dev' }] }] }] }),
  ],
}; // prettier-ignore

export const awsExports = {
  'details.json': JSON.stringify(details, null, 2),
  'collected.json': JSON.stringify(collected, null, 2),
};
export const awsSecrets = ['sk-proj-Zq8vT3mX1nB7kLw9Rc5YhJ2d'];
