import { describe, expect, it } from 'vitest';
import { allow, ONE, TestAws, trusts, type Json } from '../../cloud/aws/testing/account.ts';
import { judgeAws, proposed } from '../testing/aws.ts';
import { privilegeEscalation } from './privilege-escalation.ts';

const SELF = `arn:aws:iam::${ONE}:role/app`;
const rights = allow(['iam:PutRolePolicy', 's3:GetObject'], '*');

function estate(inline: readonly Json[], trust = trusts({ AWS: `arn:aws:iam::${ONE}:user/x` })): TestAws {
  const aws = new TestAws();
  aws.role('app', { inline, trust: [trust] });
  return aws;
}

describe('privilege-escalation', () => {
  it('is proved where an identity may widen its own policy; denying the actions ends it', () => {
    const [finding] = judgeAws(estate([rights]), privilegeEscalation);
    expect(finding).toMatchObject({ severity: 'high', confidence: 'proved', terms: { tier: 13 } });
    expect(finding?.removes).toHaveLength(1);
    expect(judgeAws(estate([rights, ...proposed(finding)]), privilegeEscalation)).toEqual([]);
  });

  it('is critical where a machine acts with the identity', () => {
    const aws = estate([rights], trusts({ Service: 'lambda.amazonaws.com' }));
    aws.thing('lambda/function', `arn:aws:lambda:eu-west-1:${ONE}:function:f`, { role: SELF });
    expect(judgeAws(aws, privilegeEscalation)).toMatchObject([{ severity: 'critical' }]);
  });

  it('counts a role that administers and may be passed to code', () => {
    const able = allow(['lambda:CreateFunction', 'lambda:InvokeFunction', 'iam:PassRole']);
    const passing = (more: readonly Json[]): TestAws => {
      const aws = new TestAws();
      const trust = [trusts({ Service: 'lambda.amazonaws.com' })];
      aws.role('admin', { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'], trust });
      aws.user('able', { inline: [able, ...more] });
      return aws;
    };
    const statements = proposed(judgeAws(passing([]), privilegeEscalation)[0]);
    expect(statements).toMatchObject([{ Action: ['iam:PassRole'], Resource: [`arn:aws:iam::${ONE}:role/admin`] }]);
    expect(judgeAws(passing(statements), privilegeEscalation)).toEqual([]);
    const aws = new TestAws();
    aws.role('admin', {
      attached: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      trust: [trusts({ Service: 'lambda.amazonaws.com' })],
    });
    aws.role('reader', { inline: [allow('s3:GetObject')], trust: [trusts({ Service: 'lambda.amazonaws.com' })] });
    const code = ['lambda:CreateFunction', 'lambda:InvokeFunction', 'iam:PassRole'];
    aws.user('able', { inline: [allow(code)] });
    aws.user('near', { inline: [allow(code.slice(0, 2)), allow('iam:PassRole', `arn:aws:iam::${ONE}:role/reader`)] });
    expect(judgeAws(aws, privilegeEscalation).map(({ title }) => title)).toEqual([
      expect.stringContaining('user able may give itself the account'),
    ]);
  });

  it('finds who takes over somebody that may, by several steps; denying that ends it', () => {
    const takes = (name: string): Json => allow('iam:CreateAccessKey', `arn:aws:iam::${ONE}:user/${name}`);
    const two = (more: readonly Json[]): TestAws => {
      const aws = new TestAws();
      aws.user('last', { inline: [allow('iam:PutUserPolicy', `arn:aws:iam::${ONE}:user/last`)] });
      aws.user('next', { inline: [takes('last')] });
      aws.user('first', { inline: [takes('next'), ...more] });
      aws.user('near', { inline: [takes('near')] });
      return aws;
    };
    const found = judgeAws(two([]), privilegeEscalation);
    expect(found.map(({ title, path }) => [title.split(':')[0], path.length])).toEqual([
      ['user last may give itself the account', 1],
      ['user next may give itself the account over user last', 2],
      ['user first may give itself the account over user next', 3],
    ]);
    const fixed = judgeAws(two(proposed(found[2])), privilegeEscalation);
    expect(fixed.map(({ identity }) => identity).some((one) => one.endsWith('first'))).toBe(false);
  });

  it('stays quiet for administrators and inside a boundary', () => {
    const aws = estate([]);
    const boundary = aws.managed('limit', [allow(['s3:*', 'iam:PutUserPolicy'])]);
    aws.user('bounded', { boundary, inline: [allow('iam:PutUserPolicy', `arn:aws:iam::${ONE}:user/bounded`)] });
    aws.user('admin', { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] });
    expect(judgeAws(aws, privilegeEscalation)).toEqual([]);
  });
});
