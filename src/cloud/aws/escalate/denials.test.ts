import { describe, expect, it } from 'vitest';
import { ONE, TestAws } from '../testing/account.ts';

describe('an own Deny', () => {
  const self = `arn:aws:iam::${ONE}:user/held`;
  const held = { Effect: 'Deny', Action: ['s3:*', 'kms:*'], Resource: '*' };
  const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';

  it.each([
    ['attached, and may be detached', 'iam:DetachUserPolicy', self, true],
    ['attached, and another action may be done', 'iam:DeleteUserPolicy', self, false],
    ['attached, and its text may be replaced', 'iam:CreatePolicyVersion', `arn:aws:iam::${ONE}:policy/guard`, true],
    ['attached, and another may be detached', 'iam:DetachUserPolicy', `arn:aws:iam::${ONE}:user/other`, false],
  ])('that is %s', (_, action, on, off) => {
    const aws = new TestAws();
    const rest = ['iam:DetachUserPolicy', 'iam:DeleteUserPolicy', 'iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'];
    const others = { Effect: 'Deny', Action: ['iam:*'], NotResource: [on] };
    const also = { Effect: 'Deny', Action: rest.filter((one) => one !== action), Resource: '*' };
    aws.user('held', { attached: [admin, aws.managed('guard', [held, others, also])] });
    const ways = aws.derived(/^IAM_SELF_ESCALATE$/u);
    expect(ways.includes(`IAM_SELF_ESCALATE held > ${ONE}: proved`)).toBe(off);
  }); // prettier-ignore

  it('of a group goes by leaving the group; one that is held twice stays', () => {
    const aws = new TestAws();
    const guard = aws.managed('guard', [held, { Effect: 'Deny', Action: ['iam:Put*', 'iam:Create*', 'iam:Attach*', 'iam:Update*', 'iam:Set*', 'iam:Add*', 'iam:PassRole'], Resource: '*' }]);
    aws.group('guarded', { attached: [guard] });
    aws.user('leaver', { groups: ['guarded'], attached: [admin] });
    aws.user('twice', { groups: ['guarded'], attached: [admin, guard] });
    expect(aws.derived(/^IAM_SELF_ESCALATE$/u).filter((one) => one.endsWith('proved'))).toEqual([`IAM_SELF_ESCALATE leaver > ${ONE}: proved`]);
  }); // prettier-ignore
});
