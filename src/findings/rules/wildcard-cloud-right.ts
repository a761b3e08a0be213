import type { AwsStatement } from '../../model/aws-policy.ts';
import type { WildcardRightFact } from '../../model/cloud-findings-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { called } from '../aws/called.ts';
import { statementJson } from '../fix/policy-text.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

const RIGHTS: ReadonlySet<string> = new Set(['*', 'iam', 'organizations', 'sts']);

/** Row 14 for cloud policies. One finding an identity. */
export const wildcardCloudRight: Rule = {
  name: 'wildcard-cloud-right',
  row: 14,
  title: 'A cloud policy gives every action on everything',
  severities: [
    ['high', 'every action of every service, or of the services that give rights (IAM, STS, Organizations)'],
    ['medium', 'every action of a service that holds data, code, models, keys or machines'],
    ['low', 'either, in a policy that stands alone in a file: whoever is given it would have that'],
  ],
  fires:
    'A policy that somebody of the organisation wrote allows `service:*` or `*` on resource `*` without a condition, and a role or user has it, or it stands in a file of its own and no file says who has it.',
  quiet:
    'Policies that AWS keeps; wildcards over single resources or under a condition; reading wildcards (`s3:Get*`); service-linked roles; a file whose name says that its policy limits (SCP, boundary, endpoint).',
  frameworks: [
    'NHI5:2025',
    'ASI03',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-05',
    'SP-800-53 AC-6(7)',
    'ISO-27001 A.8.2',
    'SOC-2 CC6.3',
  ],
  *judge(context) {
    for (const fact of context.of('wildcard-right')) yield draft(context, fact);
  },
};

function draft(
  context: JudgeContext,
  { node, services, statements, admin, evidence, confidence, loose }: WildcardRightFact,
): FindingDraft {
  const stake = context.pathToStake([node]);
  const everything = services.includes('*');
  const what = everything ? 'everything' : `everything in ${listed(services)}`;
  const policies = [...new Set(statements.map(({ policy }) => policy))];
  return {
    severity: loose ? 'low' : services.some((one) => RIGHTS.has(one)) ? 'high' : 'medium',
    confidence,
    identity: node,
    title: loose ? `${context.named(node)} gives ${what} to whoever has it` : `${called(context, node)} may do ${what}`,
    detail: `${loose ? 'No file says who has it. ' : ''}${listed(policies)} ${policies.length === 1 ? 'says' : 'say'} * for actions and resources: that includes what was never meant and what comes later.${admin ? ' It administers the account.' : ''}${leadingTo(stake)}`,
    evidence,
    key: 'wildcard',
    ...atStake(stake),
    fix: {
      kind: 'policy',
      why: 'Name the actions that are used (IAM shows when each service was last used) and the resources. As a start, without rights to change policies:',
      text: `${JSON.stringify({ Version: '2012-10-17', Statement: statements.map(({ statement }) => statementJson(narrowed(statement))) }, null, 2)}\n`,
    },
  };
}

/** Reading, of the services that are named; the resource is for people to fill in. */
function narrowed({ actions = [], ...rest }: AwsStatement): AwsStatement {
  const read = actions.flatMap((one) => {
    const service = one.split(':')[0] ?? '*';
    return service === '*'
      ? ['SERVICE:Get*', 'SERVICE:List*']
      : [`${service}:Get*`, `${service}:List*`, `${service}:Describe*`];
  });
  return { ...rest, actions: [...new Set(read)], resources: ['RESOURCE-ARN'] };
}
