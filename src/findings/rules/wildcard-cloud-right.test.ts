import { describe, expect, it } from 'vitest';
import { allow, TestAws, type Json } from '../../cloud/aws/testing/account.ts';
import { tellAwsLoosePolicy } from '../../cloud/tell/aws.ts';
import { judgeAws, proposed } from '../testing/aws.ts';
import { wildcardCloudRight } from './wildcard-cloud-right.ts';

function judged(inline: readonly Json[]): ReturnType<typeof judgeAws> {
  const aws = new TestAws();
  aws.role('app', { inline });
  return judgeAws(aws, wildcardCloudRight);
}

describe('wildcard-cloud-right', () => {
  it('is high for everything and for rights, medium for data, and the proposed policy is narrower', () => {
    expect(judged([allow('*')])).toMatchObject([{ severity: 'high' }]);
    expect(judged([allow('iam:*')])).toMatchObject([{ severity: 'high' }]);
    const [finding] = judged([allow(['s3:*', 'logs:*'])]);
    expect(finding).toMatchObject({ severity: 'medium', title: expect.stringContaining('everything in s3') as string });
    expect(judged(proposed(finding))).toEqual([]);
  });

  it('is low for a policy that nobody is known to have', () => {
    const aws = new TestAws();
    const evidence = { file: 'p.json', line: 1 };
    const policy = aws.policy('p.json', [allow('*')]);
    const told = { file: 'p.json', policy, account: '1', environment: 'unknown', confidence: 'configured' } as const;
    tellAwsLoosePolicy(aws.estate, { ...told, evidence: [evidence] }, 'default', 'p.json');
    expect(judgeAws(aws, wildcardCloudRight)).toMatchObject([
      { severity: 'low', confidence: 'possible', title: expect.stringContaining('whoever has it') as string },
    ]);
  });

  it('stays quiet for named resources, conditions, reading and policies of AWS', () => {
    expect(judged([allow('s3:*', 'arn:aws:s3:::own/*')])).toEqual([]);
    expect(
      judged([allow('s3:*', '*', { Condition: { StringEquals: { 'aws:ResourceAccount': '111111111111' } } })]),
    ).toEqual([]);
    expect(judged([allow(['s3:Get*', 's3:List*'])])).toEqual([]);
    expect(judged([allow('iam:*'), { Effect: 'Deny', Action: 'iam:*', Resource: '*' }])).toEqual([]);
    const aws = new TestAws();
    aws.user('admin', { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] });
    expect(judgeAws(aws, wildcardCloudRight)).toEqual([]);
  });
});
