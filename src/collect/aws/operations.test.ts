import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from './operations.ts';

const page = readFileSync('docs/collect.md', 'utf8');
const policy = JSON.parse(/```json\n([\s\S]*?)```/u.exec(page)?.[1] ?? '{}') as {
  readonly Statement?: readonly { readonly Action: readonly string[] }[];
};
const actions = [...new Set(OPERATIONS.map(({ name, action = name }) => action))];

describe('the operations of AWS', () => {
  it('are allowed by the policy of the page, and nothing else is', () => {
    const fixed = ['ec2:DescribeRegions', 'sts:GetCallerIdentity'];
    expect(policy.Statement?.[0]?.Action).toEqual([...new Set([...actions, ...fixed])].sort());
  });

  it('only read, and never the value of a secret', () => {
    const words = /^[\w-]+:(?:Get|List|Describe|BatchGet|Query)/u;
    expect(actions.filter((one) => !words.test(one))).toEqual([]);
    const values =
      /^(?:secretsmanager:GetSecretValue|secretsmanager:BatchGetSecretValue|ssm:GetParameter|kms:Decrypt|s3:GetObject)/u;
    expect(actions.filter((one) => values.test(one))).toEqual([]);
  });
});
