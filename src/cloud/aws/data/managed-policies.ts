/** One statement of a policy of AWS. `when` is operator, key, values. */
export interface ManagedStatement {
  readonly actions: readonly string[];
  /** The actions are those that it does not speak of. */
  readonly not?: true;
  /** `*` when not given. */
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly deny?: true;
  readonly when?: readonly (readonly [operator: string, key: string, ...values: string[]])[];
}

export interface ManagedPolicyRow {
  /** ISO date of the version that was read. */
  readonly asOf: string;
  readonly statements: readonly ManagedStatement[];
}

const all = (asOf: string, ...actions: string[]): ManagedPolicyRow => ({ asOf, statements: [{ actions }] });
const SECRETS_OF_SAGEMAKER = 'arn:aws:secretsmanager:*:*:secret:AmazonSageMaker-*';
const named = (before: string, after = ''): string[] =>
  ['SageMaker', 'Sagemaker', 'sagemaker'].map((one) => `${before}*${one}*${after}`);
const passed = (...services: string[]): NonNullable<ManagedStatement['when']> => [
  ['StringEquals', 'iam:PassedToService', ...services],
];
const PULL_IMAGES = [
  'ecr:GetAuthorizationToken',
  'ecr:BatchCheckLayerAvailability',
  'ecr:GetDownloadUrlForLayer',
  'ecr:BatchGetImage',
];
const READ_IMAGES = [
  ...PULL_IMAGES,
  'ecr:GetRepositoryPolicy',
  'ecr:DescribeRepositories',
  'ecr:ListImages',
  'ecr:DescribeImages',
  'ecr:ListTagsForResource',
];
const PUSH_IMAGES = ['ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage'];

/**
 * Policies that AWS keeps and that matter to AI platforms, for files that attach them without printing them: the statements on data, code,
 * models, keys and rights, not every Describe. By the path after `policy/`.
 *
 * Source: AWS managed policy reference (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/), the version of `asOf`. AWS changes
 * them; a file that prints the text wins. A policy that is not here gives no edges, and a note says so.
 */
