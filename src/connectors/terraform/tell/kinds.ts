/** What a resource type is in AWS, and which of its arguments say what. */
export interface Kind {
  /** `service/type` of the service authorization reference. */
  readonly kind: string;
  /** The argument that names it, and the one that gives the first part of a name which is made up. */
  readonly name?: string;
  readonly prefix?: string;
  /** Attributes that are its ARN, and its name, besides the argument itself. */
  readonly arn: readonly string[];
  readonly named: readonly string[];
  readonly role?: Path;
  readonly kmsKey?: Path;
  readonly policy?: string;
}
type Path = readonly (string | number)[];

const kind = (
  of: string,
  name: string | undefined,
  arn: string,
  named: string,
  more: Partial<Pick<Kind, 'prefix' | 'role' | 'kmsKey' | 'policy'>> = {},
): Kind => ({
  kind: of,
  ...(name === undefined ? {} : { name }),
  arn: arn.split(' '),
  named: named === '' ? [] : named.split(' '),
  ...more,
});
const PREFIX = { prefix: 'name_prefix' } as const;

/** Arguments and attributes of the AWS provider (registry.terraform.io/providers/hashicorp/aws), also of data sources of the same name. */
export const KINDS: Readonly<Record<string, Kind>> = {
  aws_iam_role: kind('iam/role', 'name', 'arn', 'id name', PREFIX),
  aws_iam_user: kind('iam/user', 'name', 'arn', 'id name'),
  aws_iam_group: kind('iam/group', 'name', 'arn', 'id name'),
  aws_iam_policy: kind('iam/policy', 'name', 'arn id', 'name', PREFIX),
  aws_iam_instance_profile: kind('iam/instance-profile', 'name', 'arn', 'id name', PREFIX),
  aws_iam_openid_connect_provider: kind('iam/oidc-provider', undefined, 'arn id', ''),
  aws_s3_bucket: kind('s3/bucket', 'bucket', 'arn', 'id bucket', { prefix: 'bucket_prefix', policy: 'policy', kmsKey: ['server_side_encryption_configuration', 0, 'rule', 0, 'apply_server_side_encryption_by_default', 0, 'kms_master_key_id'] }),
  aws_kms_key: kind('kms/key', undefined, 'arn', 'id key_id', { policy: 'policy' }),
  aws_secretsmanager_secret: kind('secretsmanager/secret', 'name', 'arn id', 'name', { ...PREFIX, kmsKey: ['kms_key_id'], policy: 'policy' }),
  aws_ssm_parameter: kind('ssm/parameter', 'name', 'arn', 'id name', { kmsKey: ['key_id'] }),
  aws_sqs_queue: kind('sqs/queue', 'name', 'arn', 'name', { ...PREFIX, kmsKey: ['kms_master_key_id'], policy: 'policy' }),
  aws_sns_topic: kind('sns/topic', 'name', 'arn id', 'name', { ...PREFIX, kmsKey: ['kms_master_key_id'], policy: 'policy' }),
  aws_lambda_function: kind('lambda/function', 'function_name', 'arn', 'id function_name', { role: ['role'], kmsKey: ['kms_key_arn'] }),
  aws_ecr_repository: kind('ecr/repository', 'name', 'arn', 'id name', { kmsKey: ['encryption_configuration', 0, 'kms_key'] }),
  aws_dynamodb_table: kind('dynamodb/table', 'name', 'arn', 'id name', { kmsKey: ['server_side_encryption', 0, 'kms_key_arn'] }),
  aws_db_instance: kind('rds/db', 'identifier', 'arn', 'identifier', { prefix: 'identifier_prefix', kmsKey: ['kms_key_id'] }),
  aws_rds_cluster: kind('rds/cluster', 'cluster_identifier', 'arn', 'id cluster_identifier', { prefix: 'cluster_identifier_prefix', kmsKey: ['kms_key_id'] }),
  aws_eks_cluster: kind('eks/cluster', 'name', 'arn', 'id name', { role: ['role_arn'] }),
  aws_eks_node_group: kind('eks/nodegroup', 'node_group_name', 'arn', 'id node_group_name', { prefix: 'node_group_name_prefix', role: ['node_role_arn'] }),
  aws_ecs_task_definition: kind('ecs/task-definition', 'family', 'arn', 'id family', { role: ['task_role_arn'] }),
  aws_instance: kind('ec2/instance', undefined, 'arn', 'id'),
  aws_launch_template: kind('ec2/launch-template', undefined, 'arn', 'id'),
  aws_codebuild_project: kind('codebuild/project', 'name', 'arn id', 'name', { role: ['service_role'], kmsKey: ['encryption_key'] }),
  aws_sfn_state_machine: kind('states/stateMachine', 'name', 'arn id', 'name', { ...PREFIX, role: ['role_arn'] }),
  aws_glue_job: kind('glue/job', 'name', 'arn', 'id name', { role: ['role_arn'] }),
  aws_sagemaker_endpoint: kind('sagemaker/endpoint', 'name', 'arn', 'id name'),
  aws_sagemaker_model: kind('sagemaker/model', 'name', 'arn', 'id name', { role: ['execution_role_arn'] }),
  aws_sagemaker_notebook_instance: kind('sagemaker/notebook-instance', 'name', 'arn', 'id name', { role: ['role_arn'], kmsKey: ['kms_key_id'] }),
  aws_sagemaker_domain: kind('sagemaker/domain', undefined, 'arn', 'id', { role: ['default_user_settings', 0, 'execution_role'], kmsKey: ['kms_key_id'] }),
  aws_sagemaker_user_profile: kind('sagemaker/user-profile', 'user_profile_name', 'arn id', 'user_profile_name', { role: ['user_settings', 0, 'execution_role'] }),
  aws_sagemaker_model_package_group: kind('sagemaker/model-package-group', 'model_package_group_name', 'arn', 'id model_package_group_name'),
  aws_sagemaker_pipeline: kind('sagemaker/pipeline', 'pipeline_name', 'arn', 'id pipeline_name', { role: ['role_arn'] }),
  aws_bedrockagent_agent: kind('bedrock/agent', undefined, 'agent_arn', 'id agent_id', { role: ['agent_resource_role_arn'], kmsKey: ['customer_encryption_key_arn'] }),
  aws_bedrockagent_knowledge_base: kind('bedrock/knowledge-base', undefined, 'arn', 'id', { role: ['role_arn'] }),
  aws_bedrockagent_flow: kind('bedrock/flow', undefined, 'arn', 'id', { role: ['execution_role_arn'], kmsKey: ['customer_encryption_key_arn'] }),
  aws_bedrockagentcore_agent_runtime: kind('bedrock-agentcore/runtime', undefined, 'agent_runtime_arn', 'agent_runtime_id', { role: ['role_arn'] }),
  aws_bedrock_provisioned_model_throughput: kind('bedrock/provisioned-model', undefined, 'provisioned_model_arn', ''),
  aws_sagemaker_mlflow_tracking_server: kind('sagemaker/mlflow-tracking-server', 'tracking_server_name', 'arn', 'id tracking_server_name', { role: ['role_arn'] }),
  aws_bedrock_guardrail: kind('bedrock/guardrail', undefined, 'guardrail_arn', 'guardrail_id', { kmsKey: ['kms_key_arn'] }),
  aws_bedrock_custom_model: kind('bedrock/custom-model', 'custom_model_name', 'custom_model_arn', 'custom_model_name', { role: ['role_arn'] }),
}; // prettier-ignore
