import type { EdgeKind } from '../../../model/kinds.ts';

/** What an identity may do with a thing: one edge, by any of the actions. */
export interface Right {
  readonly edge: EdgeKind;
  /** Any of them is enough. Templates as in escalations.ts; `{self}` is the ARN of the thing. */
  readonly actions: readonly (readonly [action: string, resource: string])[];
  /** The data is encrypted: with a key of the account, that key has to let the caller decrypt it too. */
  readonly decrypts?: true;
}

export interface ThingRow {
  /** `service/type` of the service authorization reference. */
  readonly type: string;
  readonly rights: readonly Right[];
  /** Its ARN, for what an account has and no file lists. */
  readonly template: string;
  /** The ARN of one in a resource of a policy: its first group. Nothing with a wildcard in its name. */
  readonly named: RegExp;
  /** In the plural, as in `every bucket of`. */
  readonly word: string;
}

const S = '{self}';
const on = (resource: string, ...actions: string[]): readonly (readonly [string, string])[] =>
  actions.map((one) => [one, resource] as const);
const arn = (service: string, rest: string): RegExp =>
  new RegExp(`^(arn:[^:*?]{1,30}:${service}:[^:*?]{0,600}:[^:*?]{0,600}:${rest})$`, 'su');
const NAME = '[^:*?$/]{1,600}';

/**
 * Things that AI platforms keep in AWS, and the actions that read, write, invoke, train, promote, change and log.
 *
 * Source: service authorization reference, the page of each service (https://docs.aws.amazon.com/service-authorization/latest/reference/).
 */
