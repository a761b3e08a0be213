import { describe, expect, it } from 'vitest';
import { federated, ONE, TestAws, type Json } from '../../cloud/aws/testing/account.ts';
import { judgeAws, proposed } from '../testing/aws.ts';
import { irsaTrustTooWide } from './irsa-trust-too-wide.ts';

const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF';
const ROLE = `arn:aws:iam::${ONE}:role/target`;
const AUDIENCE = { [`${EKS}:aud`]: 'sts.amazonaws.com' };

function estate(trust: readonly Json[]): TestAws {
  const aws = new TestAws();
  aws.role('target', { trust });
  aws.serviceAccount('ml/trainer', ROLE);
  aws.serviceAccount('ml/notebook');
  return aws;
}

describe('irsa-trust-too-wide', () => {
  it('is medium for a namespace, and the proposed policy admits the account that asks alone', () => {
    const like = { StringLike: { [`${EKS}:sub`]: 'system:serviceaccount:ml:*' }, StringEquals: AUDIENCE };
    const [finding] = judgeAws(estate([federated(EKS, like)]), irsaTrustTooWide);
    expect(finding).toMatchObject({ severity: 'medium', confidence: 'proved' });
    expect(finding?.detail).toContain('1 account of the estate is admitted without asking for it');
    const mended = estate(proposed(finding));
    expect(judgeAws(mended, irsaTrustTooWide)).toEqual([]);
    expect(mended.derived(/IRSA/u)).toEqual(['IRSA trainer > target: proved']);
  });

  it('is high without a subject and low without an audience', () => {
    expect(judgeAws(estate([federated(EKS)]), irsaTrustTooWide)).toMatchObject([{ severity: 'high' }]);
    const exact = { StringEquals: { [`${EKS}:sub`]: 'system:serviceaccount:ml:trainer' } };
    expect(judgeAws(estate([federated(EKS, exact)]), irsaTrustTooWide)).toMatchObject([{ severity: 'low' }]);
  });

  it('stays quiet for an exact subject with an audience', () => {
    const exact = { StringEquals: { [`${EKS}:sub`]: 'system:serviceaccount:ml:trainer', ...AUDIENCE } };
    expect(judgeAws(estate([federated(EKS, exact)]), irsaTrustTooWide)).toEqual([]);
  });
});
