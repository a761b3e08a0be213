import { awsIdentityId, tellAwsIdentity } from '../tell/aws.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import { environmentInName } from '../../model/environment-name.ts';
import type { Evidence } from '../../model/evidence.ts';
import { aroundHoles, hole, holesOf, printHoles } from '../../model/hole.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { Environment } from '../../model/kinds.ts';
import { accountIn, arnOf } from './arns.ts';
import type { IdentityDraft } from './drafts.ts';

export function tellIdentity(estate: EstateBuilder, draft: IdentityDraft): void {
  const { type, account, arn, name, inline, tags, trust, boundary } = draft;
  const node = tellAwsIdentity(estate, {
    type,
    account,
    arn,
    // Users name their groups: those keep the whole name.
    name: type === 'group' ? name : short(name),
    environment: environmentOf(draft.environment, tags, name),
    inline,
    attached: [...draft.attached.keys()],
    ...(boundary === undefined ? {} : { boundary }),
    groups: [...draft.groups.keys()],
    ...(trust === undefined ? {} : { trust }),
    tags,
    instanceProfiles: [...draft.instanceProfiles],
    serviceLinked: arn.includes(':role/aws-service-role/'),
    unresolved: [...draft.unresolved].map(printHoles),
    evidence: draft.evidence,
    confidence: draft.uncertain ? 'possible' : 'configured',
  });
  for (const [policy, at] of draft.attached) holds(estate, node, draft, policy, at);
  for (const [group, at] of draft.groups) joins(estate, node, draft, group, at);
}

/** What is made up, without saying for which deployment. */
const short = (name: string): string =>
  aroundHoles(name)
    .map((part, index) => [part, holesOf(name)[index]] as const)
    .map(([part, made]) => (made === undefined ? part : part + hole(made.split(' of ')[0] ?? made)))
    .join('');

/** The policy may stand in another file, or with AWS alone. */
function holds(estate: EstateBuilder, from: NodeId, draft: IdentityDraft, arn: string, at: Evidence): void {
  const account = accountIn(arn) ?? draft.account;
  const to = nodeId('aws', 'Policy', printHoles(account), printHoles(arn));
  const evidence = [at];
  estate.node({
    id: to,
    kind: 'PermissionSet',
    name: printHoles(arn.split('/').at(-1) ?? arn),
    realm: printHoles(account),
    environment: 'unknown',
    evidence,
    implied: true,
  });
  estate.edge({ kind: 'HAS_PERMISSION_SET', from, to, ...standing(draft), evidence });
}

function joins(estate: EstateBuilder, from: NodeId, draft: IdentityDraft, name: string, at: Evidence): void {
  const { account } = draft;
  const to = awsIdentityId('group', account, arnOf('iam/group', name, { account }) ?? name);
  const evidence = [at];
  estate.node({
    id: to,
    kind: 'Group',
    name: printHoles(name),
    realm: printHoles(account),
    environment: 'unknown',
    evidence,
    implied: true,
  });
  estate.edge({ kind: 'MEMBER_OF', from, to, ...standing(draft), evidence });
}

const standing = ({ uncertain }: IdentityDraft): { confidence: 'possible' | 'configured'; precondition?: string } =>
  uncertain
    ? { confidence: 'possible', precondition: 'the stack is deployed with this' }
    : { confidence: 'configured' };

/** Said by the file's standing, a tag, or a whole word of the name. */
export function environmentOf(known: Environment, tags: Readonly<Record<string, string>>, name: string): Environment {
  if (known !== 'unknown') return known;
  const tagged = Object.entries(tags).find(([key]) => /^(?:environment|env|stage)$/iu.test(key))?.[1];
  const named = tagged === undefined ? undefined : environmentInName(printHoles(tagged));
  return named ?? environmentInName(printHoles(name).replace(/\{[^{}]{0,300}\}/gu, '')) ?? 'unknown';
}
