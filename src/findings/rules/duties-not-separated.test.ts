import { describe, expect, it } from 'vitest';
import { allow, ONE, TestAws, type Json } from '../../cloud/aws/testing/account.ts';
import { Glob } from '../../model/glob.ts';
import type { Said } from '../rule.ts';
import { judgeAws, judgeAwsAs, proposed } from '../testing/aws.ts';
import { TestEstate } from '../testing/estate.ts';
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

  it('says what may part them where policies are in no file; what is denied by one that was read is no duty', () => {
    const held = [allow(['ecs:UpdateService', 'ecr:PutImage']), allow('sagemaker:UpdateModelPackage')];
    const under = (inline: readonly Json[], ...more: readonly Json[]): ReturnType<typeof judgeAws> => {
      const aws = new TestAws();
      aws.role('release', { inline });
      aws.organisation({ parents: { [ONE]: 'r-root' }, scps: { 'r-root': [allow('*'), ...more] } });
      return judgeAws(aws, dutiesNotSeparated);
    };
    const [finding] = under(held);
    expect(finding?.confidence).toBe('possible');
    expect(finding?.detail).toContain(
      `It may not hold: service control policies of ${ONE} are in no file and allow it.`,
    );
    expect(under(held, { ...allow('sagemaker:*'), Effect: 'Deny' })).toEqual([]);
    const condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    expect(under(held.map((one) => ({ ...one, Condition: condition })))).toEqual([]);
    expect(under([allow('*')])).toEqual([]);
  });

  it('keeps apart what the organisation declares, and no more what it allows; the last that fits counts', () => {
    const declared = (...duties: readonly Partial<Said['duties'][number]>[]): number => {
      const aws = new TestAws();
      aws.role('release', {
        inline: [allow(['ecs:UpdateService', 'ecr:PutImage']), allow('sagemaker:UpdateModelPackage')],
      });
      const whole = duties.map((one) => ({ apart: [], together: [], why: 'agreed', ...one }));
      return judgeAwsAs(aws, { duties: whole }, dutiesNotSeparated).length;
    };
    const pair = ['deployment', 'approval'] as const;
    expect(declared({ together: pair })).toBe(0);
    expect(declared({ together: pair }, { apart: pair })).toBe(1);
    expect(declared({ together: pair, where: new Glob('aws:Role:other/**') })).toBe(1);
  });

  it('keeps each pair once', () => {
    const pairs = CONFLICTS.map(([one, other]) => [one, other].sort().join());
    expect(new Set(pairs).size).toBe(pairs.length);
  });
});

describe('duties in a cluster', () => {
  it('name the account, the cluster and the rules to take away', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/release');
    const within = estate.node('Cluster', 'Cluster', '');
    for (const [duty, right] of [['serving', 'create inferenceservices'], ['approval', 'create policyexceptions']] as const) {
      const evidence = estate.place();
      estate.builder.fact({
        fact: 'duty', node: account, duty, within, actions: [right], statements: [{ name: 'ClusterRole release', evidence }],
        confidence: 'proved', evidence: [evidence],
      });
    }
    const [finding] = estate.judge(dutiesNotSeparated);
    expect(finding?.title).toMatch(/^service account ml\/release holds approval and serving together in .*prod$/u);
    expect(finding?.plan).toMatchObject({
      kind: 'policy', text: expect.stringMatching(/^# ClusterRole release, estate\.yaml:\d+\n# no longer: create policyexceptions\n$/u) as string,
    });
  }); // prettier-ignore
});
