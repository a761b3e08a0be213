/** A list of things in an answer: each with an ARN, told as an AWS resource. */
export interface ResourceList {
  /** Keys down to the list, or to the one thing. */
  readonly at: readonly string[];
  readonly service: string;
  readonly type: string;
  /** The key of the ARN. */
  readonly arn: string;
  /** The key of the role that it runs with. */
  readonly role?: string;
  readonly kmsKey?: string;
  /** Makes the ARN from the name for answers that print none. */
  readonly made?: (name: string) => string;
  readonly name?: string;
}

const list = (
  at: string,
  service: string,
  type: string,
  arn: string,
  more: Partial<ResourceList> = {},
): ResourceList => ({
  at: at === '' ? [] : at.split('.'),
  service,
  type,
  arn,
  ...more,
});

/** Answers that list things, by operation, with the fields of each service's API reference. */
export const LISTS: Readonly<Record<string, ResourceList>> = {
  's3:ListBuckets': list('Buckets', 's3', 'bucket', 'BucketArn', { name: 'Name', made: (name) => `arn:aws:s3:::${name}` }),
  'lambda:ListFunctions': list('Functions', 'lambda', 'function', 'FunctionArn', { role: 'Role', kmsKey: 'KMSKeyArn' }),
  'secretsmanager:ListSecrets': list('SecretList', 'secretsmanager', 'secret', 'ARN', { kmsKey: 'KmsKeyId' }),
  'ssm:DescribeParameters': list('Parameters', 'ssm', 'parameter', 'ARN', { kmsKey: 'KeyId' }),
  'kms:ListKeys': list('Keys', 'kms', 'key', 'KeyArn'),
  'dynamodb:DescribeTable': list('Table', 'dynamodb', 'table', 'TableArn'),
  'rds:DescribeDBInstances': list('DBInstances', 'rds', 'db', 'DBInstanceArn', { kmsKey: 'KmsKeyId' }),
  'rds:DescribeDBClusters': list('DBClusters', 'rds', 'cluster', 'DBClusterArn', { kmsKey: 'KmsKeyId' }),
  'ecr:DescribeRepositories': list('repositories', 'ecr', 'repository', 'repositoryArn'),
  'sagemaker:ListEndpoints': list('Endpoints', 'sagemaker', 'endpoint', 'EndpointArn'),
  'sagemaker:ListModels': list('Models', 'sagemaker', 'model', 'ModelArn'),
  'sagemaker:ListModelPackageGroups': list('ModelPackageGroupSummaryList', 'sagemaker', 'model-package-group', 'ModelPackageGroupArn'),
  'sagemaker:ListPipelines': list('PipelineSummaries', 'sagemaker', 'pipeline', 'PipelineArn', { role: 'RoleArn' }),
  'sagemaker:DescribeModel': list('', 'sagemaker', 'model', 'ModelArn', { role: 'ExecutionRoleArn' }),
  'sagemaker:DescribeNotebookInstance': list('', 'sagemaker', 'notebook-instance', 'NotebookInstanceArn', { role: 'RoleArn', kmsKey: 'KmsKeyId' }),
  'sagemaker:DescribeTrainingJob': list('', 'sagemaker', 'training-job', 'TrainingJobArn', { role: 'RoleArn' }),
  'bedrock:ListCustomModels': list('modelSummaries', 'bedrock', 'custom-model', 'modelArn'),
  'bedrock:ListInferenceProfiles': list('inferenceProfileSummaries', 'bedrock', 'inference-profile', 'inferenceProfileArn'),
  'bedrock:ListGuardrails': list('guardrails', 'bedrock', 'guardrail', 'arn'),
  'bedrock:ListProvisionedModelThroughputs': list('provisionedModelSummaries', 'bedrock', 'provisioned-model', 'provisionedModelArn'),
  'bedrock:ListFlows': list('flowSummaries', 'bedrock', 'flow', 'arn'),
  'bedrock-agentcore:ListAgentRuntimes': list('agentRuntimes', 'bedrock-agentcore', 'runtime', 'agentRuntimeArn'),
  'bedrock-agentcore:GetAgentRuntime': list('', 'bedrock-agentcore', 'runtime', 'agentRuntimeArn', { role: 'roleArn' }),
  'sagemaker:ListMlflowTrackingServers': list('TrackingServerSummaries', 'sagemaker', 'mlflow-tracking-server', 'TrackingServerArn'),
  'sagemaker:DescribeMlflowTrackingServer': list('', 'sagemaker', 'mlflow-tracking-server', 'TrackingServerArn', { role: 'RoleArn' }),
  'bedrock:GetAgent': list('agent', 'bedrock', 'agent', 'agentArn', { role: 'agentResourceRoleArn', kmsKey: 'customerEncryptionKeyArn' }),
  'bedrock:GetKnowledgeBase': list('knowledgeBase', 'bedrock', 'knowledge-base', 'knowledgeBaseArn', { role: 'roleArn' }),
  'codebuild:BatchGetProjects': list('projects', 'codebuild', 'project', 'arn', { role: 'serviceRole', kmsKey: 'encryptionKey' }),
  'states:DescribeStateMachine': list('', 'states', 'stateMachine', 'stateMachineArn', { role: 'roleArn' }),
  'ecs:DescribeTaskDefinition': list('taskDefinition', 'ecs', 'task-definition', 'taskDefinitionArn', { role: 'taskRoleArn' }),
}; // prettier-ignore
