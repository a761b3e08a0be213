import { describe, expect, it } from 'vitest';
import { federated, ONE, TestAws, type Json } from '../../cloud/aws/testing/account.ts';
import { judgeAws, proposed } from '../testing/aws.ts';
import { federationRefused } from './federation-refused.ts';

const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF';
const trust = (name: string): Json =>
  federated(EKS, {
    StringEquals: { [`${EKS}:sub`]: `system:serviceaccount:ml:${name}`, [`${EKS}:aud`]: 'sts.amazonaws.com' },
  });

function estate(statements: readonly Json[]): TestAws {
  const aws = new TestAws();
  aws.role('target', { trust: statements });
  aws.serviceAccount('ml/trainer', `arn:aws:iam::${ONE}:role/target`);
  return aws;
}

describe('federation-refused', () => {
  it('says what is asked and what is admitted, and proposes a policy that admits it', () => {
    const [finding] = judgeAws(estate([trust('server')]), federationRefused);
    expect(finding).toMatchObject({ severity: 'low', identity: 'k8s:ServiceAccount:prod/ml/trainer' });
    expect(finding?.detail).toContain('system:serviceaccount:ml:server');
    expect(judgeAws(estate(proposed(finding)), federationRefused)).toEqual([]);
  });

  it('stays quiet where the role admits it, and where no file tells the role', () => {
    expect(judgeAws(estate([trust('trainer')]), federationRefused)).toEqual([]);
    const aws = new TestAws();
    aws.role('other');
    aws.serviceAccount('ml/trainer', `arn:aws:iam::${ONE}:role/target`);
    expect(judgeAws(aws, federationRefused)).toEqual([]);
  });
});
