/**
 * `service/type` of a resource -> the service principal that takes on its role (IAM user guide, "AWS services that work with IAM", and the page of each
 * service on its service role).
 */
export const RUNS_AS_SERVICE: Readonly<Record<string, string>> = {
  'lambda/function': 'lambda.amazonaws.com',
  'ec2/instance': 'ec2.amazonaws.com',
  'ec2/launch-template': 'ec2.amazonaws.com',
  'ecs/task-definition': 'ecs-tasks.amazonaws.com',
  'ecs/service': 'ecs-tasks.amazonaws.com',
  'eks/cluster': 'eks.amazonaws.com',
  'eks/nodegroup': 'ec2.amazonaws.com',
  'sagemaker/notebook-instance': 'sagemaker.amazonaws.com',
  'sagemaker/training-job': 'sagemaker.amazonaws.com',
  'sagemaker/processing-job': 'sagemaker.amazonaws.com',
  'sagemaker/model': 'sagemaker.amazonaws.com',
  'sagemaker/pipeline': 'sagemaker.amazonaws.com',
  'sagemaker/domain': 'sagemaker.amazonaws.com',
  'sagemaker/user-profile': 'sagemaker.amazonaws.com',
  'bedrock/agent': 'bedrock.amazonaws.com',
  'bedrock/knowledge-base': 'bedrock.amazonaws.com',
  'bedrock/flow': 'bedrock.amazonaws.com',
  'bedrock-agentcore/runtime': 'bedrock-agentcore.amazonaws.com',
  'bedrock-agentcore/code-interpreter-custom': 'bedrock-agentcore.amazonaws.com',
  'codebuild/project': 'codebuild.amazonaws.com',
  'glue/job': 'glue.amazonaws.com',
  'glue/devEndpoint': 'glue.amazonaws.com',
  'ecs/task': 'ecs-tasks.amazonaws.com',
  'states/stateMachine': 'states.amazonaws.com',
  'cloudformation/stack': 'cloudformation.amazonaws.com',
  'apprunner/service': 'tasks.apprunner.amazonaws.com',
  'batch/job-definition': 'ecs-tasks.amazonaws.com',
};
