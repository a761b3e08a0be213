import type { AwsCondition, AwsStatement } from '../../model/aws-policy.ts';
import type { WideTrustFact } from '../../model/cloud-findings-facts.ts';
import type { FixPlan } from '../../model/finding.ts';
import { policyText } from '../fix/policy-text.ts';

/** The trust policy with the subjects that are meant, each in full, and the audience. */
export function narrowTrust(fact: WideTrustFact, subjects: readonly string[], why: string): FixPlan {
  if (fact.policy === undefined) return { kind: 'policy', why, text: fact.remedy ?? '' };
  return { kind: 'policy', why, text: policyText(fact.policy, (statement) => narrowed(fact, statement, subjects)) };
}

function narrowed(
  { provider, issuer, audience }: WideTrustFact,
  statement: AwsStatement,
  subjects: readonly string[],
): AwsStatement {
  if (statement.effect !== 'Allow' || statement.principals?.federated.includes(provider) !== true) return statement;
  const own = new RegExp(`:(?:sub${audience === undefined ? '' : '|aud'})$`, 'iu');
  const { evidence } = statement;
  const condition = (key: string, values: readonly string[]): AwsCondition => ({
    operator: 'StringEquals',
    key: `${issuer}:${key}`,
    values,
    evidence,
  });
  return {
    ...statement,
    conditions: [
      ...statement.conditions.filter(({ key }) => !own.test(key)),
      ...(audience === undefined ? [] : [condition('aud', [audience])]),
      condition('sub', subjects),
    ],
  };
}
