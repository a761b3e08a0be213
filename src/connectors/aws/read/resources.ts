import { tellAwsResource } from '../../../cloud/tell/aws.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import type { AwsResourceFact } from '../../../model/aws-facts.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import { tellVariables } from '../../../cloud/tell/variables.ts';
import type { ScanContext } from '../../port.ts';
import { countEach } from '../../source-rows.ts';
import { accountIn, accountOf } from '../account.ts';
import type { Answer } from '../answer.ts';
import { LISTS } from '../lists.ts';
import { environmentOf, tagsOf } from './details.ts';
import { POLICIES } from './policies.ts';
import { policyAt } from '../policy-at.ts';

type Draft = Partial<Pick<AwsResourceFact, 'policy' | 'role' | 'kmsKey' | 'publicBlocked' | 'tags'>> & {
  readonly service: string;
  readonly type: string;
  readonly at: Entry;
  readonly answer: Answer;
};

/** Everything with an ARN, put together from the answers that tell of it: what it is, its role and key, its policy. Counts by file. */
export function readResources(
  { estate, digest }: ScanContext,
  answers: readonly Answer[],
): ReadonlyMap<string, number> {
  const found = new Map<string, Draft>();
  const add = (arn: string, draft: Draft): void => {
    const known = found.get(arn);
    found.set(
      arn,
      known ? { ...draft, ...known, ...policyOf(known, draft), tags: { ...draft.tags, ...known.tags } } : draft,
    );
  };
  for (const answer of answers) listed(answer, add);
  for (const answer of answers) {
    tagged(answer, add);
    guarded(estate, answer, add);
  }
  for (const [arn, { at, answer, service, type, tags = {}, ...rest }] of [...found].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    const node = tellAwsResource(estate, {
      ...rest,
      service,
      type,
      arn,
      tags,
      account: accountOf(arn, answer),
      environment: environmentOf(answer, arn.split(/[:/]/u).at(-1) ?? arn, tags),
      evidence: [at.evidence],
      confidence: 'configured',
    });
    tellVariables(estate, digest, node, at.entries('Environment', 'Variables'));
  }
  return countEach([...found.values()].map((one) => one.answer.file));
}

const policyOf = (a: Draft, b: Draft): { policy?: AwsPolicy } => {
  const policy = a.policy ?? b.policy;
  return policy === undefined ? {} : { policy };
};

type Add = (arn: string, draft: Draft) => void;

function listed(answer: Answer, add: Add): void {
  const list = Object.hasOwn(LISTS, answer.operation) ? LISTS[answer.operation] : undefined;
  if (!list) return;
  for (const at of answer.output.itemsOrOne(...list.at)) {
    const name = list.name === undefined ? undefined : at.text(list.name);
    const arn = at.text(list.arn) ?? (name === undefined ? undefined : list.made?.(name));
    if (arn === undefined) continue;
    const role = list.role === undefined ? undefined : at.text(list.role);
    const kmsKey = list.kmsKey === undefined ? undefined : at.text(list.kmsKey);
    add(arn, {
      service: list.service,
      type: list.type,
      at,
      answer,
      ...(role === undefined ? {} : { role }),
      ...(kmsKey === undefined ? {} : { kmsKey }),
      tags: tagsOf(at.get('Tags') ?? at.get('tags')),
    });
  }
}

/** `aws resourcegroupstaggingapi get-resources`: ARNs of every service, with tags. */
function tagged(answer: Answer, add: Add): void {
  if (answer.operation !== 'tagging:GetResources') return;
  for (const at of answer.output.items('ResourceTagMappingList')) {
    const arn = at.text('ResourceARN');
    const kind = arn === undefined ? undefined : kindOf(arn);
    if (arn !== undefined && kind) add(arn, { ...kind, at, answer, tags: tagsOf(at.get('Tags')) });
  }
}

const WITHOUT_TYPE: Readonly<Record<string, string>> = { s3: 'bucket', sqs: 'queue', sns: 'topic' };

function kindOf(arn: string): { service: string; type: string } | undefined {
  const [, , service = '', , , ...rest] = arn.split(':');
  const resource = rest.join(':');
  if (service === '' || service === 'iam') return undefined;
  const type = WITHOUT_TYPE[service] ?? /^([\w-]{1,60})[:/]/u.exec(resource)?.[1];
  return type === undefined ? undefined : { service, type };
}

/** Answers that print the policy of a thing. */
function guarded(estate: EstateBuilder, answer: Answer, add: Add): void {
  const row = Object.hasOwn(POLICIES, answer.operation) ? POLICIES[answer.operation] : undefined;
  if (!row) return;
  const written = answer.output.get(...row.policy);
  const policy = row.blocked ? undefined : policyAt(estate, written, row.called, 'resource');
  const arn = row.arn(answer, policy);
  if (arn === undefined) return;
  const blocked = row.blocked?.(answer);
  add(arn, {
    service: row.service,
    type: row.type,
    at: written ?? answer.output,
    answer: accountIn(arn) === undefined ? answer : { ...answer, account: accountOf(arn, answer) },
    ...(policy ? { policy } : {}),
    ...(blocked === undefined ? {} : { publicBlocked: blocked }),
  });
}
