import type { AwsPolicy, AwsStatement } from '../../model/aws-policy.ts';
import type { PublicResourceFact } from '../../model/cloud-findings-facts.ts';
import type { FindingDraft, FixPlan } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import { called } from '../aws/called.ts';
import { policyText } from '../fix/policy-text.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';

const POOLS = 'cognito-identity.amazonaws.com';
const READS =
  /:(?:Get|BatchGet|Query|Scan|Receive|Subscribe|Invoke|Retrieve|Decrypt)|\.(?:get|list|access|read|invoke|predict|export|consume|query)[A-Za-z]*$/u;
const WHO = {
  anonymous: 'anybody without a credential',
  'any-account': 'anybody with an AWS account',
  'any-google-account': 'anybody with a Google account',
} as const;

/** Above the design's table. One finding a resource. */
export const publicResource: Rule = {
  name: 'public-resource',
  row: 53,
  title: 'A resource admits everybody',
  severities: [
    ['critical', 'everybody may change it, or it holds secrets'],
    ['high', 'everybody may read or invoke it'],
    ['medium', 'only under a condition that could not be decided'],
  ],
  fires:
    'The policy of a bucket, secret, queue, key, function, repository or model admits anonymous callers, every AWS account or every Google account, or the trust policy of a role the guests of an identity pool.',
  quiet:
    'Buckets behind Block Public Access or public access prevention; policies whose conditions keep strangers out (organisation, account, source).',
  frameworks: ['NHI6:2025', 'ASI03', 'MAESTRO-L2', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.8.3', 'SOC-2 CC6.1'],
  *judge(context) {
    for (const fact of context.of('public-resource')) yield draft(context, fact);
  },
};

function draft(
  context: JudgeContext,
  { node, actions, to, policy, remedy, evidence, confidence, precondition }: PublicResourceFact,
): FindingDraft {
  const changes = actions.some((one) => !READS.test(one));
  const secret = context.node(node)?.kind === 'SecretStore';
  const edges = context.graph.incoming(node).filter(({ from }) => /^(?:aws|gcp):Anyone:/u.test(from));
  return {
    severity: confidence === 'possible' ? 'medium' : changes || secret ? 'critical' : 'high',
    confidence,
    identity: node,
    title: `${called(context, node)} may be used by ${WHO[to]}: ${listed(actions)}`,
    detail: `Its own policy admits them${precondition === undefined ? '' : `, if ${precondition}`}.`,
    evidence,
    key: 'public',
    fix: fixOf(context, node, policy, remedy),
    removes: edges.map(({ id }) => id),
  };
}

function fixOf(
  context: JudgeContext,
  node: NodeId,
  policy: AwsPolicy | undefined,
  remedy: string | undefined,
): FixPlan {
  if (policy === undefined)
    return { kind: 'policy', why: 'Name who is meant, and take everybody out:', text: remedy ?? '' };
  if (context.node(node)?.kind === 'CloudRole')
    return { kind: 'policy', why: 'Let in who has signed in, of one pool:', text: policyText(policy, withoutGuests) };
  const open = ({ effect, notPrincipals, principals }: AwsStatement): boolean =>
    effect === 'Allow' && (notPrincipals !== undefined || principals?.aws.includes('*') === true);
  return {
    kind: 'policy',
    why: 'Name who is meant. Without the statements that admit everybody the policy reads:',
    text: policyText(policy, (one) => (open(one) ? undefined : one)),
  };
}

/** The pool stays to be filled in where the policy names none. */
function withoutGuests(statement: AwsStatement): AwsStatement {
  if (statement.effect !== 'Allow' || statement.principals?.federated.includes(POOLS) !== true) return statement;
  const { evidence, conditions } = statement;
  const aud = conditions.some(({ key }) => key.toLowerCase() === `${POOLS}:aud`);
  return {
    ...statement,
    conditions: [
      ...conditions.filter(({ key }) => key.toLowerCase() !== `${POOLS}:amr`),
      ...(aud ? [] : [{ operator: 'StringEquals', key: `${POOLS}:aud`, values: ['REGION:IDENTITY-POOL'], evidence }]),
      { operator: 'ForAnyValue:StringLike', key: `${POOLS}:amr`, values: ['authenticated'], evidence },
    ],
  };
}
