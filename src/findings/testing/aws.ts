import type { Json, TestAws } from '../../cloud/aws/testing/account.ts';
import { buildGraph } from '../../graph/build.ts';
import { judgeBy, type Judged } from '../judge.ts';
import { NOTHING_SAID, type Rule, type Said } from '../rule.ts';

/** What the rules find in an AWS estate after everything in it was derived. */
export function judgeAws(aws: TestAws, ...rules: readonly Rule[]): Judged[] {
  return judgeAwsAs(aws, {}, ...rules);
}

/** The same where the organisation declared something. */
export function judgeAwsAs(aws: TestAws, said: Partial<Said>, ...rules: readonly Rule[]): Judged[] {
  aws.derived();
  const estate = aws.estate.build();
  return judgeBy(rules, estate, buildGraph(estate), undefined, { ...NOTHING_SAID, ...said });
}

/** The statements of a policy that a finding proposes, for another estate to be judged with. */
export function proposed(finding: Judged | undefined): readonly Json[] {
  if (finding?.plan.kind !== 'policy') throw new Error('no policy is proposed');
  const policy = JSON.parse(finding.plan.text) as { readonly Statement: readonly Json[] };
  return policy.Statement;
}
