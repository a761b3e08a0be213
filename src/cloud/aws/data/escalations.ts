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
  /** `service/type` of which `when` speaks: where the account lists one, it is there. */
  readonly has?: string;
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
  { id: 'image-build', service: 'ec2.amazonaws.com', actions: [['imagebuilder:CreateComponent', own('imagebuilder', 'component/{name}/{version}/{build}')], ['imagebuilder:CreateImageRecipe', own('imagebuilder', 'image-recipe/{name}/{version}')], ['imagebuilder:CreateInfrastructureConfiguration', own('imagebuilder', 'infrastructure-configuration/{name}')], ['imagebuilder:CreateImage', own('imagebuilder', 'image/{name}/{version}/{build}')]], page: `${REF}list_amazonec2imagebuilder.html` },
  { id: 'glue-endpoint', service: 'glue.amazonaws.com', actions: [['glue:CreateDevEndpoint', '*']], page: `${REF}list_awsglue.html` },
  { id: 'glue-job', service: 'glue.amazonaws.com', actions: [['glue:CreateJob', own('glue', 'job/{name}')], ['glue:StartJobRun', own('glue', 'job/{name}')]], page: `${REF}list_awsglue.html` },
  { id: 'glue-job-trigger', service: 'glue.amazonaws.com', actions: [['glue:CreateJob', own('glue', 'job/{name}')], ['glue:CreateTrigger', own('glue', 'trigger/{name}')]], page: `${REF}list_awsglue.html` },
  { id: 'glue-job-role', service: 'glue.amazonaws.com', actions: [['glue:UpdateJob', own('glue', 'job/{name}')], ['glue:StartJobRun', own('glue', 'job/{name}')]], when: 'the account has a Glue job', has: 'glue/job', page: `${REF}list_awsglue.html` },
  { id: 'glue-session', service: 'glue.amazonaws.com', actions: [['glue:CreateSession', own('glue', 'session/{name}')], ['glue:RunStatement', own('glue', 'session/{name}')]], page: `${REF}list_awsglue.html` },
  { id: 'sagemaker-notebook', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateNotebookInstance', own('sagemaker', 'notebook-instance/{name}')], ['sagemaker:CreatePresignedNotebookInstanceUrl', own('sagemaker', 'notebook-instance/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-training', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateTrainingJob', own('sagemaker', 'training-job/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-processing', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateProcessingJob', own('sagemaker', 'processing-job/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-tuning', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateHyperParameterTuningJob', own('sagemaker', 'hyper-parameter-tuning-job/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-model', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateModel', own('sagemaker', 'model/{name}')], ['sagemaker:CreateEndpointConfig', own('sagemaker', 'endpoint-config/{name}')], ['sagemaker:CreateEndpoint', own('sagemaker', 'endpoint/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-pipeline', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreatePipeline', own('sagemaker', 'pipeline/{name}')], ['sagemaker:StartPipelineExecution', own('sagemaker', 'pipeline/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-studio', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateUserProfile', own('sagemaker', 'user-profile/{domain}/{name}')], ['sagemaker:CreatePresignedDomainUrl', own('sagemaker', 'user-profile/{domain}/{name}')]], when: 'the account has a domain of Studio', has: 'sagemaker/domain', page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-studio-domain', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateDomain', own('sagemaker', 'domain/{id}')], ['sagemaker:CreateUserProfile', own('sagemaker', 'user-profile/{domain}/{name}')], ['sagemaker:CreatePresignedDomainUrl', own('sagemaker', 'user-profile/{domain}/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-studio-role', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:UpdateUserProfile', own('sagemaker', 'user-profile/{domain}/{name}')], ['sagemaker:CreatePresignedDomainUrl', own('sagemaker', 'user-profile/{domain}/{name}')]], when: 'the account has a user profile of Studio', has: 'sagemaker/user-profile', page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-monitoring', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateMonitoringSchedule', own('sagemaker', 'monitoring-schedule/{name}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' },
  { id: 'sagemaker-hyperpod', service: 'sagemaker.amazonaws.com', actions: [['sagemaker:CreateCluster', own('sagemaker', 'cluster/{id}')]], page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-prerequisites-iam.html' },
  { id: 'bedrock-agent', service: 'bedrock.amazonaws.com', actions: [['bedrock:CreateAgent', '*'], ['bedrock:CreateAgentActionGroup', own('bedrock', 'agent/{id}')], ['bedrock:InvokeAgent', own('bedrock', 'agent-alias/{id}/{alias}')]], page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permission.html' },
  { id: 'bedrock-flow', service: 'bedrock.amazonaws.com', actions: [['bedrock:CreateFlow', '*'], ['bedrock:InvokeFlow', own('bedrock', 'flow/{id}/alias/{alias}')]], page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/flows-permissions.html' },
  { id: 'bedrock-agentcore-runtime', service: 'bedrock-agentcore.amazonaws.com', actions: [['bedrock-agentcore:CreateAgentRuntime', '*'], ['bedrock-agentcore:InvokeAgentRuntime', own('bedrock-agentcore', 'runtime/{id}')]], page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-permissions.html' },
  { id: 'bedrock-agentcore-runtime-role', service: 'bedrock-agentcore.amazonaws.com', actions: [['bedrock-agentcore:UpdateAgentRuntime', own('bedrock-agentcore', 'runtime/{id}')]], when: 'the account has an agent runtime', has: 'bedrock-agentcore/runtime', page: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_UpdateAgentRuntime.html' },
  { id: 'bedrock-agentcore-interpreter', service: 'bedrock-agentcore.amazonaws.com', actions: [['bedrock-agentcore:CreateCodeInterpreter', '*'], ['bedrock-agentcore:StartCodeInterpreterSession', own('bedrock-agentcore', 'code-interpreter-custom/{id}')], ['bedrock-agentcore:InvokeCodeInterpreter', own('bedrock-agentcore', 'code-interpreter-custom/{id}')]], page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/code-interpreter-tool.html' },
  { id: 'bedrock-agentcore-command', service: 'bedrock-agentcore.amazonaws.com', actions: [['bedrock-agentcore:CreateAgentRuntime', '*'], ['bedrock-agentcore:InvokeAgentRuntimeCommand', own('bedrock-agentcore', 'runtime/{id}')]], page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-security-best-practices.html' },
  { id: 'bedrock-agentcore-browser', service: 'bedrock-agentcore.amazonaws.com', actions: [['bedrock-agentcore:CreateBrowser', '*'], ['bedrock-agentcore:StartBrowserSession', own('bedrock-agentcore', 'browser-custom/{id}')], ['bedrock-agentcore:ConnectBrowserAutomationStream', '*']], page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/browser-tool.html' },
  { id: 'codebuild-project', service: 'codebuild.amazonaws.com', actions: [['codebuild:CreateProject', own('codebuild', 'project/{name}')], ['codebuild:StartBuild', own('codebuild', 'project/{name}')]], page: `${REF}list_awscodebuild.html` },
  { id: 'codebuild-batch', service: 'codebuild.amazonaws.com', actions: [['codebuild:CreateProject', own('codebuild', 'project/{name}')], ['codebuild:StartBuildBatch', own('codebuild', 'project/{name}')]], page: `${REF}list_awscodebuild.html` },
  { id: 'code-pipeline', service: 'codepipeline.amazonaws.com', actions: [['codepipeline:CreatePipeline', own('codepipeline', '{name}')]], page: 'https://docs.aws.amazon.com/codepipeline/latest/userguide/how-to-custom-role.html' },
  { id: 'amplify-app', service: 'amplify.amazonaws.com', actions: [['amplify:CreateApp', '*'], ['amplify:CreateBranch', own('amplify', 'apps/{id}/branches/{name}')], ['amplify:StartJob', own('amplify', 'apps/{id}/branches/{name}/jobs/{job}')]], page: `${REF}list_awsamplify.html` },
  { id: 'cloudformation-stack', service: 'cloudformation.amazonaws.com', actions: [['cloudformation:CreateStack', own('cloudformation', 'stack/{name}/{id}')]], page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html' },
  { id: 'cloudformation-stack-set', service: 'cloudformation.amazonaws.com', actions: [['cloudformation:CreateStackSet', '*'], ['cloudformation:CreateStackInstances', own('cloudformation', 'stackset/{name}:{id}')]], when: 'the role may take on the role that makes the stacks of the set', page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html' },
  { id: 'cloudformation-stack-set-update', service: 'cloudformation.amazonaws.com', actions: [['cloudformation:UpdateStackSet', own('cloudformation', 'stackset/{name}:{id}')]], when: 'the account has a stack set, and the role may take on the role that makes its stacks', page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html' },
  { id: 'ecs-task', service: 'ecs-tasks.amazonaws.com', actions: [['ecs:RegisterTaskDefinition', own('ecs', 'task-definition/{name}:{revision}')], ['ecs:RunTask', own('ecs', 'task-definition/{name}:{revision}')]], when: 'the account has a cluster of ECS', has: 'ecs/cluster', page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html' },
  { id: 'ecs-cluster-task', service: 'ecs-tasks.amazonaws.com', actions: [['ecs:CreateCluster', own('ecs', 'cluster/{name}')], ['ecs:RegisterTaskDefinition', own('ecs', 'task-definition/{name}:{revision}')], ['ecs:RunTask', own('ecs', 'task-definition/{name}:{revision}')]], page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html' },
  { id: 'ecs-service', service: 'ecs-tasks.amazonaws.com', actions: [['ecs:RegisterTaskDefinition', own('ecs', 'task-definition/{name}:{revision}')], ['ecs:CreateService', own('ecs', 'service/{cluster}/{name}')]], when: 'the account has a cluster of ECS', has: 'ecs/cluster', page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html' },
  { id: 'ecs-service-update', service: 'ecs-tasks.amazonaws.com', actions: [['ecs:RegisterTaskDefinition', own('ecs', 'task-definition/{name}:{revision}')], ['ecs:UpdateService', own('ecs', 'service/{cluster}/{name}')]], when: 'the account has a service of ECS', has: 'ecs/service', page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html' },
  { id: 'ecs-start-task', service: 'ecs-tasks.amazonaws.com', actions: [['ecs:RegisterTaskDefinition', own('ecs', 'task-definition/{name}:{revision}')], ['ecs:StartTask', own('ecs', 'task-definition/{name}:{revision}')]], when: 'a cluster has a container instance', page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html' },
  { id: 'ecs-task-override', service: 'ecs-tasks.amazonaws.com', actions: [['ecs:RunTask', own('ecs', 'task-definition/{name}:{revision}')]], when: 'a task definition of the account takes another command', page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html' },
  { id: 'batch-job', service: 'ecs-tasks.amazonaws.com', actions: [['batch:RegisterJobDefinition', own('batch', 'job-definition/{name}:{revision}')], ['batch:SubmitJob', own('batch', 'job-queue/{queue}')]], when: 'the account has a queue of Batch', has: 'batch/job-queue', page: `${REF}list_awsbatch.html` },
  { id: 'braket-job', service: 'braket.amazonaws.com', actions: [['braket:CreateJob', own('braket', 'job/{id}')]], page: `${REF}list_amazonbraket.html` },
  { id: 'omics-run', service: 'omics.amazonaws.com', actions: [['omics:CreateWorkflow', '*'], ['omics:StartRun', own('omics', 'run/{id}')]], page: `${REF}list_awshealthomics.html` },
  { id: 'gamelift-fleet', service: 'gamelift.amazonaws.com', actions: [['gamelift:CreateBuild', '*'], ['gamelift:CreateFleet', '*']], page: `${REF}list_amazongameliftservers.html` },
  { id: 'step-functions', service: 'states.amazonaws.com', actions: [['states:CreateStateMachine', own('states', 'stateMachine:{name}')], ['states:StartExecution', own('states', 'stateMachine:{name}')]], page: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html' },
  { id: 'data-pipeline', service: 'datapipeline.amazonaws.com', actions: [['datapipeline:CreatePipeline', '*'], ['datapipeline:PutPipelineDefinition', own('datapipeline', 'pipeline/{id}')], ['datapipeline:ActivatePipeline', own('datapipeline', 'pipeline/{id}')]], page: `${REF}list_datapipeline.html` },
  { id: 'flink-application', service: 'kinesisanalytics.amazonaws.com', actions: [['kinesisanalytics:CreateApplication', '*'], ['kinesisanalytics:StartApplication', own('kinesisanalytics', 'application/{name}')]], page: `${REF}list_amazonkinesisanalyticsv2.html` },
  { id: 'airflow-environment', service: 'airflow.amazonaws.com', actions: [['airflow:CreateEnvironment', own('airflow', 'environment/{name}')]], page: 'https://docs.aws.amazon.com/mwaa/latest/userguide/mwaa-create-role.html' },
  { id: 'roles-anywhere', service: 'rolesanywhere.amazonaws.com', actions: [['rolesanywhere:CreateTrustAnchor', '*'], ['rolesanywhere:CreateProfile', '*']], page: 'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html' },
  { id: 'emr-cluster', service: 'elasticmapreduce.amazonaws.com', actions: [['elasticmapreduce:RunJobFlow', '*']], page: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-roles.html' },
  { id: 'emr-serverless', service: 'emr-serverless.amazonaws.com', actions: [['emr-serverless:CreateApplication', '*'], ['emr-serverless:StartJobRun', own('emr-serverless', '/applications/{id}')]], page: 'https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/security-iam-runtime-role.html' },
  { id: 'app-runner', service: 'tasks.apprunner.amazonaws.com', actions: [['apprunner:CreateService', own('apprunner', 'service/{name}/{id}')]], page: 'https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html' },
  { id: 'app-runner-role', service: 'tasks.apprunner.amazonaws.com', actions: [['apprunner:UpdateService', own('apprunner', 'service/{name}/{id}')]], when: 'the account has a service of App Runner', has: 'apprunner/service', page: 'https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html' },
  { id: 'ssm-automation', service: 'ssm.amazonaws.com', actions: [['ssm:StartAutomationExecution', own('ssm', 'automation-definition/{name}:{version}')]], page: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html' },
  { id: 'scheduler', service: 'scheduler.amazonaws.com', actions: [['scheduler:CreateSchedule', own('scheduler', 'schedule/{group}/{name}')]], page: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html' },
  { id: 'eks-pod-identity', service: 'pods.eks.amazonaws.com', actions: [['eks:CreatePodIdentityAssociation', own('eks', 'cluster/{name}')]], when: 'the caller may run a pod in the cluster', page: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html' },
  { id: 'eks-pod-identity-role', service: 'pods.eks.amazonaws.com', actions: [['eks:UpdatePodIdentityAssociation', own('eks', 'podidentityassociation/{cluster}/{id}')]], when: 'the caller may run a pod that has an association', page: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html' },
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
  'bedrock-agentcore/browser-custom': { template: own('bedrock-agentcore', 'browser-custom/{id}'), word: 'browser of agents' },
  'sagemaker/space': { template: own('sagemaker', 'space/{domain}/{name}'), word: 'space of Studio' },
  'batch/job-definition': { template: own('batch', 'job-definition/{name}:{revision}'), word: 'job definition' },
  'elasticmapreduce/cluster': { template: own('elasticmapreduce', 'cluster/{id}'), word: 'cluster of EMR' },
  'codedeploy/deploymentgroup': { template: own('codedeploy', 'deploymentgroup:{application}/{name}'), word: 'deployment group' },
  'airflow/environment': { template: own('airflow', 'environment/{name}'), word: 'Airflow environment' },
  'datazone/environment': { template: '*', word: 'environment of DataZone' },
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
  { id: 'ssm-association', thing: 'ec2/instance', actions: ['ssm:CreateAssociation'], also: [['ssm:CreateAssociation', 'arn:aws:ssm:{region}::document/AWS-RunShellScript'], ['ssm:CreateAssociation', own('ssm', 'association/{id}')]], page: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/state-manager-associations.html' },
  { id: 'ssm-session', thing: 'ec2/instance', actions: ['ssm:StartSession'], page: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html' },
  { id: 'instance-connect', thing: 'ec2/instance', actions: ['ec2-instance-connect:SendSSHPublicKey'], page: `${REF}list_amazonec2instanceconnect.html` },
  { id: 'instance-user-data', thing: 'ec2/instance', actions: ['ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances'], page: `${REF}list_amazonec2.html` },
  { id: 'ecs-exec', thing: 'ecs/task', actions: ['ecs:ExecuteCommand'], page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html' },
  { id: 'notebook-url', thing: 'sagemaker/notebook-instance', actions: ['sagemaker:CreatePresignedNotebookInstanceUrl'], page: `${REF}list_amazonsagemaker.html` },
  { id: 'notebook-lifecycle', thing: 'sagemaker/notebook-instance', actions: ['sagemaker:UpdateNotebookInstance', 'sagemaker:StopNotebookInstance', 'sagemaker:StartNotebookInstance'], also: [['sagemaker:CreateNotebookInstanceLifecycleConfig', own('sagemaker', 'notebook-instance-lifecycle-config/{name}')]], page: `${REF}list_amazonsagemaker.html` },
  { id: 'notebook-lifecycle-update', thing: 'sagemaker/notebook-instance', actions: ['sagemaker:StopNotebookInstance', 'sagemaker:StartNotebookInstance'], also: [['sagemaker:UpdateNotebookInstanceLifecycleConfig', own('sagemaker', 'notebook-instance-lifecycle-config/{name}')]], when: 'the notebook has a lifecycle configuration', page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html' },
  { id: 'studio-lifecycle', thing: 'sagemaker/user-profile', actions: ['sagemaker:UpdateUserProfile'], also: [['sagemaker:CreateStudioLifecycleConfig', own('sagemaker', 'studio-lifecycle-config/{name}')]], when: 'the user of the profile opens an app', page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/studio-lifecycle-configurations.html' },
  { id: 'studio-session', thing: 'sagemaker/space', actions: ['sagemaker:StartSession'], when: 'the space is open to remote connections', page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/remote-access-remote-setup.html' },
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
  { id: 'agent-runtime-command', thing: 'bedrock-agentcore/runtime', actions: ['bedrock-agentcore:InvokeAgentRuntimeCommand'], page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-security-best-practices.html' },
  { id: 'code-interpreter-session', thing: 'bedrock-agentcore/code-interpreter-custom', actions: ['bedrock-agentcore:StartCodeInterpreterSession', 'bedrock-agentcore:InvokeCodeInterpreter'], page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/code-interpreter-tool.html' },
  { id: 'agent-browser-session', thing: 'bedrock-agentcore/browser-custom', actions: ['bedrock-agentcore:StartBrowserSession'], also: [['bedrock-agentcore:ConnectBrowserAutomationStream', '*']], page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/browser-tool.html' },
  { id: 'app-runner-code', thing: 'apprunner/service', actions: ['apprunner:UpdateService'], page: 'https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html' },
  { id: 'batch-override', thing: 'batch/job-definition', actions: ['batch:SubmitJob'], also: [['batch:SubmitJob', own('batch', 'job-queue/{queue}')]], page: 'https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html' },
  { id: 'emr-step', thing: 'elasticmapreduce/cluster', actions: ['elasticmapreduce:AddJobFlowSteps'], page: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-roles.html' },
  { id: 'deployment', thing: 'codedeploy/deploymentgroup', actions: ['codedeploy:CreateDeployment'], also: [['codedeploy:RegisterApplicationRevision', own('codedeploy', 'application:{name}')]], page: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/auth-and-access-control-permissions-reference.html' },
  { id: 'airflow-code', thing: 'airflow/environment', actions: ['airflow:UpdateEnvironment'], page: 'https://docs.aws.amazon.com/mwaa/latest/userguide/configuring-dag-folder.html' },
  { id: 'datazone-credentials', thing: 'datazone/environment', actions: ['datazone:GetEnvironmentCredentials'], when: 'the caller is a member of the project of the environment', page: 'https://docs.aws.amazon.com/datazone/latest/APIReference/API_GetEnvironmentCredentials.html' },
]; // prettier-ignore
