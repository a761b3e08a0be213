import { hole } from '../../model/hole.ts';

/** Where a thing of AWS stands. `account` is twelve digits or a hole; a region that no file tells is a hole in the ARN. */
export interface AwsPlace {
  readonly account: string;
  readonly region?: string;
}

/**
 * The rest of an ARN after the partition, by `service/type` of the service authorization reference: `R` is the region, `A` the account,
 * `N` the name or id; IAM's path stands before the name.
 */
const ARNS: Readonly<Record<string, string>> = {
  'iam/role': 'iam::A:role/N',
  'iam/user': 'iam::A:user/N',
  'iam/group': 'iam::A:group/N',
  'iam/policy': 'iam::A:policy/N',
  'iam/instance-profile': 'iam::A:instance-profile/N',
  'iam/oidc-provider': 'iam::A:oidc-provider/N',
  's3/bucket': 's3:::N',
  'kms/key': 'kms:R:A:key/N',
  'secretsmanager/secret': 'secretsmanager:R:A:secret:N',
  'ssm/parameter': 'ssm:R:A:parameter/N',
  'sqs/queue': 'sqs:R:A:N',
  'sns/topic': 'sns:R:A:N',
  'lambda/function': 'lambda:R:A:function:N',
  'ecr/repository': 'ecr:R:A:repository/N',
  'dynamodb/table': 'dynamodb:R:A:table/N',
  'rds/db': 'rds:R:A:db:N',
  'rds/cluster': 'rds:R:A:cluster:N',
  'eks/cluster': 'eks:R:A:cluster/N',
  'ecs/task-definition': 'ecs:R:A:task-definition/N',
  'ec2/instance': 'ec2:R:A:instance/N',
  'ec2/launch-template': 'ec2:R:A:launch-template/N',
  'codebuild/project': 'codebuild:R:A:project/N',
  'states/stateMachine': 'states:R:A:stateMachine:N',
  'sagemaker/endpoint': 'sagemaker:R:A:endpoint/N',
  'sagemaker/model': 'sagemaker:R:A:model/N',
  'sagemaker/notebook-instance': 'sagemaker:R:A:notebook-instance/N',
  'sagemaker/domain': 'sagemaker:R:A:domain/N',
  'sagemaker/user-profile': 'sagemaker:R:A:user-profile/N',
  'sagemaker/pipeline': 'sagemaker:R:A:pipeline/N',
  'sagemaker/model-package-group': 'sagemaker:R:A:model-package-group/N',
  'bedrock/agent': 'bedrock:R:A:agent/N',
  'bedrock/knowledge-base': 'bedrock:R:A:knowledge-base/N',
  'bedrock/guardrail': 'bedrock:R:A:guardrail/N',
  'bedrock/custom-model': 'bedrock:R:A:custom-model/N',
  'glue/job': 'glue:R:A:job/N',
  'organizations/policy': 'organizations::aws:policy/N',
};

/** The ARN of a thing by its name. `kind` is `service/type`; undefined for one whose form is not in the table. */
export function arnOf(kind: string, name: string, place: AwsPlace, path = '/'): string | undefined {
  const form = Object.hasOwn(ARNS, kind) ? ARNS[kind] : undefined;
  if (form === undefined) return undefined;
  const before = path === '/' || path === '' ? '' : path.replace(/^\/|\/$/gu, '').concat('/');
  const rest = form.replace(/\b[RAN]\b/gu, (word) =>
    word === 'R' ? (place.region ?? hole('region')) : word === 'A' ? place.account : before + name.replace(/^\//u, ''),
  );
  return `arn:${partitionOf(place.region)}:${rest}`;
}

/** The partition that a region is in (AWS general reference). */
export function partitionOf(region: string | undefined): string {
  if (region?.startsWith('us-gov-')) return 'aws-us-gov';
  return region?.startsWith('cn-') ? 'aws-cn' : 'aws';
}

/** Whose thing an ARN names: twelve digits, or what stands in their place; undefined where the ARN has none. */
export function accountIn(arn: string): string | undefined {
  const part = /^arn:[^:]{1,40}:[^:]{1,60}:[^:]{0,200}:([^:]{1,300}):/u.exec(arn)?.[1];
  return part;
}
