import { describe, expect, it } from 'vitest';
import { allow, TestAws, type Json } from '../../cloud/aws/testing/account.ts';
import { judgeAws, proposed } from '../testing/aws.ts';
import { CONFLICTS, dutiesNotSeparated } from './duties-not-separated.ts';

function judged(inline: readonly Json[]): ReturnType<typeof judgeAws> {
  const aws = new TestAws();
  aws.role('release', { inline });
  return judgeAws(aws, dutiesNotSeparated);
}

describe('duties-not-separated', () => {
  it('finds who deploys and approves, by which statements, and the proposed deny parts them', () => {
    const inline = [allow(['ecs:UpdateService', 'ecr:PutImage']), allow('sagemaker:UpdateModelPackage')];
    const [finding] = judged(inline);
    expect(finding).toMatchObject({ severity: 'medium', title: 'role release holds approval and deployment together' });
    expect(finding?.detail).toContain('release-policy');
    expect(judged([...inline, ...proposed(finding)])).toEqual([]);
  });

  it('stays quiet for one duty, for single resources and for administrators', () => {
    expect(judged([allow(['ecs:UpdateService', 'lambda:UpdateFunctionCode'])])).toEqual([]);
    expect(
      judged([
        allow('ecs:UpdateService'),
        allow('sagemaker:UpdateModelPackage', 'arn:aws:sagemaker:*:*:model-package/one/*'),
      ]),
    ).toEqual([]);
    expect(judged([allow('*')])).toEqual([]);
  });

  it('keeps each pair once', () => {
    const pairs = CONFLICTS.map(([one, other]) => [one, other].sort().join());
    expect(new Set(pairs).size).toBe(pairs.length);
  });
});