export const RIGHTS: readonly ThingRow[] = [
  {
    type: 's3/bucket', word: 'buckets', template: 'arn:aws:s3:::{name}', named: new RegExp(`^(arn:[^:]{1,30}:s3:::${NAME})(?:/.{0,1000})?$`, 'su'),
    rights: [
      { edge: 'DATA_ACCESS', decrypts: true, actions: on(`${S}/{key}`, 's3:GetObject') },
      { edge: 'DATA_ACCESS', actions: [...on(`${S}/{key}`, 's3:PutObject', 's3:DeleteObject'), ...on(S, 's3:PutBucketPolicy')] },
    ],
  },
  {
    type: 'secretsmanager/secret', word: 'secrets', template: 'arn:aws:secretsmanager:{region}:{account}:secret:{name}', named: arn('secretsmanager', 'secret:[^:*?$]{1,600}'),
    rights: [
      { edge: 'DATA_ACCESS', decrypts: true, actions: on(S, 'secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue') },
      { edge: 'WRITE_SECRET', actions: on(S, 'secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecret', 'secretsmanager:PutResourcePolicy') },
    ],
  },
  {
    type: 'ssm/parameter', word: 'parameters', template: 'arn:aws:ssm:{region}:{account}:parameter/{name}', named: arn('ssm', 'parameter/[^:*?$]{1,600}'),
    rights: [
      { edge: 'DATA_ACCESS', decrypts: true, actions: on(S, 'ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath', 'ssm:GetParameterHistory') },
      { edge: 'WRITE_SECRET', actions: on(S, 'ssm:PutParameter') },
    ],
  },
  {
    type: 'kms/key', word: 'keys', template: 'arn:aws:kms:{region}:{account}:key/{id}', named: arn('kms', 'key/[^:*?$]{1,600}'),
    rights: [{ edge: 'DATA_ACCESS', actions: on(S, 'kms:Decrypt', 'kms:CreateGrant', 'kms:PutKeyPolicy') }],
  },
  {
    type: 'dynamodb/table', word: 'tables', template: 'arn:aws:dynamodb:{region}:{account}:table/{name}', named: arn('dynamodb', `table/${NAME}`),
    rights: [
      { edge: 'DATA_ACCESS', decrypts: true, actions: on(S, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:BatchGetItem', 'dynamodb:PartiQLSelect') },
      { edge: 'DATA_ACCESS', actions: on(S, 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem') },
    ],
  },
  {
    type: 'rds/cluster', word: 'database clusters', template: 'arn:aws:rds:{region}:{account}:cluster:{name}', named: arn('rds', `cluster:${NAME}`),
    rights: [{ edge: 'DATA_ACCESS', actions: on(S, 'rds-data:ExecuteStatement', 'rds-data:BatchExecuteStatement', 'rds:ModifyDBCluster') }],
  },
  {
    type: 'sqs/queue', word: 'queues', template: 'arn:aws:sqs:{region}:{account}:{name}', named: arn('sqs', NAME),
    rights: [{ edge: 'DATA_ACCESS', actions: on(S, 'sqs:ReceiveMessage', 'sqs:SendMessage') }],
  },
  {
    type: 'sns/topic', word: 'topics', template: 'arn:aws:sns:{region}:{account}:{name}', named: arn('sns', NAME),
    rights: [{ edge: 'DATA_ACCESS', actions: on(S, 'sns:Subscribe', 'sns:Publish') }],
  },
  {
    type: 'lambda/function', word: 'functions', template: 'arn:aws:lambda:{region}:{account}:function:{name}', named: arn('lambda', `function:${NAME}`),
    rights: [{ edge: 'INVOKES', actions: on(S, 'lambda:InvokeFunction', 'lambda:InvokeFunctionUrl') }],
  },
  {
    type: 'ecr/repository', word: 'image repositories', template: 'arn:aws:ecr:{region}:{account}:repository/{name}', named: arn('ecr', 'repository/[^:*?$]{1,600}'),
    rights: [
      { edge: 'DATA_ACCESS', actions: on(S, 'ecr:BatchGetImage') },
      { edge: 'CAN_WRITE_ARTIFACT', actions: on(S, 'ecr:PutImage', 'ecr:SetRepositoryPolicy') },
    ],
  },
  {
    type: 'logs/log-group', word: 'log groups', template: 'arn:aws:logs:{region}:{account}:log-group:{name}', named: arn('logs', 'log-group:[^:*?$]{1,600}'),
    rights: [{ edge: 'READS_LOGS', actions: [...on(`${S}:log-stream:{stream}`, 'logs:GetLogEvents'), ...on(S, 'logs:FilterLogEvents', 'logs:StartQuery', 'logs:StartLiveTail')] }],
  },
  {
    type: 'bedrock/foundation-model', word: 'foundation models', template: 'arn:aws:bedrock:{region}::foundation-model/{name}', named: arn('bedrock', `foundation-model/[^*?$/]{1,600}`),
    rights: [{ edge: 'INVOKES', actions: on(S, 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream') }],
  },
  {
    type: 'bedrock/custom-model', word: 'custom models', template: 'arn:aws:bedrock:{region}:{account}:custom-model/{name}', named: arn('bedrock', 'custom-model/[^*?$]{1,600}'),
    rights: [
      { edge: 'INVOKES', actions: on(S, 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream') },
      { edge: 'TRAINS', actions: on(S, 'bedrock:CreateModelCustomizationJob') },
      { edge: 'CAN_WRITE_ARTIFACT', actions: on(S, 'bedrock:DeleteCustomModel') },
    ],
  },
  {
    type: 'bedrock/inference-profile', word: 'inference profiles', template: 'arn:aws:bedrock:{region}:{account}:inference-profile/{id}', named: arn('bedrock', `inference-profile/[^*?$]{1,600}`),
    rights: [{ edge: 'INVOKES', actions: on(S, 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream') }],
  },
  {
    type: 'bedrock/agent', word: 'agents', template: 'arn:aws:bedrock:{region}:{account}:agent/{id}', named: arn('bedrock', `agent/${NAME}`),
    rights: [
      { edge: 'INVOKES', actions: on('{alias}', 'bedrock:InvokeAgent') },
      { edge: 'CHANGES_SERVING', actions: on(S, 'bedrock:UpdateAgent', 'bedrock:CreateAgentActionGroup', 'bedrock:UpdateAgentActionGroup', 'bedrock:AssociateAgentKnowledgeBase') },
    ],
  },
  {
    type: 'bedrock/knowledge-base', word: 'knowledge bases', template: 'arn:aws:bedrock:{region}:{account}:knowledge-base/{id}', named: arn('bedrock', `knowledge-base/${NAME}`),
    rights: [
      { edge: 'RETRIEVES_FROM', actions: on(S, 'bedrock:Retrieve', 'bedrock:RetrieveAndGenerate') },
      { edge: 'INDEXES', actions: on(S, 'bedrock:StartIngestionJob', 'bedrock:IngestKnowledgeBaseDocuments', 'bedrock:UpdateKnowledgeBase', 'bedrock:CreateDataSource') },
    ],
  },
  {
    type: 'bedrock/provisioned-model', word: 'provisioned models', template: 'arn:aws:bedrock:{region}:{account}:provisioned-model/{id}', named: arn('bedrock', `provisioned-model/${NAME}`),
    rights: [
      { edge: 'INVOKES', actions: on(S, 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream') },
      { edge: 'CHANGES_SERVING', actions: on(S, 'bedrock:UpdateProvisionedModelThroughput', 'bedrock:DeleteProvisionedModelThroughput') },
    ],
  },
  {
    type: 'bedrock/flow', word: 'flows', template: 'arn:aws:bedrock:{region}:{account}:flow/{id}', named: arn('bedrock', `flow/${NAME}`),
    rights: [
      { edge: 'INVOKES', actions: on('{flow-alias}', 'bedrock:InvokeFlow') },
      { edge: 'CHANGES_SERVING', actions: [...on(S, 'bedrock:UpdateFlow', 'bedrock:DeleteFlow'), ...on('{flow-alias}', 'bedrock:UpdateFlowAlias')] },
    ],
  },
  {
    type: 'bedrock-agentcore/runtime', word: 'agent runtimes', template: 'arn:aws:bedrock-agentcore:{region}:{account}:runtime/{id}', named: arn('bedrock-agentcore', `runtime/${NAME}`),
    rights: [
      { edge: 'INVOKES', actions: on(S, 'bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore:InvokeAgentRuntimeForUser') },
      { edge: 'CHANGES_SERVING', actions: on(S, 'bedrock-agentcore:UpdateAgentRuntime', 'bedrock-agentcore:DeleteAgentRuntime', 'bedrock-agentcore:UpdateAgentRuntimeEndpoint') },
    ],
  },
  {
    type: 'bedrock/guardrail', word: 'guardrails', template: 'arn:aws:bedrock:{region}:{account}:guardrail/{id}', named: arn('bedrock', `guardrail/${NAME}`),
    rights: [{ edge: 'CHANGES_SERVING', actions: on(S, 'bedrock:UpdateGuardrail', 'bedrock:DeleteGuardrail') }],
  },
  {
    type: 'bedrock/invocation-logging', word: 'model invocation logging', template: 'arn:aws:bedrock:{region}:{account}:invocation-logging/{name}', named: /^$/u,
    rights: [{ edge: 'CHANGES_SERVING', actions: on('*', 'bedrock:PutModelInvocationLoggingConfiguration', 'bedrock:DeleteModelInvocationLoggingConfiguration') }],
  },
  {
    type: 'sagemaker/endpoint', word: 'model endpoints', template: 'arn:aws:sagemaker:{region}:{account}:endpoint/{name}', named: arn('sagemaker', `endpoint/${NAME}`),
    rights: [
      { edge: 'INVOKES', actions: on(S, 'sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointAsync', 'sagemaker:InvokeEndpointWithResponseStream') },
      { edge: 'CHANGES_SERVING', actions: on(S, 'sagemaker:UpdateEndpoint', 'sagemaker:UpdateEndpointWeightsAndCapacities', 'sagemaker:DeleteEndpoint') },
    ],
  },
  {
    type: 'sagemaker/training-job', word: 'training jobs', template: 'arn:aws:sagemaker:{region}:{account}:training-job/{name}', named: arn('sagemaker', `training-job/${NAME}`),
    rights: [{ edge: 'TRAINS', actions: on(S, 'sagemaker:CreateTrainingJob', 'sagemaker:StopTrainingJob', 'sagemaker:UpdateTrainingJob') }],
  },
  {
    type: 'sagemaker/model-package-group', word: 'model package groups', template: 'arn:aws:sagemaker:{region}:{account}:model-package-group/{name}', named: arn('sagemaker', `model-package-group/${NAME}`),
    rights: [
      { edge: 'CAN_WRITE_ARTIFACT', actions: [...on('{packages}', 'sagemaker:CreateModelPackage'), ...on(S, 'sagemaker:PutModelPackageGroupPolicy')] },
      { edge: 'PROMOTES', actions: on('{packages}', 'sagemaker:UpdateModelPackage') },
    ],
  },
  {
    type: 'sagemaker/mlflow-tracking-server', word: 'MLflow tracking servers', template: 'arn:aws:sagemaker:{region}:{account}:mlflow-tracking-server/{name}', named: arn('sagemaker', `mlflow-tracking-server/${NAME}`),
    rights: [
      { edge: 'INVOKES', actions: on(S, 'sagemaker:CreatePresignedMlflowTrackingServerUrl') },
      { edge: 'CHANGES_SERVING', actions: on(S, 'sagemaker:UpdateMlflowTrackingServer', 'sagemaker:StopMlflowTrackingServer', 'sagemaker:DeleteMlflowTrackingServer') },
      { edge: 'CAN_WRITE_ARTIFACT', actions: on(S, 'sagemaker-mlflow:LogModel', 'sagemaker-mlflow:CreateModelVersion') },
      { edge: 'PROMOTES', actions: on(S, 'sagemaker-mlflow:TransitionModelVersionStage', 'sagemaker-mlflow:SetRegisteredModelAlias') },
    ],
  },
  {
    type: 'sagemaker/model', word: 'models', template: 'arn:aws:sagemaker:{region}:{account}:model/{name}', named: arn('sagemaker', `model/${NAME}`),
    rights: [{ edge: 'CAN_WRITE_ARTIFACT', actions: on(S, 'sagemaker:CreateModel', 'sagemaker:DeleteModel') }],
  },
  {
    type: 'sagemaker/pipeline', word: 'pipelines', template: 'arn:aws:sagemaker:{region}:{account}:pipeline/{name}', named: arn('sagemaker', `pipeline/${NAME}`),
    rights: [{ edge: 'TRAINS', actions: on(S, 'sagemaker:StartPipelineExecution', 'sagemaker:UpdatePipeline') }],
  },
]; // prettier-ignore

/** Resources of an action that follow from the ARN of the thing. */
export const DERIVED: Readonly<Record<string, (arn: string) => string>> = {
  '{alias}': (arn) => `${arn.replace(':agent/', ':agent-alias/')}/{alias}`,
  '{flow-alias}': (arn) => `${arn}/alias/{alias}`,
  '{packages}': (arn) => `${arn.replace(':model-package-group/', ':model-package/')}/{version}`,
};
