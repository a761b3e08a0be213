import type { AwsPolicy } from '../../model/aws-policy.ts';
import { printHoles } from '../../model/hole.ts';
import { mayDo } from './ask.ts';
import type { Granted, Target } from './granted.ts';
import type { Deriving } from './deriving.ts';
import type { AwsAccount, AwsIdentity } from './world/types.ts';
import { REGION, regionsOf } from './may-some.ts';
import { speaking } from './world/world.ts';

/**
 * Who may do everything in an account: each of these is allowed on anything of it. Rights, code, keys, secrets and data: who has them all has the
 * account, whatever else is denied to him. The names are of nothing that exists.
 */
const PROBES: readonly (readonly [action: string, resource: (account: string, region: string) => string])[] = [
  ['iam:CreatePolicyVersion', (account) => `arn:aws:iam::${account}:policy/any`],
  ['iam:AttachRolePolicy', (account) => `arn:aws:iam::${account}:role/any`],
  ['iam:PutUserPolicy', (account) => `arn:aws:iam::${account}:user/any`],
  ['iam:UpdateAssumeRolePolicy', (account) => `arn:aws:iam::${account}:role/any`],
  ['iam:CreateAccessKey', (account) => `arn:aws:iam::${account}:user/any`],
  ['iam:PassRole', (account) => `arn:aws:iam::${account}:role/any`],
  ['sts:AssumeRole', (account) => `arn:aws:iam::${account}:role/any`],
  ['lambda:UpdateFunctionCode', (account, region) => `arn:aws:lambda:${region}:${account}:function:any`],
  ['ec2:RunInstances', (account, region) => `arn:aws:ec2:${region}:${account}:instance/any`],
  ['s3:GetObject', () => 'arn:aws:s3:::any/any'],
  ['secretsmanager:GetSecretValue', (account, region) => `arn:aws:secretsmanager:${region}:${account}:secret:any`],
  ['kms:Decrypt', (account, region) => `arn:aws:kms:${region}:${account}:key/any`],
  ['bedrock:InvokeModel', (_, region) => `arn:aws:bedrock:${region}::foundation-model/any`],
  ['sagemaker:CreateTrainingJob', (account, region) => `arn:aws:sagemaker:${region}:${account}:training-job/any`],
];

export function deriveAdministrators(deriving: Deriving): void {
  for (const account of deriving.world.accounts.values())
    for (const who of account.identities) administers(deriving, who, account);
}

/**
 * Asked with the identity's own policies, or with others in their place. Who may do everything in one region that the organisation leaves has the
 * account: rights are of no region.
 */
export function isAdministrator(
  deriving: Deriving,
  who: AwsIdentity,
  instead?: readonly AwsPolicy[],
): Granted | undefined {
  const asked = instead ? { ...who, ...speaking(instead, deriving.world.spokenOf) } : who;
  const anywhere = everything(deriving, asked);
  if (!anywhere || anywhere.confidence === 'proved') return anywhere;
  for (const region of regionsOf(deriving.world, who.account.id)) {
    const there = everything(deriving, asked, region);
    if (there?.confidence === 'proved') return there;
  }
  return anywhere;
}

function everything(deriving: Deriving, who: AwsIdentity, region?: string): Granted | undefined {
  const { id } = who.account;
  const known = region === undefined ? {} : { 'aws:RequestedRegion': [region] };
  const answers: Granted[] = [];
  for (const [action, resource] of PROBES) {
    const target: Target = { resource: resource(id, region ?? REGION), account: id, ...own(deriving, action) };
    const granted = mayDo(deriving.world, who, action, target, known);
    if (!granted) return undefined;
    answers.push(granted);
  }
  const [first] = answers;
  const conditions = [...new Set(answers.flatMap(({ precondition }) => precondition?.split('; ') ?? []))].sort();
  const { evidence = who.evidence, by = [] } = first ?? {};
  if (answers.every(({ confidence }) => confidence === 'proved')) return { confidence: 'proved', evidence, by };
  return { confidence: 'possible', precondition: conditions.join('; '), evidence, by };
}

function administers(deriving: Deriving, who: AwsIdentity, account: AwsAccount): void {
  if (who.serviceLinked || !who.texts.some(saysEverything)) return;
  const granted = isAdministrator(deriving, who);
  if (!granted) return;
  const { confidence, precondition, evidence } = granted;
  if (confidence === 'proved') deriving.administers(who);
  const when = precondition === undefined ? {} : { precondition };
  deriving.estate.edge({
    kind: 'ACCOUNT_ADMIN',
    from: who.node,
    to: deriving.accountNode(account.id),
    confidence,
    evidence,
    ...when,
  });
}

/** Where the resource must allow too, somebody who has the account can make it: the own side alone is asked. */
const own = ({ admitting }: Deriving, action: string): Partial<Target> =>
  action === 'sts:AssumeRole' || action.startsWith('kms:') ? { policy: admitting } : {};

/** An Allow that speaks of every action, or of all but some. */
const saysEverything = ({ statements }: AwsPolicy): boolean =>
  statements.some(
    ({ effect, actions, notActions }) =>
      effect === 'Allow' && (notActions !== undefined || (actions ?? []).some((one) => /^\*+(?::\*+)?$/u.test(one))),
  );

/** The account is everything in it: who holds it holds its identities and resources. The management account holds the others. */
export function deriveAccounts(deriving: Deriving): void {
  const { world, estate } = deriving;
  for (const account of world.accounts.values()) {
    if (account.identities.length + account.things.length === 0) continue;
    const from = deriving.accountNode(account.id);
    for (const { node, evidence, serviceLinked } of account.identities)
      if (!serviceLinked) estate.edge({ kind: 'CONTROLS', from, to: node, confidence: 'configured', evidence });
    for (const { node, fact } of account.things)
      estate.edge({ kind: 'CONTROLS', from, to: node, confidence: 'configured', evidence: fact.evidence });
  }
  for (const fact of estate.allFacts()) {
    if (fact.fact !== 'aws-organisation') continue;
    const from = deriving.accountNode(fact.management, fact.evidence);
    for (const id of Object.keys(fact.parents)) {
      if (!/^\d{12}$/u.test(id) || id === fact.management) continue;
      const precondition = `root access of members is managed centrally, or a role of account ${printHoles(id)} trusts the management account`;
      const to = deriving.accountNode(id, fact.evidence);
      estate.edge({ kind: 'CONTROLS', from, to, confidence: 'possible', precondition, evidence: fact.evidence });
    }
  }
}
