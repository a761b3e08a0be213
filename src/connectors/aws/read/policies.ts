import type { AwsPolicy } from '../../../model/aws-policy.ts';
import type { Answer } from '../answer.ts';

export interface PolicyAnswer {
  readonly service: string;
  readonly type: string;
  /** Keys down to the policy. */
  readonly policy: readonly string[];
  /** How people call it. */
  readonly called: string;
  /** What it is the policy of: as the answer or its request says, or the one thing that all its statements name. */
  readonly arn: (answer: Answer, policy: AwsPolicy | undefined) => string | undefined;
  readonly blocked?: (answer: Answer) => boolean;
}

const output =
  (...keys: readonly string[]): PolicyAnswer['arn'] =>
  ({ output: entry }) =>
    entry.text(...keys);

const input =
  (key: string, make: (name: string, answer: Answer) => string | undefined): PolicyAnswer['arn'] =>
  (answer) => {
    const name = answer.input?.text(key);
    return name === undefined ? undefined : make(name, answer);
  };

const first =
  (...ways: readonly PolicyAnswer['arn'][]): PolicyAnswer['arn'] =>
  (answer, policy) => {
    for (const way of ways) {
      const arn = way(answer, policy);
      if (arn !== undefined) return arn;
    }
    return undefined;
  };

/** The ARN of a request that may be an ARN already, or a name in the account and region that were recorded. */
const inAccount =
  (service: string, prefix: string) =>
  (name: string, { account, region }: Answer): string | undefined =>
    name.startsWith('arn:')
      ? name
      : account === undefined || region === undefined
        ? undefined
        : `arn:aws:${service}:${region}:${account}:${prefix}${name}`;

/** The bucket or function that all statements are about, where there is one. */
const common =
  (pattern: RegExp): PolicyAnswer['arn'] =>
  (_, policy) => {
    const named = new Set(
      (policy?.statements ?? []).flatMap((one) => one.resources ?? []).map((one) => pattern.exec(one)?.[1] ?? ''),
    );
    const [only] = named;
    return named.size === 1 && only !== '' ? only : undefined;
  };

const BUCKET = /^(arn:aws[a-z-]{0,10}:s3:::[a-z0-9.-]{3,63})(?:\/|$)/u;
const FUNCTION = /^(arn:aws[a-z-]{0,10}:lambda:[a-z0-9-]{1,40}:\d{12}:function:[\w-]{1,140})/u;
const bucket = (name: string): string => `arn:aws:s3:::${name}`;

const row = (
  service: string,
  type: string,
  policy: string,
  called: string,
  arn: PolicyAnswer['arn'],
): PolicyAnswer => ({ service, type, policy: policy.split('.'), called, arn });

/** Answers that print the policy of a thing, by operation (API reference of each service). */
export const POLICIES: Readonly<Record<string, PolicyAnswer>> = {
  's3:GetBucketPolicy': row('s3', 'bucket', 'Policy', 'bucket policy', first(input('Bucket', bucket), common(BUCKET))),
  's3:GetPublicAccessBlock': {
    ...row('s3', 'bucket', 'PublicAccessBlockConfiguration', 'public access block', input('Bucket', bucket)),
    blocked: ({ output: entry }) =>
      ['BlockPublicPolicy', 'RestrictPublicBuckets'].every(
        (key) => entry.get('PublicAccessBlockConfiguration', key)?.value === true,
      ),
  },
  'kms:GetKeyPolicy': row('kms', 'key', 'Policy', 'key policy', input('KeyId', inAccount('kms', 'key/'))),
  'secretsmanager:GetResourcePolicy': row('secretsmanager', 'secret', 'ResourcePolicy', 'secret policy', output('ARN')),
  'sqs:GetQueueAttributes': row('sqs', 'queue', 'Attributes.Policy', 'queue policy', output('Attributes', 'QueueArn')),
  'sns:GetTopicAttributes': row('sns', 'topic', 'Attributes.Policy', 'topic policy', output('Attributes', 'TopicArn')),
  'lambda:GetPolicy': row('lambda', 'function', 'Policy', 'function policy',
    first(input('FunctionName', inAccount('lambda', 'function:')), common(FUNCTION))),
  'ecr:GetRepositoryPolicy': row('ecr', 'repository', 'policyText', 'repository policy',
    ({ output: entry, region, account }) => {
      const [registry, name] = [entry.text('registryId') ?? account, entry.text('repositoryName')];
      return registry === undefined || name === undefined ? undefined : `arn:aws:ecr:${region ?? '*'}:${registry}:repository/${name}`;
    }),
  'sagemaker:GetModelPackageGroupPolicy': row('sagemaker', 'model-package-group', 'ResourcePolicy', 'model package group policy',
    input('ModelPackageGroupName', inAccount('sagemaker', 'model-package-group/'))),
  'bedrock:GetResourcePolicy': row('bedrock', 'custom-model', 'resourcePolicy', 'model policy',
    input('resourceArn', (name) => name)),
}; // prettier-ignore
