import type { NodeKind } from '../../model/kinds.ts';

export interface AwsKind {
  /** The word of its id: `aws:<word>:...`. */
  readonly word: string;
  readonly kind: NodeKind;
  /** What is at stake when no declaration says; estate.md's tiers. */
  readonly jewel?: { readonly tier: 13 | 8 | 5 | 3; readonly what: string; readonly reason: string };
}

const plain = (word: string, kind: NodeKind): AwsKind => ({ word, kind });
const stake = (word: string, kind: NodeKind, tier: 13 | 8 | 5 | 3, what: string, reason: string): AwsKind => ({
  word,
  kind,
  jewel: { tier, what, reason },
});

/** `service/type` of the service authorization reference -> what it is in the estate. What is not here is a DataStore by name. */
export const AWS_KINDS: Readonly<Record<string, AwsKind>> = {
  's3/bucket': plain('Bucket', 'DataStore'),
  'secretsmanager/secret': stake('Secret', 'SecretStore', 8, 'secret', 'it is kept in Secrets Manager'),
  'ssm/parameter': plain('Parameter', 'SecretStore'),
  'kms/key': plain('Key', 'SecretStore'),
  'dynamodb/table': plain('Table', 'DataStore'),
  'rds/cluster': plain('DatabaseCluster', 'DataStore'),
  'rds/db': plain('Database', 'DataStore'),
  'sqs/queue': plain('Queue', 'DataStore'),
  'sns/topic': plain('Topic', 'DataStore'),
  'lambda/function': plain('Function', 'Workload'),
  'ec2/instance': plain('Instance', 'Workload'),
  'ecs/task-definition': plain('ecs-task-definition', 'Workload'),
  'batch/job-definition': plain('batch-job-definition', 'Workload'),
  'apprunner/service': plain('apprunner-service', 'Workload'),
  'states/stateMachine': plain('states-stateMachine', 'Workload'),
  'codebuild/project': plain('codebuild-project', 'Workload'),
  'glue/job': plain('glue-job', 'Workload'),
  'ecr/repository': plain('Repository', 'Registry'),
  'eks/nodegroup': plain('NodeGroup', 'Workload'),
  'eks/cluster': plain('Cluster', 'Cluster'),
  'bedrock/foundation-model': plain('FoundationModel', 'ModelEndpoint'),
  'bedrock/custom-model': plain('CustomModel', 'ModelArtifact'),
  'bedrock/inference-profile': plain('InferenceProfile', 'ModelEndpoint'),
  'bedrock/agent': plain('BedrockAgent', 'Agent'),
  'bedrock/flow': plain('BedrockFlow', 'Agent'),
  'bedrock/provisioned-model': plain('ProvisionedModel', 'ModelEndpoint'),
  'bedrock-agentcore/runtime': plain('AgentRuntime', 'Agent'),
  'bedrock/knowledge-base': plain('KnowledgeBase', 'VectorIndex'),
  'bedrock/guardrail': plain('Guardrail', 'Tool'),
  'sagemaker/endpoint': plain('Endpoint', 'ModelEndpoint'),
  'sagemaker/model': plain('Model', 'ModelArtifact'),
  'sagemaker/mlflow-tracking-server': plain('TrackingServer', 'Registry'),
  'sagemaker/domain': plain('sagemaker-domain', 'Workload'),
  'sagemaker/user-profile': plain('sagemaker-user-profile', 'Workload'),
  'sagemaker/space': plain('sagemaker-space', 'Workload'),
  'sagemaker/processing-job': plain('sagemaker-processing-job', 'Workload'),
  'sagemaker/notebook-instance': plain('NotebookInstance', 'Workload'),
  'sagemaker/pipeline': plain('Pipeline', 'Workflow'),
  'sagemaker/training-job': plain('TrainingJob', 'Workload'),
  'sagemaker/model-package-group': plain('ModelPackageGroup', 'Registry'),
};