export const MANAGED_POLICIES: Readonly<Record<string, ManagedPolicyRow>> = {
  AdministratorAccess: all('2015-02-06', '*'),
  PowerUserAccess: {
    asOf: '2026-02-12',
    statements: [
      { not: true, actions: ['iam:*', 'organizations:*', 'account:*'] },
      { actions: ['iam:CreateServiceLinkedRole', 'iam:DeleteServiceLinkedRole', 'iam:ListRoles', 'organizations:DescribeOrganization', 'account:ListRegions'] },
    ],
  },
  IAMFullAccess: all('2019-06-21', 'iam:*', 'organizations:DescribeAccount', 'organizations:DescribeOrganization', 'organizations:ListRoots'),
  IAMReadOnlyAccess: all('2018-01-25', 'iam:GenerateCredentialReport', 'iam:GenerateServiceLastAccessedDetails', 'iam:Get*', 'iam:List*', 'iam:SimulateCustomPolicy', 'iam:SimulatePrincipalPolicy'),
  AmazonS3FullAccess: all('2021-09-27', 's3:*', 's3-object-lambda:*'),
  AmazonS3ReadOnlyAccess: all('2023-08-10', 's3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*'),
  AmazonDynamoDBFullAccess: all('2021-01-29', 'dynamodb:*', 'dax:*'),
  AmazonDynamoDBReadOnlyAccess: all('2024-03-20', 'dynamodb:BatchGetItem', 'dynamodb:Describe*', 'dynamodb:GetItem', 'dynamodb:GetResourcePolicy', 'dynamodb:List*', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:PartiQLSelect'),
  AmazonSQSFullAccess: all('2015-02-06', 'sqs:*'),
  AmazonSNSFullAccess: all('2024-09-24', 'sns:*'),
  AmazonEC2FullAccess: all('2018-11-27', 'ec2:*', 'elasticloadbalancing:*', 'cloudwatch:*', 'autoscaling:*'),
  SecretsManagerReadWrite: all('2024-02-22', 'secretsmanager:*', 'cloudformation:CreateChangeSet', 'cloudformation:DescribeChangeSet', 'cloudformation:DescribeStackResource', 'cloudformation:DescribeStacks', 'cloudformation:ExecuteChangeSet', 'kms:DescribeKey', 'kms:ListAliases', 'kms:ListKeys', 'lambda:ListFunctions', 'tag:GetResources'),
  AmazonSSMFullAccess: all('2024-11-20', 'ssm:*', 'ec2messages:*', 'cloudwatch:PutMetricData'),
  AmazonSSMReadOnlyAccess: all('2015-05-29', 'ssm:Describe*', 'ssm:Get*', 'ssm:List*'),
  AmazonSSMManagedInstanceCore: all('2019-05-23', 'ssm:DescribeAssociation', 'ssm:GetDeployablePatchSnapshotForInstance', 'ssm:GetDocument', 'ssm:DescribeDocument', 'ssm:GetManifest', 'ssm:GetParameter', 'ssm:GetParameters', 'ssm:ListAssociations', 'ssm:ListInstanceAssociations', 'ssm:PutInventory', 'ssm:UpdateInstanceInformation', 'ssmmessages:*', 'ec2messages:*'),
  'service-role/AmazonEC2RoleforSSM': all('2019-01-24', 'ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetDocument', 'ssmmessages:*', 'ec2messages:*', 's3:GetBucketLocation', 's3:PutObject', 's3:GetObject', 's3:GetEncryptionConfiguration', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:ListBucket', 's3:ListBucketMultipartUploads'),
  AWSLambda_FullAccess: {
    asOf: '2026-02-12',
    statements: [
      { actions: ['lambda:*', 'iam:GetRole', 'iam:ListRoles', 'cloudformation:DescribeStacks', 'states:ListStateMachines'] },
      { actions: ['iam:PassRole'], when: passed('lambda.amazonaws.com') },
      { actions: ['logs:GetLogEvents', 'logs:FilterLogEvents', 'logs:StartLiveTail'], resources: ['arn:aws:logs:*:*:log-group:/aws/lambda/*'] },
    ],
  },
  AWSLambda_ReadOnlyAccess: all('2023-07-27', 'lambda:Get*', 'lambda:List*', 'states:DescribeStateMachine', 'iam:GetRole', 'iam:ListRoles'),
  'service-role/AWSLambdaBasicExecutionRole': all('2015-04-09', 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'),
  'service-role/AWSLambdaVPCAccessExecutionRole': all('2024-01-05', 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DeleteNetworkInterface'),
  AmazonEC2ContainerRegistryFullAccess: all('2022-12-15', 'ecr:*', 'cloudtrail:LookupEvents'),
  AmazonEC2ContainerRegistryPowerUser: all('2019-12-10', ...READ_IMAGES, ...PUSH_IMAGES),
  AmazonEC2ContainerRegistryReadOnly: all('2019-12-10', ...READ_IMAGES),
  AmazonEC2ContainerRegistryPullOnly: all('2024-10-09', ...PULL_IMAGES, 'ecr:BatchImportUpstreamImage'),
  'service-role/AmazonECSTaskExecutionRolePolicy': all('2017-11-16', ...PULL_IMAGES, 'logs:CreateLogStream', 'logs:PutLogEvents'),
  AmazonEKSClusterPolicy: {
    asOf: '2026-02-12',
    statements: [
      { actions: ['autoscaling:UpdateAutoScalingGroup', 'ec2:AttachVolume', 'ec2:AuthorizeSecurityGroupIngress', 'ec2:CreateRoute', 'ec2:CreateSecurityGroup', 'ec2:CreateTags', 'ec2:CreateVolume', 'ec2:DeleteSecurityGroup', 'ec2:DeleteVolume', 'ec2:DescribeInstances', 'ec2:DetachVolume', 'ec2:ModifyInstanceAttribute', 'ec2:ModifyVolume', 'elasticloadbalancing:*', 'kms:DescribeKey'] },
    ],
  },
  AmazonEKSWorkerNodePolicy: all('2023-11-27', 'ec2:DescribeInstances', 'ec2:DescribeInstanceTypes', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs', 'ec2:DescribeVolumes', 'eks:DescribeCluster', 'eks-auth:AssumeRoleForPodIdentity'),
  AmazonEKSWorkerNodeMinimalPolicy: all('2024-10-03', 'ec2:DescribeInstances', 'eks-auth:AssumeRoleForPodIdentity'),
  AmazonEKS_CNI_Policy: {
    asOf: '2024-03-04',
    statements: [
      { actions: ['ec2:AssignPrivateIpAddresses', 'ec2:AttachNetworkInterface', 'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeInstances', 'ec2:DetachNetworkInterface', 'ec2:ModifyNetworkInterfaceAttribute', 'ec2:UnassignPrivateIpAddresses'] },
      { actions: ['ec2:CreateTags'], resources: ['arn:aws:ec2:*:*:network-interface/*'] },
    ],
  },
  AmazonEKSServicePolicy: all('2023-10-02', 'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeInstances', 'eks:UpdateClusterVersion'),
  AmazonEKSVPCResourceController: all('2021-01-04', 'ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface', 'ec2:DescribeInstances'),
  'service-role/AmazonEBSCSIDriverPolicy': {
    asOf: '2026-05-13',
    statements: [
      { actions: ['ec2:DescribeInstances', 'ec2:DescribeSnapshots', 'ec2:DescribeVolumes'] },
      { actions: ['ec2:CreateSnapshot', 'ec2:ModifyVolume'], resources: ['arn:aws:ec2:*:*:volume/*'] },
      { actions: ['ec2:AttachVolume', 'ec2:DetachVolume'], resources: ['arn:aws:ec2:*:*:volume/*', 'arn:aws:ec2:*:*:instance/*'] },
    ],
  },
  'service-role/AmazonEFSCSIDriverPolicy': all('2022-07-26', 'elasticfilesystem:DescribeAccessPoints', 'elasticfilesystem:DescribeFileSystems', 'elasticfilesystem:DescribeMountTargets', 'ec2:DescribeAvailabilityZones'),
  AmazonSageMakerFullAccess: {
    asOf: '2026-02-12',
    statements: [
      { actions: ['sagemaker:*', 'sagemaker-geospatial:*'], notResources: ['domain', 'user-profile', 'app', 'space', 'partner-app', 'flow-definition', 'training-plan', 'reserved-capacity'].map((one) => `arn:aws:sagemaker:*:*:${one}/*`) },
      { actions: ['sagemaker:CreatePresignedDomainUrl', 'sagemaker:DescribeDomain', 'sagemaker:ListDomains', 'sagemaker:DescribeUserProfile', 'sagemaker:ListUserProfiles', 'sagemaker:DescribeSpace', 'sagemaker:ListSpaces', 'sagemaker:DescribeApp', 'sagemaker:ListApps'] },
      { actions: ['ecr:BatchGetImage', 'ecr:CreateRepository', 'ecr:GetAuthorizationToken', 'ecr:GetDownloadUrlForLayer', 'glue:CreateJob', 'glue:DeleteJob', 'glue:StartJobRun', 'glue:UpdateJob', 'iam:ListRoles', 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:GetLogEvents', 'logs:PutLogEvents', 'logs:PutResourcePolicy', 'secretsmanager:ListSecrets', 'cognito-idp:AdminAddUserToGroup', 'cognito-idp:AdminCreateUser', 'cognito-idp:UpdateUserPool', 'ec2:CreateNetworkInterface', 'ec2:CreateVpcEndpoint'] },
      { actions: ['ecr:SetRepositoryPolicy', 'ecr:CompleteLayerUpload', 'ecr:BatchDeleteImage', 'ecr:UploadLayerPart', 'ecr:InitiateLayerUpload', 'ecr:DeleteRepository', 'ecr:PutImage'], resources: ['arn:aws:ecr:*:*:repository/*sagemaker*'] },
      { actions: ['codecommit:GitPull', 'codecommit:GitPush'], resources: named('arn:aws:codecommit:*:*:') },
      { actions: ['codebuild:BatchGetBuilds', 'codebuild:StartBuild'], resources: ['arn:aws:codebuild:*:*:project/sagemaker*', 'arn:aws:codebuild:*:*:build/*'] },
      { actions: ['states:StartExecution', 'states:UpdateStateMachine', 'states:DescribeExecution'], resources: ['arn:aws:states:*:*:statemachine:*sagemaker*', 'arn:aws:states:*:*:execution:*sagemaker*:*'] },
      { actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue', 'secretsmanager:CreateSecret'], resources: [SECRETS_OF_SAGEMAKER] },
      { actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'], when: [['StringEquals', 'secretsmanager:ResourceTag/SageMaker', 'true']] },
      { actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'], resources: [...named('arn:aws:s3:::'), 'arn:aws:s3:::*aws-glue*'] },
      { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::*'], when: [['StringEqualsIgnoreCase', 's3:ExistingObjectTag/SageMaker', 'true']] },
      { actions: ['s3:CreateBucket', 's3:GetBucketLocation', 's3:ListBucket', 's3:ListAllMyBuckets', 's3:GetBucketCors', 's3:PutBucketCors'] },
      { actions: ['lambda:InvokeFunction'], resources: [...named('arn:aws:lambda:*:*:function:'), 'arn:aws:lambda:*:*:function:*LabelingFunction*'] },
      { actions: ['iam:PassRole'], resources: ['arn:aws:iam::*:role/*AmazonSageMaker*'], when: passed('glue.amazonaws.com', 'robomaker.amazonaws.com', 'states.amazonaws.com') },
      { actions: ['iam:PassRole'], resources: ['arn:aws:iam::*:role/*'], when: passed('sagemaker.amazonaws.com') },
      { actions: ['athena:StartQueryExecution', 'athena:GetQueryExecution', 'athena:GetQueryResults', 'redshift-data:ExecuteStatement', 'redshift-data:GetStatementResult'] },
    ],
  },
  AmazonSageMakerReadOnly: all('2021-12-01', 'sagemaker:Describe*', 'sagemaker:List*', 'sagemaker:BatchGetMetrics', 'sagemaker:GetDeviceRegistration', 'sagemaker:GetSearchSuggestions', 'sagemaker:BatchGetRecord', 'sagemaker:GetRecord', 'sagemaker:Search', 'sagemaker:QueryLineage'),
  AmazonBedrockFullAccess: {
    asOf: '2026-02-12',
    statements: [
      { actions: ['bedrock:*', 'bedrock-mantle:*'] },
      { actions: ['iam:ListRoles', 'ec2:DescribeVpcs', 'ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups'] },
      { actions: ['iam:PassRole'], resources: ['arn:aws:iam::*:role/*SageMaker*ForBedrock*'], when: passed('sagemaker.amazonaws.com', 'bedrock.amazonaws.com') },
      { actions: ['iam:PassRole'], resources: ['arn:aws:iam::*:role/*AmazonBedrock*'], when: passed('bedrock.amazonaws.com') },
    ],
  },
  AmazonBedrockLimitedAccess: all('2026-03-23', 'bedrock:Get*', 'bedrock:List*', 'bedrock:CallWithBearerToken', 'bedrock:CreateGuardrail', 'bedrock:CreateGuardrailVersion', 'bedrock:CreateInferenceProfile', 'bedrock:CreateModelCopyJob', 'bedrock:CreateModelCustomizationJob', 'bedrock:CreateModelImportJob', 'bedrock:CreateModelInvocationJob', 'bedrock:CreateProvisionedModelThroughput', 'bedrock:DeleteCustomModel', 'bedrock:DeleteGuardrail', 'bedrock:UpdateGuardrail', 'bedrock:ApplyGuardrail', 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream', 'bedrock-mantle:Get*', 'bedrock-mantle:List*', 'bedrock-mantle:CreateInference'),
  AmazonBedrockReadOnly: all('2026-02-12', 'bedrock:Get*', 'bedrock:List*'),
  CloudWatchLogsFullAccess: all('2023-11-27', 'logs:*', 'cloudwatch:GenerateQuery'),
  CloudWatchLogsReadOnlyAccess: all('2025-05-28', 'logs:Describe*', 'logs:Get*', 'logs:List*', 'logs:StartQuery', 'logs:StopQuery', 'logs:TestMetricFilter', 'logs:FilterLogEvents', 'logs:StartLiveTail', 'logs:StopLiveTail'),
  AWSCodeBuildAdminAccess: all('2024-01-05', 'codebuild:*', 'codecommit:GetBranch', 'codecommit:GetRepository', 'logs:GetLogEvents', 's3:GetBucketLocation', 's3:ListAllMyBuckets'),
  AWSCodeBuildDeveloperAccess: all('2024-01-05', 'codebuild:StartBuild', 'codebuild:StopBuild', 'codebuild:StartBuildBatch', 'codebuild:StopBuildBatch', 'codebuild:RetryBuild', 'codebuild:RetryBuildBatch', 'codebuild:BatchGet*', 'codebuild:List*', 'logs:GetLogEvents'),
  AWSCloudFormationFullAccess: all('2019-07-26', 'cloudformation:*'),
  AWSStepFunctionsFullAccess: all('2017-01-11', 'states:*'),
  AWSKeyManagementServicePowerUser: all('2017-03-07', 'kms:CreateAlias', 'kms:CreateKey', 'kms:DeleteAlias', 'kms:Describe*', 'kms:GenerateRandom', 'kms:Get*', 'kms:List*', 'kms:TagResource', 'kms:UntagResource', 'iam:ListGroups', 'iam:ListRoles', 'iam:ListUsers'),
  AWSDenyAll: { asOf: '2023-12-18', statements: [{ deny: true, actions: ['*'] }] },
  AWSCompromisedKeyQuarantineV2: {
    asOf: '2024-10-02',
    statements: [
      { deny: true, actions: ['ec2:RequestSpotInstances', 'ec2:RunInstances', 'ec2:StartInstances', 'iam:AddUserToGroup', 'iam:AttachGroupPolicy', 'iam:AttachRolePolicy', 'iam:AttachUserPolicy', 'iam:ChangePassword', 'iam:CreateAccessKey', 'iam:CreateInstanceProfile', 'iam:CreateLoginProfile', 'iam:CreatePolicyVersion', 'iam:CreateRole', 'iam:CreateUser', 'iam:DetachUserPolicy', 'iam:PassRole', 'iam:PutGroupPolicy', 'iam:PutRolePolicy', 'iam:PutUserPermissionsBoundary', 'iam:PutUserPolicy', 'iam:SetDefaultPolicyVersion', 'iam:UpdateAccessKey', 'iam:UpdateAssumeRolePolicy', 'iam:UpdateLoginProfile', 'iam:UpdateUser', 'lambda:AddPermission', 'lambda:CreateFunction', 'lambda:UpdateFunctionCode', 's3:PutBucketPolicy', 's3:GetObject', 's3:ListBucket', 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream', 'bedrock:CreateModelInvocationJob', 'sagemaker:CreateProcessingJob', 'sts:GetSessionToken', 'sts:GetFederationToken', 'codebuild:CreateProject', 'glue:CreateJob', 'ecs:RegisterTaskDefinition', 'ecr:GetAuthorizationToken'] },
    ],
  },
}; // prettier-ignore
