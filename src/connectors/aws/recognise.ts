import type { Entry } from '../../documents/entry.ts';
import type { Environment } from '../../model/kinds.ts';
import { COLLECTED, type Answer } from './answer.ts';
import { isPolicy, POLICY_DOCUMENT } from './read/loose.ts';
import { LISTS } from './lists.ts';

interface Standing {
  readonly file: string;
  readonly path: string;
  readonly environment: Environment;
  readonly realm: string;
}

/** Top-level keys by which an answer of the CLI is known, with the shape that makes it sure. More than one may hold. */
const SHAPES: readonly (readonly [operation: string, is: (root: Entry) => boolean])[] = [
  [
    'iam:GetAccountAuthorizationDetails',
    (root) => DETAILS.some((key) => root.items(key).some((one) => arn(one, 'Arn', 'iam'))),
  ],
  [
    'iam:ListAccessKeys',
    (root) => root.items('AccessKeyMetadata').some((one) => one.text('AccessKeyId') !== undefined),
  ],
  ['organizations:DescribeOrganization', (root) => arn(root.get('Organization'), 'Arn', 'organizations')],
  ['organizations:ListAccounts', (root) => root.items('Accounts').some((one) => arn(one, 'Arn', 'organizations'))],
  ['organizations:ListRoots', (root) => root.items('Roots').some((one) => arn(one, 'Arn', 'organizations'))],
  ['organizations:ListPolicies', (root) => root.items('Policies').some((one) => arn(one, 'Arn', 'organizations'))],
  [
    'organizations:ListTargetsForPolicy',
    (root) => root.items('Targets').some((one) => one.has('TargetId') && arn(one, 'Arn', 'organizations')),
  ],
  ['organizations:DescribePolicy', (root) => arn(root.get('Policy', 'PolicySummary'), 'Arn', 'organizations')],
  ['secretsmanager:GetResourcePolicy', (root) => arn(root, 'ARN', 'secretsmanager') && root.has('ResourcePolicy')],
  ['sqs:GetQueueAttributes', (root) => arn(root.get('Attributes'), 'QueueArn', 'sqs')],
  ['sns:GetTopicAttributes', (root) => arn(root.get('Attributes'), 'TopicArn', 'sns')],
  [
    'ecr:GetRepositoryPolicy',
    (root) => ['registryId', 'repositoryName', 'policyText'].every((key) => root.text(key) !== undefined),
  ],
  ['s3:GetBucketPolicy', (root) => /"arn:aws[\w-]{0,10}:s3:::/u.test(root.text('Policy') ?? '')],
  [
    's3:ListBuckets',
    (root) => root.items('Buckets').some((one) => one.text('Name') !== undefined && one.has('CreationDate')),
  ],
  ['lambda:GetPolicy', (root) => /"arn:aws[\w-]{0,10}:lambda:/u.test(root.text('Policy') ?? '')],
  ['eks:DescribeCluster', (root) => arn(root.get('cluster'), 'arn', 'eks')],
  ['eks:DescribeNodegroup', (root) => arn(root.get('nodegroup'), 'nodegroupArn', 'eks')],
  [
    'ec2:DescribeLaunchTemplateVersions',
    (root) => root.items('LaunchTemplateVersions').some((one) => one.has('LaunchTemplateData')),
  ],
  ['eks:DescribePodIdentityAssociation', (root) => arn(root.get('association'), 'roleArn', 'iam')],
  ['ec2:DescribeInstances', (root) => root.items('Reservations').some((one) => one.items('Instances').length > 0)],
  ['tagging:GetResources', (root) => root.items('ResourceTagMappingList').some((one) => arn(one, 'ResourceARN', ''))],
];

/** Shapes of a whole document: a page of a list is none of these. */
const ALONE: typeof SHAPES = [[POLICY_DOCUMENT, isPolicy]];

const DETAILS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'];

/** Words of which one stands in every text that could be an answer: cheaper than parsing. */
const WORDS = [
  ...DETAILS,
  COLLECTED,
  'AccessKeyMetadata',
  'ARN',
  'LaunchTemplateVersions',
  '"Reservations"',
  'Arn',
  'arn:aws',
  'policyText',
  '"Statement"',
  '"Buckets"',
];

export const mayBe = (text: string): boolean => WORDS.some((word) => text.includes(word));

/** Whether it is an answer although it cannot be parsed. */
export const surely = (text: string): boolean =>
  text.includes(`"${COLLECTED}"`) || DETAILS.every((key) => text.includes(`"${key}"`));

/** The answers in one JSON document: one, a list of pages, or what was recorded. */
export function answersIn(root: Entry, standing: Standing): readonly Answer[] {
  if (root.text('writ') === COLLECTED) return root.items('answers').flatMap((one) => recorded(one, standing));
  const alone = ALONE.filter(([, is]) => is(root)).map(([operation]) => ({ ...standing, operation, output: root }));
  return alone.length > 0 ? alone : [root, ...root.items()].flatMap((one) => printed(one, standing));
}

function recorded(one: Entry, standing: Standing): readonly Answer[] {
  const [operation, output, input] = [one.text('operation'), one.get('output'), one.get('input')];
  if (operation === undefined || output === undefined) return [];
  const account = one.text('account');
  const region = one.text('region');
  return [
    {
      ...standing,
      operation,
      output,
      ...(input ? { input } : {}),
      ...(account === undefined || !/^\d{12}$/u.test(account) ? {} : { account }),
      ...(region === undefined ? {} : { region }),
    },
  ];
}

function printed(root: Entry, standing: Standing): readonly Answer[] {
  const shaped = SHAPES.filter(([, is]) => is(root)).map(([operation]) => operation);
  const listed = Object.entries(LISTS).flatMap(([operation, list]) =>
    root.itemsOrOne(...list.at).some((one) => arn(one, list.arn, list.service)) ? [operation] : [],
  );
  return [...new Set([...shaped, ...listed])].map((operation) => ({ ...standing, operation, output: root }));
}

const arn = (entry: Entry | undefined, key: string, service: string): boolean =>
  new RegExp(`^arn:aws[a-z-]{0,10}:${service === '' ? '[a-z0-9-]{1,40}' : service}:`, 'u').test(entry?.text(key) ?? '');
