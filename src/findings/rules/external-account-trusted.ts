import type { AwsStatement } from '../../model/aws-policy.ts';
import type { ExternalTrustFact } from '../../model/cloud-findings-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { called } from '../aws/called.ts';
import { policyText } from '../fix/policy-text.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';

/** Above the design's table. One finding a role or resource and account. */
export const externalAccountTrusted: Rule = {
  name: 'external-account-trusted',
  row: 55,
  title: 'A cloud account of somebody else is trusted',
  severities: [
    ['critical', 'every AWS account may take on the role'],
    ['high', 'an account outside of the organisation is trusted, and a path leads to administration or a secret store'],
    ['medium', 'an account outside of the organisation, or one that no file tells without an external id'],
    ['low', 'an account that no file tells, guarded by an external id'],
  ],
  fires: 'A trust or resource policy admits an account of which the files tell nothing, or all accounts.',
  quiet:
    'Accounts of the organisation; accounts whose identities are in the files; policies whose conditions keep others out.',
  frameworks: ['NHI3:2025', 'NHI6:2025', 'ASI03', 'MAESTRO-L4', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.5.15'],
  *judge(context) {
    for (const fact of context.of('external-trust'))
      if (fact.account === '*' || fact.stranger || !inside(context)) yield draft(context, fact);
  },
};

/** Where an organisation is told, an account that is in it is no stranger although no file tells its identities. */
const inside = (context: JudgeContext): boolean => context.of('aws-organisation').length > 0;

function draft(
  context: JudgeContext,
  { node, from, account, stranger, externalId, policy, evidence, confidence, precondition }: ExternalTrustFact,
): FindingDraft {
  const stake = context.pathToStake([node]);
  const all = account === '*';
  const edges = context.graph.incoming(node).filter((one) => one.from === from);
  const outside = stranger ? 'is not in the organisation' : 'is in no file';
  return {
    severity: all ? 'critical' : stranger && tierOf(stake) >= 8 ? 'high' : externalId && !stranger ? 'low' : 'medium',
    confidence,
    identity: node,
    title: all
      ? `${called(context, node)} admits every AWS account`
      : `${called(context, node)} admits account ${account}, which ${outside}`,
    detail: `${externalId ? 'An external id guards it.' : 'Nothing guards it but that account.'}${precondition === undefined || externalId ? '' : ` It holds if ${precondition}.`}${leadingTo(stake)}`,
    evidence,
    key: account,
    ...atStake(stake),
    fix: {
      kind: 'policy',
      why: all
        ? 'Name who is meant:'
        : 'If the account is a vendor, ask for an external id that it gave you alone; else take it out:',
      text: policyText(policy, (one) => (all ? closed(one) : guarded(one, account))),
    },
    removes: edges.map(({ id }) => id),
  };
}

const closed = (one: AwsStatement): AwsStatement | undefined =>
  one.effect === 'Allow' && (one.principals?.aws.includes('*') === true || one.notPrincipals !== undefined)
    ? undefined
    : one;

/** With a condition that a caller cannot know: the confused deputy (IAM user guide, "The confused deputy problem"). */
function guarded(one: AwsStatement, account: string): AwsStatement {
  const trusts = one.effect === 'Allow' && one.principals?.aws.some((name) => name.includes(account)) === true;
  if (!trusts || one.conditions.some(({ key }) => /^sts:externalid$/iu.test(key))) return one;
  const condition = {
    operator: 'StringEquals',
    key: 'sts:ExternalId',
    values: ['ID-OF-THIS-RELATION'],
    evidence: one.evidence,
  };
  return { ...one, conditions: [...one.conditions, condition] };
}
