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

  describe('service control policies', () => {
    const deny = (action: string): Json => ({ ...allow(action), Effect: 'Deny' });
    const EVERYTHING = [allow('*')];
    const limited = [allow('*'), deny('s3:DeleteBucket')];
    const under = (
      scp: readonly Json[],
      inline: readonly Json[],
      management = '999999999999',
    ): ReturnType<typeof judgeAws> => {
      const aws = new TestAws();
      aws.organisation({ management, parents: { [ONE]: 'r-root' }, scps: { 'r-root': scp, [ONE]: EVERYTHING } });
      aws.role('app', { inline });
      return judgeAws(aws, boundaryModifiable);
    };

    it('fires for who may take the account out of the organisation; a policy that denies it ends it', () => {
      const [finding, ...more] = under(limited, [allow('organizations:LeaveOrganization')]);
      expect(more).toEqual([]);
      expect(finding).toMatchObject({ severity: 'medium', confidence: 'possible' });
      expect(finding?.title).toContain('may lift the service control policies that limit its account');
      expect(finding?.detail).toContain('the account can stand alone');
      expect(under([...limited, ...proposed(finding)], [allow('organizations:LeaveOrganization')])).toEqual([]);
    });

    it('says of changing them that it needs delegation', () => {
      expect(under(limited, [allow('organizations:DetachPolicy')])[0]?.detail).toContain(
        'were delegated to the account',
      );
    });

    it('stays quiet where they limit nothing, for the management account, and without the right', () => {
      expect(under(EVERYTHING, [allow('organizations:LeaveOrganization')])).toEqual([]);
      expect(under(limited, [allow('organizations:LeaveOrganization')], ONE)).toEqual([]);
      expect(under(limited, [allow('s3:*')])).toEqual([]);
    });

    it('one that denies changing a boundary keeps the boundary', () => {
      const changes = (scp: readonly Json[]): ReturnType<typeof judgeAws> => {
        const aws = new TestAws();
        aws.organisation({ parents: { [ONE]: 'r-root' }, scps: { 'r-root': scp, [ONE]: EVERYTHING } });
        const boundary = aws.managed('limit', [allow(['s3:*', 'iam:DeleteRolePermissionsBoundary'])]);
        aws.role('app', { inline, boundary });
        return judgeAws(aws, boundaryModifiable);
      };
      expect(changes(EVERYTHING)).toHaveLength(1);
      expect(changes([allow('*'), deny('iam:DeleteRolePermissionsBoundary')])).toEqual([]);
    });
  });
});
