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
  /** What else has to be there, in words. */
  readonly when?: string;
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
  { id: 'ec2-profile-replace', service: 'ec2.amazonaws.com', actions: [['ec2:ReplaceIamInstanceProfileAssociation', own('ec2', 'instance/{id}')]], when: 'an instance has another instance profile', page: `${REF}list_amazonec2.html` },
  { id: 'ec2-launch-template', service: 'ec2.amazonaws.com', actions: [['ec2:CreateLaunchTemplateVersion', own('ec2', 'launch-template/{id}')], ['ec2:ModifyLaunchTemplate', own('ec2', 'launch-template/{id}')]], when: 'machines are started by the default version of a launch template', page: `${REF}list_amazonec2.html` },
  { id: 'ec2-spot', service: 'ec2.amazonaws.com', actions: [['ec2:RequestSpotInstances', own('ec2', 'spot-instances-request/{id}')]], page: `${REF}list_amazonec2.html` },
  { id: 'autoscaling-group', service: 'ec2.amazonaws.com', actions: [['autoscaling:CreateLaunchConfiguration', own('autoscaling', 'launchConfiguration:{id}:launchConfigurationName/{name}')], ['autoscaling:CreateAutoScalingGroup', own('autoscaling', 'autoScalingGroup:{id}:autoScalingGroupName/{name}')]], page: `${REF}list_amazonec2autoscaling.html` },
  { id: 'glue-endpoint', service: 'glue.amazonaws.com', actions: [['glue:CreateDevEndpoint', '*']], page: `${REF}list_awsglue.html` },
  { id: 'glue-job', service: 'glue.amazonaws.com', actions: [['glue:CreateJob', own('glue', 'job/{name}')], ['glue:StartJobRun', own('glue', 'job/{name}')]], page: `${REF}list_awsglue.html` },
  { id: 'glue-job-trigger', service: 'glue.amazonaws.com', actions: [['glue:CreateJob', own('glue', 'job/{name}')], ['glue:CreateTrigger', own('glue', 'trigger/{name}')]], page: `${REF}list_awsglue.html` },
  { id: 'glue-job-role', service: 'glue.amazonaws.com', actions: [['glue:UpdateJob', own('glue', 'job/{name}')], ['glue:StartJobRun', own('glue', 'job/{name}')]], when: 'the account has a Glue job', page: `${REF}list_awsglue.html` },
  { id: 'glue-session', service: 'glue.amazonaws.com', actions: [['glue:CreateSession', own('glue', 'session/{name}')], ['glue:RunStatement', own('glue', 'session/{name}')]], page: `${REF}list_awsglue.html` },
  { id: 'sagemaker-notebook', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateNotebookInstance', own('sagemaker', 'notebook-instance/{name}')], ['sagemaker:CreatePresignedNotebookInstanceUrl', own('sagemaker', 'notebook-instance/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-training', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateTrainingJob', own('sagemaker', 'training-job/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-processing', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateProcessingJob', own('sagemaker', 'processing-job/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-tuning', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateHyperParameterTuningJob', own('sagemaker', 'hyper-parameter-tuning-job/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-model', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateModel', own('sagemaker', 'model/{name}')], ['sagemaker:CreateEndpointConfig', own('sagemaker', 'endpoint-config/{name}')], ['sagemaker:CreateEndpoint', own('sagemaker', 'endpoint/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-pipeline', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreatePipeline', own('sagemaker', 'pipeline/{name}')], ['sagemaker:StartPipelineExecution', own('sagemaker', 'pipeline/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-studio', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateUserProfile', own('sagemaker', 'user-profile/{domain}/{name}')], ['sagemaker:CreatePresignedDomainUrl', own('sagemaker', 'user-profile/{domain}/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'bedrock-agent', service: 'bedrock.amazonaws.com', actions: [['bedrock:CreateAgent', '*'], ['bedrock:CreateAgentActionGroup', own('bedrock', 'agent/{id}')], ['bedrock:InvokeAgent', own('bedrock', 'agent-alias/{id}/{alias}')]], page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permission.html' },
  { id: 'bedrock-flow', service: 'bedrock.amazonaws.com', actions: [['bedrock:CreateFlow', '*'], ['bedrock:InvokeFlow', own('bedrock', 'flow/{id}/alias/{alias}')]], page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/flows-permissions.html' },
  { id: 'bedrock-agentcore-runtime', service: 'bedrock-agentcore.amazonaws.com', actions: [['bedrock-agentcore:CreateAgentRuntime', '*'], ['bedrock-agentcore:InvokeAgentRuntime', own('bedrock-agentcore', 'runtime/{id}')]], page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-permissions.html' },
  { id: 'bedrock-agentcore-runtime-role', service: 'bedrock-agentcore.amazonaws.com', actions: [['bedrock-agentcore:UpdateAgentRuntime', own('bedrock-agentcore', 'runtime/{id}')]], when: 'the account has an agent runtime', page: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_UpdateAgentRuntime.html' },
  { id: 'bedrock-agentcore-interpreter', service: 'bedrock-agentcore.amazonaws.com', actions: [['bedrock-agentcore:CreateCodeInterpreter', '*'], ['bedrock-agentcore:StartCodeInterpreterSession', own('bedrock-agentcore', 'code-interpreter-custom/{id}')], ['bedrock-agentcore:InvokeCodeInterpreter', own('bedrock-agentcore', 'code-interpreter-custom/{id}')]], page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/code-interpreter-tool.html' },
  { id: 'codebuild-project', service: 'codebuild.amazonaws.com', actions: [['codebuild:CreateProject', own('codebuild', 'project/{name}')], ['codebuild:StartBuild', own('codebuild', 'project/{name}')]], page: `${REF}list_awscodebuild.html` },
  { id: 'codebuild-batch', service: 'codebuild.amazonaws.com', actions: [['codebuild:CreateProject', own('codebuild', 'project/{name}')], ['codebuild:StartBuildBatch', own('codebuild', 'project/{name}')]], page: `${REF}list_awscodebuild.html` },
  { id: 'cloudformation-stack', service: 'cloudformation.amazonaws.com', actions: [['cloudformation:CreateStack', own('cloudformation', 'stack/{name}/{id}')]], page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html' },
  { id: 'cloudformation-stack-set', service: 'cloudformation.amazonaws.com', actions: [['cloudformation:CreateStackSet', '*'], ['cloudformation:CreateStackInstances', own('cloudformation', 'stackset/{name}:{id}')]], when: 'the role may take on the role that makes the stacks of the set', page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html' },
  { id: 'ecs-task', service: 'ecs-tasks.amazonaws.com', actions: [['ecs:RegisterTaskDefinition', own('ecs', 'task-definition/{name}:{revision}')], ['ecs:RunTask', own('ecs', 'task-definition/{name}:{revision}')]], page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html' },
  { id: 'ecs-service', service: 'ecs-tasks.amazonaws.com', actions: [['ecs:RegisterTaskDefinition', own('ecs', 'task-definition/{name}:{revision}')], ['ecs:CreateService', own('ecs', 'service/{cluster}/{name}')]], page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html' },
  { id: 'ecs-start-task', service: 'ecs-tasks.amazonaws.com', actions: [['ecs:RegisterTaskDefinition', own('ecs', 'task-definition/{name}:{revision}')], ['ecs:StartTask', own('ecs', 'task-definition/{name}:{revision}')]], when: 'a cluster has a container instance', page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html' },
  { id: 'ecs-task-override', service: 'ecs-tasks.amazonaws.com', actions: [['ecs:RunTask', own('ecs', 'task-definition/{name}:{revision}')]], when: 'a task definition of the account takes another command', page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html' },
  { id: 'batch-job', service: 'ecs-tasks.amazonaws.com', actions: [['batch:RegisterJobDefinition', own('batch', 'job-definition/{name}:{revision}')], ['batch:SubmitJob', own('batch', 'job-queue/{queue}')]], page: `${REF}list_awsbatch.html` },
  { id: 'step-functions', service: 'states.amazonaws.com', actions: [['states:CreateStateMachine', own('states', 'stateMachine:{name}')], ['states:StartExecution', own('states', 'stateMachine:{name}')]], page: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html' },
  { id: 'data-pipeline', service: 'datapipeline.amazonaws.com', actions: [['datapipeline:CreatePipeline', '*'], ['datapipeline:PutPipelineDefinition', own('datapipeline', 'pipeline/{id}')], ['datapipeline:ActivatePipeline', own('datapipeline', 'pipeline/{id}')]], page: `${REF}list_datapipeline.html` },
  { id: 'emr-cluster', service: 'elasticmapreduce.amazonaws.com', actions: [['elasticmapreduce:RunJobFlow', '*']], page: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-roles.html' },
  { id: 'emr-serverless', service: 'emr-serverless.amazonaws.com', actions: [['emr-serverless:CreateApplication', '*'], ['emr-serverless:StartJobRun', own('emr-serverless', '/applications/{id}')]], page: 'https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/security-iam-runtime-role.html' },
  { id: 'app-runner', service: 'tasks.apprunner.amazonaws.com', actions: [['apprunner:CreateService', own('apprunner', 'service/{name}/{id}')]], page: 'https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html' },
  { id: 'app-runner-role', service: 'tasks.apprunner.amazonaws.com', actions: [['apprunner:UpdateService', own('apprunner', 'service/{name}/{id}')]], when: 'the account has a service of App Runner', page: 'https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html' },
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
  'apprunner/service': { template: own('apprunner', 'service/{name}/{id}'), word: 'service of App Runner' },
  'bedrock-agentcore/runtime': { template: own('bedrock-agentcore', 'runtime/{id}'), word: 'agent runtime' },
  'bedrock-agentcore/code-interpreter-custom': { template: own('bedrock-agentcore', 'code-interpreter-custom/{id}'), word: 'code interpreter' },
}; // prettier-ignore

/** Code in what runs already: the role that it runs with is what is gained. */
export interface ComputeWay {
  readonly id: string;
  /** `service/type` of what it runs in. */
  readonly thing: string;
  readonly actions: readonly string[];
  /** Further actions on something else, all needed. */
  readonly also?: readonly (readonly [action: string, resource: string])[];
  /** The request names the role again: it has to be one that the caller may pass. Has a row of PASS_ROLE_WAYS beside it. */
  readonly passes?: true;
  /** What else has to be there, in words. */
  readonly when?: string;
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
  { id: 'codebuild-batch-override', thing: 'codebuild/project', actions: ['codebuild:StartBuildBatch'], when: 'the project takes batches of builds', page: 'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_StartBuildBatch.html' },
  { id: 'codebuild-update', thing: 'codebuild/project', actions: ['codebuild:UpdateProject'], page: `${REF}list_awscodebuild.html` },
  { id: 'glue-endpoint-key', thing: 'glue/devEndpoint', actions: ['glue:UpdateDevEndpoint'], page: `${REF}list_awsglue.html` },
  { id: 'glue-job-code', thing: 'glue/job', actions: ['glue:UpdateJob', 'glue:StartJobRun'], passes: true, page: `${REF}list_awsglue.html` },
  { id: 'stack-update', thing: 'cloudformation/stack', actions: ['cloudformation:UpdateStack'], page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html' },
  { id: 'stack-change-set', thing: 'cloudformation/stack', actions: ['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'], page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html' },
  { id: 'state-machine-update', thing: 'states/stateMachine', actions: ['states:UpdateStateMachine'], page: `${REF}list_awsstepfunctions.html` },
  { id: 'pipeline-update', thing: 'sagemaker/pipeline', actions: ['sagemaker:UpdatePipeline', 'sagemaker:StartPipelineExecution'], page: `${REF}list_amazonsagemaker.html` },
  { id: 'agent-action-group', thing: 'bedrock/agent', actions: ['bedrock:UpdateAgentActionGroup', 'bedrock:PrepareAgent'], page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permission.html' },
  { id: 'agent-runtime-update', thing: 'bedrock-agentcore/runtime', actions: ['bedrock-agentcore:UpdateAgentRuntime'], passes: true, page: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_UpdateAgentRuntime.html' },
  { id: 'code-interpreter-session', thing: 'bedrock-agentcore/code-interpreter-custom', actions: ['bedrock-agentcore:StartCodeInterpreterSession', 'bedrock-agentcore:InvokeCodeInterpreter'], page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/code-interpreter-tool.html' },
  { id: 'app-runner-code', thing: 'apprunner/service', actions: ['apprunner:UpdateService'], page: 'https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html' },
]; // prettier-ignore
