import { describe, expect, it } from 'vitest';
import { allow, ONE, TestAws, type Json } from '../../cloud/aws/testing/account.ts';
import { judgeAws, proposed } from '../testing/aws.ts';
import { boundaryModifiable } from './boundary-modifiable.ts';

function judged(limit: readonly Json[], inline: readonly Json[], bounded = true): ReturnType<typeof judgeAws> {
  const aws = new TestAws();
  const boundary = aws.managed('limit', limit);
  aws.role('app', { inline, ...(bounded ? { boundary } : {}) });
  return judgeAws(aws, boundaryModifiable);
}

describe('boundary-modifiable', () => {
  const inline = [allow('*')];

  it('fires where the boundary lets it be taken off; a deny in the boundary ends it', () => {
    const limit = [allow(['s3:*', 'iam:DeleteRolePermissionsBoundary'])];
    const [finding] = judged(limit, inline);
    expect(finding).toMatchObject({ severity: 'high', confidence: 'proved' });
    expect(judged([...limit, ...proposed(finding)], inline)).toEqual([]);
  });

  it('fires where its policy may be rewritten', () => {
    const rewrite = allow('iam:CreatePolicyVersion', `arn:aws:iam::${ONE}:policy/limit`);
    expect(judged([allow('s3:*'), rewrite], inline)).toHaveLength(1);
  });

  it('stays quiet without a boundary, where it stays, and where it may only be set to itself', () => {
    expect(judged([allow('s3:*')], inline)).toEqual([]);
    expect(judged([allow('iam:*')], inline, false)).toEqual([]);
    const same = { Condition: { StringEquals: { 'iam:PermissionsBoundary': `arn:aws:iam::${ONE}:policy/limit` } } };
    expect(judged([allow('iam:PutRolePermissionsBoundary', '*', same)], inline)).toEqual([]);
  });
});
