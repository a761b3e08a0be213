import type { Duty } from '../../../model/cloud-findings-facts.ts';

/**
 * A duty is held by whoever may do any of these in an account, on anything of the kind. The seven duties are the design's; the actions are those of the
 * service authorization reference that exercise them, not those that only look.
 */
export const DUTY_ACTIONS: Readonly<Record<Duty, readonly (readonly [action: string, resource: string])[]>> = {
  serving: [
    ['sagemaker:CreateEndpoint', 'arn:aws:sagemaker:{region}:{account}:endpoint/{name}'],
    ['sagemaker:UpdateEndpoint', 'arn:aws:sagemaker:{region}:{account}:endpoint/{name}'],
    ['bedrock:UpdateAgent', 'arn:aws:bedrock:{region}:{account}:agent/{id}'],
    ['bedrock:CreateProvisionedModelThroughput', 'arn:aws:bedrock:{region}::foundation-model/{name}'],
    ['bedrock:CreateProvisionedModelThroughput', 'arn:aws:bedrock:{region}:{account}:custom-model/{name}'],
  ],
  'gpu-provisioning': [
    ['ec2:RunInstances', 'arn:aws:ec2:{region}:{account}:instance/{id}'],
    ['eks:CreateNodegroup', 'arn:aws:eks:{region}:{account}:cluster/{name}'],
    ['eks:UpdateNodegroupConfig', 'arn:aws:eks:{region}:{account}:nodegroup/{cluster}/{name}/{id}'],
    ['sagemaker:CreateCluster', 'arn:aws:sagemaker:{region}:{account}:cluster/{id}'],
    ['sagemaker:UpdateCluster', 'arn:aws:sagemaker:{region}:{account}:cluster/{id}'],
  ],
  'platform-administration': [
    ['iam:PutRolePolicy', 'arn:aws:iam::{account}:role/{name}'],
    ['iam:AttachRolePolicy', 'arn:aws:iam::{account}:role/{name}'],
    ['iam:CreatePolicyVersion', 'arn:aws:iam::{account}:policy/{name}'],
    ['eks:CreateAccessEntry', 'arn:aws:eks:{region}:{account}:cluster/{name}'],
    ['eks:UpdateClusterConfig', 'arn:aws:eks:{region}:{account}:cluster/{name}'],
  ],
  'host-control': [
    ['ssm:SendCommand', 'arn:aws:ec2:{region}:{account}:instance/{id}'],
    ['ssm:StartSession', 'arn:aws:ec2:{region}:{account}:instance/{id}'],
    ['ec2-instance-connect:SendSSHPublicKey', 'arn:aws:ec2:{region}:{account}:instance/{id}'],
    ['ec2:ModifyInstanceAttribute', 'arn:aws:ec2:{region}:{account}:instance/{id}'],
  ],
  deployment: [
    ['lambda:UpdateFunctionCode', 'arn:aws:lambda:{region}:{account}:function:{name}'],
    ['ecs:UpdateService', 'arn:aws:ecs:{region}:{account}:service/{cluster}/{name}'],
    ['ecr:PutImage', 'arn:aws:ecr:{region}:{account}:repository/{name}'],
    ['cloudformation:UpdateStack', 'arn:aws:cloudformation:{region}:{account}:stack/{name}/{id}'],
    ['codedeploy:CreateDeployment', 'arn:aws:codedeploy:{region}:{account}:deploymentgroup:{app}/{name}'],
    ['codepipeline:StartPipelineExecution', 'arn:aws:codepipeline:{region}:{account}:{name}'],
  ],
  approval: [
    ['codepipeline:PutApprovalResult', 'arn:aws:codepipeline:{region}:{account}:{name}/{stage}/{step}'],
    ['sagemaker:UpdateModelPackage', 'arn:aws:sagemaker:{region}:{account}:model-package/{group}/{version}'],
    ['codecommit:UpdatePullRequestApprovalState', 'arn:aws:codecommit:{region}:{account}:{name}'],
    ['ssm:SendAutomationSignal', 'arn:aws:ssm:{region}:{account}:automation-execution/{id}'],
  ],
  audit: [
    ['cloudtrail:StopLogging', 'arn:aws:cloudtrail:{region}:{account}:trail/{name}'],
    ['cloudtrail:DeleteTrail', 'arn:aws:cloudtrail:{region}:{account}:trail/{name}'],
    ['cloudtrail:PutEventSelectors', 'arn:aws:cloudtrail:{region}:{account}:trail/{name}'],
    ['bedrock:DeleteModelInvocationLoggingConfiguration', '*'],
    ['bedrock:PutModelInvocationLoggingConfiguration', '*'],
    ['logs:DeleteLogGroup', 'arn:aws:logs:{region}:{account}:log-group:{name}'],
    ['config:StopConfigurationRecorder', 'arn:aws:config:{region}:{account}:configuration-recorder/{name}/{id}'],
    ['guardduty:DeleteDetector', 'arn:aws:guardduty:{region}:{account}:detector/{id}'],
  ],
};
