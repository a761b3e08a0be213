import { tellAwsIdentity, tellAwsManagedPolicy, awsIdentityId } from '../../../cloud/tell/aws.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import { environmentInName } from '../../../model/environment-name.ts';
import { printHoles } from '../../../model/hole.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import type { Environment } from '../../../model/kinds.ts';
import { accountOf } from '../account.ts';
import type { Answer } from '../answer.ts';
import { policyAt } from '../policy-at.ts';

const TYPES = [
  { type: 'user', list: 'UserDetailList', name: 'UserName', inline: 'UserPolicyList' },
  { type: 'group', list: 'GroupDetailList', name: 'GroupName', inline: 'GroupPolicyList' },
  { type: 'role', list: 'RoleDetailList', name: 'RoleName', inline: 'RolePolicyList' },
] as const;

/** ARN of a group by account and name: users name their groups without path. */
export type GroupArns = ReadonlyMap<string, string>;

export function groupArns(answers: readonly Answer[]): GroupArns {
  return new Map(
    answers.flatMap((answer) =>
      answer.output.items('GroupDetailList').flatMap((one) => {
        const [arn, name] = [one.text('Arn'), one.text('GroupName')];
        return arn === undefined || name === undefined ? [] : [[`${accountOf(arn, answer)}/${name}`, arn] as const];
      }),
    ),
  );
}

/** What GetAccountAuthorizationDetails prints: users, groups, roles and managed policies of one account (IAM API reference). */
export function readDetails(estate: EstateBuilder, answer: Answer, arns: GroupArns): number {
  let objects = 0;
  for (const policy of answer.output.items('Policies')) objects += managed(estate, answer, policy);
  for (const one of TYPES)
    for (const detail of answer.output.items(one.list)) objects += identity(estate, answer, one, detail, arns);
  return objects;
}

function identity(
  estate: EstateBuilder,
  answer: Answer,
  { type, name: key, inline }: (typeof TYPES)[number],
  detail: Entry,
  arns: GroupArns,
): number {
  const [arn, name] = [detail.text('Arn'), detail.text(key)];
  if (arn === undefined || name === undefined) return 0;
  const account = accountOf(arn, answer);
  const boundary = detail.text('PermissionsBoundary', 'PermissionsBoundaryArn');
  const trust = policyAt(estate, detail.get('AssumeRolePolicyDocument'), 'trust', 'trust');
  const tags = tagsOf(detail.get('Tags'));
  const attached = detail.items('AttachedManagedPolicies').flatMap((one) => {
    const policy = one.text('PolicyArn');
    return policy === undefined ? [] : [{ arn: policy, at: one }];
  });
  const created = detail.text('CreateDate');
  const lastUsed = detail.text('RoleLastUsed', 'LastUsedDate');
  const groups = detail.texts('GroupList');
  const node = tellAwsIdentity(estate, {
    type,
    account,
    arn,
    name,
    environment: environmentOf(answer, name, tags),
    inline: detail
      .items(inline)
      .flatMap(
        (one) => policyAt(estate, one.get('PolicyDocument'), one.text('PolicyName') ?? 'inline', 'identity') ?? [],
      ),
    attached: attached.map((one) => one.arn),
    ...(boundary === undefined ? {} : { boundary }),
    groups,
    ...(trust === undefined ? {} : { trust }),
    tags,
    instanceProfiles: detail.items('InstanceProfileList').flatMap((one) => one.text('Arn') ?? []),
    serviceLinked: arn.includes(':role/aws-service-role/'),
    ...(created === undefined ? {} : { created: created.slice(0, 10) }),
    ...(lastUsed === undefined ? {} : { lastUsed: lastUsed.slice(0, 10) }),
    unresolved: [],
    evidence: [detail.evidence],
    confidence: 'configured',
  });
  for (const one of attached) holds(estate, node, account, one.arn, one.at, answer);
  for (const group of detail.items('GroupList')) joins(estate, node, account, group, arns);
  return 1;
}

/** The edge to the policy by its ARN; its text may stand in another file, or with AWS alone. */
function holds(estate: EstateBuilder, from: NodeId, account: string, arn: string, at: Entry, answer: Answer): void {
  const to = nodeId('aws', 'Policy', printHoles(policyAccount(arn, account)), arn);
  const evidence = [at.evidence];
  const name = at.text('PolicyName') ?? arn.split('/').at(-1) ?? arn;
  estate.node({
    id: to,
    kind: 'PermissionSet',
    name,
    realm: printHoles(policyAccount(arn, account)),
    environment: answer.environment,
    evidence,
    implied: true,
  });
  estate.edge({ kind: 'HAS_PERMISSION_SET', from, to, confidence: 'configured', evidence });
}

function joins(estate: EstateBuilder, from: NodeId, account: string, group: Entry, arns: GroupArns): void {
  const name = group.text();
  if (name === undefined) return;
  const arn = arns.get(`${account}/${name}`) ?? `arn:aws:iam::${account}:group/${name}`;
  const to = awsIdentityId('group', account, arn);
  const evidence = [group.evidence];
  estate.node({
    id: to,
    kind: 'Group',
    name,
    realm: printHoles(account),
    environment: 'unknown',
    evidence,
    implied: true,
  });
  estate.edge({ kind: 'MEMBER_OF', from, to, confidence: 'configured', evidence });
}

function managed(estate: EstateBuilder, answer: Answer, detail: Entry): number {
  const arn = detail.text('Arn');
  const version = detail.items('PolicyVersionList').find((one) => one.get('IsDefaultVersion')?.value === true);
  if (arn === undefined || version === undefined) return 0;
  const policy: AwsPolicy | undefined = policyAt(
    estate,
    version.get('Document'),
    detail.text('PolicyName') ?? arn,
    'identity',
  );
  if (!policy) return 0;
  const account = policyAccount(arn, accountOf(arn, answer));
  tellAwsManagedPolicy(estate, {
    account,
    arn,
    policy,
    environment: answer.environment,
    evidence: [detail.evidence],
    confidence: 'configured',
  });
  return 1;
}

/** Policies of AWS itself are of nobody's account and the same everywhere. */
const policyAccount = (arn: string, account: string): string =>
  /^arn:aws[a-z-]{0,10}:iam::aws:/u.test(arn) ? 'aws' : account;

export function tagsOf(tags: Entry | undefined): Readonly<Record<string, string>> {
  const found: [string, string][] = [];
  for (const tag of tags?.items() ?? []) {
    const key = tag.text('Key') ?? tag.text('key');
    if (key !== undefined) found.push([key, tag.text('Value') ?? tag.text('value') ?? '']);
  }
  return Object.fromEntries(found);
}

export function environmentOf(answer: Answer, name: string, tags: Readonly<Record<string, string>>): Environment {
  if (answer.environment !== 'unknown') return answer.environment;
  const tagged = Object.entries(tags).find(([key]) => /^(?:environment|env|stage)$/iu.test(key))?.[1];
  return (tagged === undefined ? undefined : environmentInName(tagged)) ?? environmentInName(name) ?? 'unknown';
}
