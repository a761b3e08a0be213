/**
 * Ways from rights to more rights. One row each; every action is needed. Resources are templates: `{account}` and `{region}` are filled in, what the
 * caller may choose is a hole in braces, `{name}`.
 *
 * Sources: the service authorization reference of each service for the action and its resource; the page of each row for the effect. The list of
 * self-service actions follows S. Gietzen, "AWS IAM Privilege Escalation" (Rhino Security Labs), and pathfinding.cloud (facts only).
 */
export interface PassRoleWay {
  readonly id: string;
  /** What iam:PassedToService is, and whom the role's trust policy has to admit. */
  readonly service: string;
  readonly actions: readonly (readonly [action: string, resource: string])[];
  readonly page: string;
}

const REF = 'https://docs.aws.amazon.com/service-authorization/latest/reference/';
const own = (service: string, rest: string): string => `arn:aws:${service}:{region}:{account}:${rest}`;

export const PASS_ROLE_WAYS: readonly PassRoleWay[] = [
  { id: 'lambda-function', service: 'lambda.amazonaws.com', actions: [['lambda:CreateFunction', own('lambda', 'function:{name}')], ['lambda:InvokeFunction', own('lambda', 'function:{name}')]], page: `${REF}list_awslambda.html` },
  { id: 'lambda-trigger', service: 'lambda.amazonaws.com', actions: [['lambda:CreateFunction', own('lambda', 'function:{name}')], ['lambda:CreateEventSourceMapping', '*']], page: `${REF}list_awslambda.html` },
  { id: 'lambda-url', service: 'lambda.amazonaws.com', actions: [['lambda:CreateFunction', own('lambda', 'function:{name}')], ['lambda:AddPermission', own('lambda', 'function:{name}')]], page: `${REF}list_awslambda.html` },
  { id: 'ec2-instance', service: 'ec2.amazonaws.com', actions: [['ec2:RunInstances', own('ec2', 'instance/{id}')]], page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html' },
  { id: 'ec2-profile', service: 'ec2.amazonaws.com', actions: [['ec2:AssociateIamInstanceProfile', own('ec2', 'instance/{id}')]], page: `${REF}list_amazonec2.html` },
  { id: 'ec2-spot', service: 'ec2.amazonaws.com', actions: [['ec2:RequestSpotInstances', own('ec2', 'spot-instances-request/{id}')]], page: `${REF}list_amazonec2.html` },
  { id: 'autoscaling-group', service: 'ec2.amazonaws.com', actions: [['autoscaling:CreateLaunchConfiguration', own('autoscaling', 'launchConfiguration:{id}:launchConfigurationName/{name}')], ['autoscaling:CreateAutoScalingGroup', own('autoscaling', 'autoScalingGroup:{id}:autoScalingGroupName/{name}')]], page: `${REF}list_amazonec2autoscaling.html` },
  { id: 'glue-endpoint', service: 'glue.amazonaws.com', actions: [['glue:CreateDevEndpoint', own('glue', 'devEndpoint/{name}')]], page: `${REF}list_awsglue.html` },
  { id: 'glue-job', service: 'glue.amazonaws.com', actions: [['glue:CreateJob', own('glue', 'job/{name}')], ['glue:StartJobRun', own('glue', 'job/{name}')]], page: `${REF}list_awsglue.html` },
  { id: 'glue-session', service: 'glue.amazonaws.com', actions: [['glue:CreateSession', own('glue', 'session/{name}')], ['glue:RunStatement', own('glue', 'session/{name}')]], page: `${REF}list_awsglue.html` },
  { id: 'sagemaker-notebook', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateNotebookInstance', own('sagemaker', 'notebook-instance/{name}')], ['sagemaker:CreatePresignedNotebookInstanceUrl', own('sagemaker', 'notebook-instance/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-training', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateTrainingJob', own('sagemaker', 'training-job/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-processing', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateProcessingJob', own('sagemaker', 'processing-job/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-tuning', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateHyperParameterTuningJob', own('sagemaker', 'hyper-parameter-tuning-job/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-model', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateModel', own('sagemaker', 'model/{name}')], ['sagemaker:CreateEndpointConfig', own('sagemaker', 'endpoint-config/{name}')], ['sagemaker:CreateEndpoint', own('sagemaker', 'endpoint/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-pipeline', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreatePipeline', own('sagemaker', 'pipeline/{name}')], ['sagemaker:StartPipelineExecution', own('sagemaker', 'pipeline/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-studio', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateUserProfile', own('sagemaker', 'user-profile/{domain}/{name}')], ['sagemaker:CreatePresignedDomainUrl', own('sagemaker', 'user-profile/{domain}/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'bedrock-agent', service: 'bedrock.amazonaws.com', actions: [['bedrock:CreateAgent', own('bedrock', 'agent/{id}')], ['bedrock:CreateAgentActionGroup', own('bedrock', 'agent/{id}')], ['bedrock:InvokeAgent', own('bedrock', 'agent-alias/{id}/{alias}')]], page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permission.html' },
  { id: 'bedrock-flow', service: 'bedrock.amazonaws.com', actions: [['bedrock:CreateFlow', own('bedrock', 'flow/{id}')], ['bedrock:InvokeFlow', own('bedrock', 'flow/{id}/alias/{alias}')]], page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/flows-permissions.html' },
  { id: 'bedrock-agentcore-runtime', service: 'bedrock-agentcore.amazonaws.com', actions: [['bedrock-agentcore:CreateAgentRuntime', own('bedrock-agentcore', 'runtime/{id}')], ['bedrock-agentcore:InvokeAgentRuntime', own('bedrock-agentcore', 'runtime/{id}')]], page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-permissions.html' },
  { id: 'bedrock-agentcore-interpreter', service: 'bedrock-agentcore.amazonaws.com', actions: [['bedrock-agentcore:CreateCodeInterpreter', own('bedrock-agentcore', 'code-interpreter-custom/{id}')], ['bedrock-agentcore:StartCodeInterpreterSession', own('bedrock-agentcore', 'code-interpreter-custom/{id}')], ['bedrock-agentcore:InvokeCodeInterpreter', own('bedrock-agentcore', 'code-interpreter-custom/{id}')]], page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/code-interpreter-tool.html' },
  { id: 'codebuild-project', service: 'codebuild.amazonaws.com', actions: [['codebuild:CreateProject', own('codebuild', 'project/{name}')], ['codebuild:StartBuild', own('codebuild', 'project/{name}')]], page: `${REF}list_awscodebuild.html` },
  { id: 'cloudformation-stack', service: 'cloudformation.amazonaws.com', actions: [['cloudformation:CreateStack', own('cloudformation', 'stack/{name}/{id}')]], page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html' },
  { id: 'ecs-task', service: 'ecs-tasks.amazonaws.com', actions: [['ecs:RegisterTaskDefinition', own('ecs', 'task-definition/{name}:{revision}')], ['ecs:RunTask', own('ecs', 'task-definition/{name}:{revision}')]], page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html' },
  { id: 'ecs-service', service: 'ecs-tasks.amazonaws.com', actions: [['ecs:RegisterTaskDefinition', own('ecs', 'task-definition/{name}:{revision}')], ['ecs:CreateService', own('ecs', 'service/{cluster}/{name}')]], page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html' },
  { id: 'batch-job', service: 'ecs-tasks.amazonaws.com', actions: [['batch:RegisterJobDefinition', own('batch', 'job-definition/{name}:{revision}')], ['batch:SubmitJob', own('batch', 'job-queue/{queue}')]], page: `${REF}list_awsbatch.html` },
  { id: 'step-functions', service: 'states.amazonaws.com', actions: [['states:CreateStateMachine', own('states', 'stateMachine:{name}')], ['states:StartExecution', own('states', 'stateMachine:{name}')]], page: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html' },
  { id: 'data-pipeline', service: 'datapipeline.amazonaws.com', actions: [['datapipeline:CreatePipeline', '*'], ['datapipeline:PutPipelineDefinition', own('datapipeline', 'pipeline/{id}')], ['datapipeline:ActivatePipeline', own('datapipeline', 'pipeline/{id}')]], page: `${REF}list_datapipeline.html` },
  { id: 'emr-cluster', service: 'elasticmapreduce.amazonaws.com', actions: [['elasticmapreduce:RunJobFlow', own('elasticmapreduce', 'cluster/{id}')]], page: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-roles.html' },
  { id: 'emr-serverless', service: 'emr-serverless.amazonaws.com', actions: [['emr-serverless:CreateApplication', '*'], ['emr-serverless:StartJobRun', own('emr-serverless', '/applications/{id}')]], page: 'https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/security-iam-runtime-role.html' },
  { id: 'app-runner', service: 'tasks.apprunner.amazonaws.com', actions: [['apprunner:CreateService', own('apprunner', 'service/{name}/{id}')]], page: 'https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html' },
  { id: 'ssm-automation', service: 'ssm.amazonaws.com', actions: [['ssm:StartAutomationExecution', own('ssm', 'automation-definition/{name}:{version}')]], page: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html' },
  { id: 'scheduler', service: 'scheduler.amazonaws.com', actions: [['scheduler:CreateSchedule', own('scheduler', 'schedule/{group}/{name}')]], page: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html' },
  { id: 'eks-pod-identity', service: 'pods.eks.amazonaws.com', actions: [['eks:CreatePodIdentityAssociation', own('eks', 'cluster/{name}')]], page: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html' },
]; // prettier-ignore

/** ARNs of what runs code, for accounts of which no file lists any; and what it is called. */
export const RUNNING: Readonly<Record<string, { readonly template: string; readonly word: string }>> = {
  'lambda/function': { template: own('lambda', 'function:{name}'), word: 'function' },
  'ec2/instance': { template: own('ec2', 'instance/{id}'), word: 'instance' },
  'sagemaker/notebook-instance': { template: own('sagemaker', 'notebook-instance/{name}'), word: 'notebook' },
  'sagemaker/user-profile': { template: own('sagemaker', 'user-profile/{domain}/{name}'), word: 'user profile of Studio' },
  'codebuild/project': { template: own('codebuild', 'project/{name}'), word: 'build project' },
  'glue/job': { template: own('glue', 'job/{name}'), word: 'Glue job' },
  'glue/devEndpoint': { template: own('glue', 'devEndpoint/{name}'), word: 'development endpoint' },
  'cloudformation/stack': { template: own('cloudformation', 'stack/{name}/{id}'), word: 'stack' },
  'states/stateMachine': { template: own('states', 'stateMachine:{name}'), word: 'state machine' },
  'ecs/task': { template: own('ecs', 'task/{cluster}/{id}'), word: 'task' },
}; // prettier-ignore

/** Code in what runs already: the role that it runs with is what is gained. */
export interface ComputeWay {
  readonly id: string;
  /** `service/type` of what it runs in. */
  readonly thing: string;
  readonly actions: readonly string[];
  /** Further actions on something else, all needed. */
  readonly also?: readonly (readonly [action: string, resource: string])[];
  readonly page: string;
}

export const COMPUTE_WAYS: readonly ComputeWay[] = [
  { id: 'lambda-code', thing: 'lambda/function', actions: ['lambda:UpdateFunctionCode'], page: `${REF}list_awslambda.html` },
  { id: 'lambda-layer', thing: 'lambda/function', actions: ['lambda:UpdateFunctionConfiguration'], page: `${REF}list_awslambda.html` },
  { id: 'ssm-command', thing: 'ec2/instance', actions: ['ssm:SendCommand'], also: [['ssm:SendCommand', 'arn:aws:ssm:{region}::document/AWS-RunShellScript']], page: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html' },
  { id: 'ssm-session', thing: 'ec2/instance', actions: ['ssm:StartSession'], page: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html' },
  { id: 'instance-connect', thing: 'ec2/instance', actions: ['ec2-instance-connect:SendSSHPublicKey'], page: `${REF}list_amazonec2instanceconnect.html` },
  { id: 'instance-user-data', thing: 'ec2/instance', actions: ['ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances'], page: `${REF}list_amazonec2.html` },
  { id: 'ecs-exec', thing: 'ecs/task', actions: ['ecs:ExecuteCommand'], page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html' },
  { id: 'notebook-url', thing: 'sagemaker/notebook-instance', actions: ['sagemaker:CreatePresignedNotebookInstanceUrl'], page: `${REF}list_amazonsagemaker.html` },
  { id: 'notebook-lifecycle', thing: 'sagemaker/notebook-instance', actions: ['sagemaker:UpdateNotebookInstance', 'sagemaker:StopNotebookInstance', 'sagemaker:StartNotebookInstance'], also: [['sagemaker:CreateNotebookInstanceLifecycleConfig', own('sagemaker', 'notebook-instance-lifecycle-config/{name}')]], page: `${REF}list_amazonsagemaker.html` },
  { id: 'studio-url', thing: 'sagemaker/user-profile', actions: ['sagemaker:CreatePresignedDomainUrl'], page: `${REF}list_amazonsagemaker.html` },
  { id: 'codebuild-override', thing: 'codebuild/project', actions: ['codebuild:StartBuild'], page: 'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_StartBuild.html' },
  { id: 'codebuild-update', thing: 'codebuild/project', actions: ['codebuild:UpdateProject'], page: `${REF}list_awscodebuild.html` },
  { id: 'glue-endpoint-key', thing: 'glue/devEndpoint', actions: ['glue:UpdateDevEndpoint'], page: `${REF}list_awsglue.html` },
  { id: 'glue-job-code', thing: 'glue/job', actions: ['glue:UpdateJob', 'glue:StartJobRun'], page: `${REF}list_awsglue.html` },
  { id: 'stack-update', thing: 'cloudformation/stack', actions: ['cloudformation:UpdateStack'], page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html' },
  { id: 'stack-change-set', thing: 'cloudformation/stack', actions: ['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'], page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html' },
  { id: 'state-machine-update', thing: 'states/stateMachine', actions: ['states:UpdateStateMachine'], page: `${REF}list_awsstepfunctions.html` },
  { id: 'pipeline-update', thing: 'sagemaker/pipeline', actions: ['sagemaker:UpdatePipeline', 'sagemaker:StartPipelineExecution'], page: `${REF}list_amazonsagemaker.html` },
  { id: 'agent-action-group', thing: 'bedrock/agent', actions: ['bedrock:UpdateAgentActionGroup', 'bedrock:PrepareAgent'], page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permission.html' },
  { id: 'agent-runtime-update', thing: 'bedrock-agentcore/runtime', actions: ['bedrock-agentcore:UpdateAgentRuntime'], page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-permissions.html' },
]; // prettier-ignore
