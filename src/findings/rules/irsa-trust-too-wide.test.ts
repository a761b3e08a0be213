import { describe, expect, it } from 'vitest';
import { federated, ONE, TestAws, type Json } from '../../cloud/aws/testing/account.ts';
import { nodeId } from '../../model/id.ts';
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

  it('says who may create an account that fits, in the cluster and the namespaces that it is about', () => {
    const aws = estate([
      federated(EKS, { StringLike: { [`${EKS}:sub`]: 'system:serviceaccount:ml-*:train-*' }, StringEquals: AUDIENCE }),
    ]);
    aws.serviceAccount('ml-a/train-one', ROLE);
    const may = (
      realm: string,
      who: string,
      namespace: string | undefined,
      verbs: readonly string[],
      every = false,
    ): void => {
      const subject = nodeId('k8s', 'ServiceAccount', realm, 'ops', who);
      const evidence = [aws.place()];
      aws.estate.node({ id: subject, kind: 'K8sServiceAccount', name: who, realm, environment: 'unknown', evidence });
      const all = every ? ['*'] : undefined;
      aws.estate.fact({
        fact: 'grant', node: nodeId('k8s', 'PermissionSet', realm, who), evidence, confidence: 'proved',
        binding: { kind: 'RoleBinding', name: who }, role: { kind: 'Role', name: who, node: nodeId('k8s', 'Role', realm, who), builtIn: false },
        subjects: [{ node: subject, evidence: aws.place() }], ...(namespace === undefined ? {} : { namespace }),
        rules: [{ verbs, apiGroups: all ?? [''], resources: all ?? ['serviceaccounts'], resourceNames: [], nonResourceURLs: [], evidence }],
      }); // prettier-ignore
    };
    may('prod', 'tenant', 'ml-b', ['create']);
    may('prod', 'installer', undefined, ['*']);
    may('prod', 'reader', 'ml-b', ['get']);
    may('prod', 'stranger', 'web', ['create']);
    may('prod', 'admin', undefined, ['*'], true);
    may('dev', 'elsewhere', 'ml-b', ['create']);
    const [finding] = judgeAws(aws, irsaTrustTooWide);
    expect(finding?.title).toContain('service accounts called train-* of namespaces called ml-*');
    expect(finding?.detail).toContain(
      'service account ops/installer and service account ops/tenant may create an account that fits',
    );
    expect(finding?.detail).not.toMatch(/reader|stranger|elsewhere|ops\/admin/u);
  });
});
