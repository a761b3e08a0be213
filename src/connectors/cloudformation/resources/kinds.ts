import { hole } from '../../../model/hole.ts';

/** What the things of a resource type are in AWS, and which of their properties say what. Paths are below `Properties`. */
export interface Kind {
  /** `service/type` of the service authorization reference; absent for what has no ARN of its own. */
  readonly kind?: string;
  /** The property that names it. */
  readonly name?: readonly string[];
  /** What `Ref` gives; the name where nothing is said. */
  readonly ref?: 'arn';
  /** Attributes that are its ARN beside `Arn`, and its name. */
  readonly arns?: readonly string[];
  readonly names?: readonly string[];
  /** Attributes that follow from the logical id. */
  readonly made?: Readonly<Record<string, (logical: string) => string>>;
  /** The role that its code runs with, the key that encrypts it, its tags, and a policy that stands in it. */
  readonly role?: readonly (string | number)[];
  readonly kmsKey?: readonly (string | number)[];
  readonly tags?: readonly string[];
  readonly policy?: readonly string[];
}

const issuer = (logical: string): string => `https://${hole(`${logical} issuer`)}`;

/** CloudFormation template reference: properties, and the return values of `Ref` and `Fn::GetAtt`, by resource type. */
export const KINDS: Readonly<Record<string, Kind>> = {
  'AWS::IAM::Role': { kind: 'iam/role', name: ['RoleName'] },
  'AWS::IAM::User': { kind: 'iam/user', name: ['UserName'] },
  'AWS::IAM::Group': { kind: 'iam/group', name: ['GroupName'] },
  'AWS::IAM::ManagedPolicy': { kind: 'iam/policy', name: ['ManagedPolicyName'], ref: 'arn', arns: ['PolicyArn'] },
  'AWS::IAM::InstanceProfile': { kind: 'iam/instance-profile', name: ['InstanceProfileName'] },
  'AWS::IAM::OIDCProvider': { kind: 'iam/oidc-provider', ref: 'arn' },
  'AWS::S3::Bucket': {
    kind: 's3/bucket', name: ['BucketName'], tags: ['Tags'],
    kmsKey: ['BucketEncryption', 'ServerSideEncryptionConfiguration', 0, 'ServerSideEncryptionByDefault', 'KMSMasterKeyID'],
  },
  'AWS::KMS::Key': { kind: 'kms/key', names: ['KeyId'], tags: ['Tags'], policy: ['KeyPolicy'] },
  'AWS::KMS::ReplicaKey': { kind: 'kms/key', names: ['KeyId'], tags: ['Tags'], policy: ['KeyPolicy'] },
  'AWS::SecretsManager::Secret': { kind: 'secretsmanager/secret', name: ['Name'], ref: 'arn', arns: ['Id'], kmsKey: ['KmsKeyId'], tags: ['Tags'] },
  'AWS::SSM::Parameter': { kind: 'ssm/parameter', name: ['Name'] },
  'AWS::SQS::Queue': { kind: 'sqs/queue', name: ['QueueName'], names: ['QueueName'], kmsKey: ['KmsMasterKeyId'], tags: ['Tags'] },
  'AWS::SNS::Topic': { kind: 'sns/topic', name: ['TopicName'], ref: 'arn', arns: ['TopicArn'], names: ['TopicName'], kmsKey: ['KmsMasterKeyId'], tags: ['Tags'] },
  'AWS::Lambda::Function': { kind: 'lambda/function', name: ['FunctionName'], role: ['Role'], kmsKey: ['KmsKeyArn'], tags: ['Tags'] },
  'AWS::Serverless::Function': { kind: 'lambda/function', name: ['FunctionName'], role: ['Role'], kmsKey: ['KmsKeyArn'] },
  'AWS::ECR::Repository': { kind: 'ecr/repository', name: ['RepositoryName'], kmsKey: ['EncryptionConfiguration', 'KmsKey'], tags: ['Tags'], policy: ['RepositoryPolicyText'] },
  'AWS::DynamoDB::Table': { kind: 'dynamodb/table', name: ['TableName'], kmsKey: ['SSESpecification', 'KMSMasterKeyId'], tags: ['Tags'], policy: ['ResourcePolicy', 'PolicyDocument'] },
  'AWS::RDS::DBInstance': { kind: 'rds/db', name: ['DBInstanceIdentifier'], arns: ['DBInstanceArn'], kmsKey: ['KmsKeyId'], tags: ['Tags'] },
  'AWS::RDS::DBCluster': { kind: 'rds/cluster', name: ['DBClusterIdentifier'], arns: ['DBClusterArn'], kmsKey: ['KmsKeyId'], tags: ['Tags'] },
  'AWS::EKS::Cluster': { kind: 'eks/cluster', name: ['Name'], role: ['RoleArn'], tags: ['Tags'], made: { OpenIdConnectIssuerUrl: issuer } },
  'AWS::ECS::TaskDefinition': { kind: 'ecs/task-definition', name: ['Family'], ref: 'arn', arns: ['TaskDefinitionArn'], role: ['TaskRoleArn'], tags: ['Tags'] },
  'AWS::EC2::Instance': { kind: 'ec2/instance', names: ['InstanceId'], tags: ['Tags'] },
  'AWS::EC2::LaunchTemplate': { kind: 'ec2/launch-template', names: ['LaunchTemplateId'] },
  'AWS::CodeBuild::Project': { kind: 'codebuild/project', name: ['Name'], role: ['ServiceRole'], kmsKey: ['EncryptionKey'], tags: ['Tags'] },
  'AWS::StepFunctions::StateMachine': { kind: 'states/stateMachine', name: ['StateMachineName'], ref: 'arn', names: ['Name'], role: ['RoleArn'], tags: ['Tags'] },
  'AWS::Serverless::StateMachine': { kind: 'states/stateMachine', name: ['Name'], ref: 'arn', names: ['Name'], role: ['Role'] },
  'AWS::Glue::Job': { kind: 'glue/job', name: ['Name'], role: ['Role'] },
  'AWS::SageMaker::Endpoint': { kind: 'sagemaker/endpoint', name: ['EndpointName'], ref: 'arn', names: ['EndpointName'], tags: ['Tags'] },
  'AWS::SageMaker::Model': { kind: 'sagemaker/model', name: ['ModelName'], ref: 'arn', names: ['ModelName'], role: ['ExecutionRoleArn'], tags: ['Tags'] },
  'AWS::SageMaker::NotebookInstance': { kind: 'sagemaker/notebook-instance', name: ['NotebookInstanceName'], ref: 'arn', names: ['NotebookInstanceName'], role: ['RoleArn'], kmsKey: ['KmsKeyId'], tags: ['Tags'] },
  'AWS::SageMaker::Domain': { kind: 'sagemaker/domain', arns: ['DomainArn'], names: ['DomainId'], role: ['DefaultUserSettings', 'ExecutionRole'], kmsKey: ['KmsKeyId'], tags: ['Tags'] },
  'AWS::SageMaker::UserProfile': { kind: 'sagemaker/user-profile', name: ['UserProfileName'], arns: ['UserProfileArn'], role: ['UserSettings', 'ExecutionRole'], tags: ['Tags'] },
  'AWS::SageMaker::Pipeline': { kind: 'sagemaker/pipeline', name: ['PipelineName'], role: ['RoleArn'], tags: ['Tags'] },
  'AWS::SageMaker::ModelPackageGroup': { kind: 'sagemaker/model-package-group', name: ['ModelPackageGroupName'], ref: 'arn', arns: ['ModelPackageGroupArn'], tags: ['Tags'], policy: ['ModelPackageGroupPolicy'] },
  'AWS::Bedrock::Agent': { kind: 'bedrock/agent', arns: ['AgentArn'], names: ['AgentId'], role: ['AgentResourceRoleArn'], kmsKey: ['CustomerEncryptionKeyArn'] },
  'AWS::Bedrock::KnowledgeBase': { kind: 'bedrock/knowledge-base', arns: ['KnowledgeBaseArn'], names: ['KnowledgeBaseId'], role: ['RoleArn'] },
  'AWS::Bedrock::Flow': { kind: 'bedrock/flow', arns: ['Arn'], names: ['Id'], role: ['ExecutionRoleArn'], kmsKey: ['CustomerEncryptionKeyArn'] },
  'AWS::BedrockAgentCore::Runtime': { kind: 'bedrock-agentcore/runtime', arns: ['AgentRuntimeArn'], names: ['AgentRuntimeId'], role: ['RoleArn'] },
  'AWS::SageMaker::MlflowTrackingServer': { kind: 'sagemaker/mlflow-tracking-server', name: ['TrackingServerName'], ref: 'arn', names: ['TrackingServerName'], role: ['RoleArn'] },
  'AWS::Bedrock::Guardrail': { kind: 'bedrock/guardrail', arns: ['GuardrailArn'], names: ['GuardrailId'], kmsKey: ['KmsKeyArn'], tags: ['Tags'] },
}; // prettier-ignore
