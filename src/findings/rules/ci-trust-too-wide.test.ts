import { describe, expect, it } from 'vitest';
import { federated, ONE, TestAws, type Json } from '../../cloud/aws/testing/account.ts';
import { judgeAws, proposed } from '../testing/aws.ts';
import { ciTrustTooWide } from './ci-trust-too-wide.ts';

const GITHUB = 'token.actions.githubusercontent.com';
const ROLE = `arn:aws:iam::${ONE}:role/target`;
const AUDIENCE = { [`${GITHUB}:aud`]: 'sts.amazonaws.com' };

function estate(trust: readonly Json[]): TestAws {
  const aws = new TestAws();
  aws.role('target', { trust });
  aws.workflow('acme/ml', ROLE, ['repo:acme/ml:environment:prod']);
  return aws;
}

describe('ci-trust-too-wide', () => {
  it('is critical without a subject, and the proposed policy admits the pipeline alone', () => {
    const [finding] = judgeAws(estate([federated(GITHUB, { StringEquals: AUDIENCE })]), ciTrustTooWide);
    expect(finding).toMatchObject({ severity: 'critical', confidence: 'proved' });
    const mended = estate(proposed(finding));
    expect(judgeAws(mended, ciTrustTooWide)).toEqual([]);
    expect(mended.derived(/GH_OIDC|ASSUME/u)).toEqual(['GH_OIDC x.yml > target: proved']);
  });

  it('is high for every repository, low for every ref of one, medium without an audience', () => {
    const like = (subject: string): Json =>
      federated(GITHUB, { StringLike: { [`${GITHUB}:sub`]: subject }, StringEquals: AUDIENCE });
    const severity = (trust: Json): string | undefined => judgeAws(estate([trust]), ciTrustTooWide)[0]?.severity;
    expect(severity(like('repo:acme/*'))).toBe('high');
    expect(severity(like('repo:acme/ml:*'))).toBe('low');
    expect(severity(federated(GITHUB, { StringEquals: { [`${GITHUB}:sub`]: 'repo:acme/ml:environment:prod' } }))).toBe(
      'medium',
    );
  });

  it('is high for a pattern of names, which new repositories fit, and not for one that is named whole', () => {
    const admitted = (subject: string): readonly (string | undefined)[] => {
      const trust = federated(GITHUB, { StringLike: { [`${GITHUB}:sub`]: subject }, StringEquals: AUDIENCE });
      const [finding] = judgeAws(estate([trust]), ciTrustTooWide);
      return [finding?.severity, finding?.title];
    };
    const several =
      'role target admits every repository of an owner whose name fits a pattern (token.actions.githubusercontent.com)';
    expect(admitted('repo:acme/ml*')).toEqual(['high', several]);
    expect(admitted('repo:acme/ml-*:*')).toEqual(['high', several]);
    expect(admitted('repo:acme/*-ml:ref:refs/heads/main')).toEqual(['high', several]);
    expect(admitted('repo:acme/ml:*')[0]).toBe('low');
    expect(admitted('repo:acme/ml:ref:refs/heads/release-*')).toEqual([undefined, undefined]);
  });

  it('stays quiet where environment and audience are named, and for conditions that keep others out', () => {
    const exact = { StringEquals: { ...AUDIENCE, [`${GITHUB}:sub`]: 'repo:acme/ml:environment:prod' } };
    const job = { StringEquals: AUDIENCE, StringLike: { [`${GITHUB}:sub`]: 'repo:acme/ml:ref:refs/heads/release/*' } };
    expect(judgeAws(estate([federated(GITHUB, exact)]), ciTrustTooWide)).toEqual([]);
    expect(judgeAws(estate([federated(GITHUB, job)]), ciTrustTooWide)).toEqual([]);
  });
});
