import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { workloadGone } from './workload-gone.ts';

describe('workload-gone', () => {
  function kept(whole: boolean, bound = true): TestEstate {
    const estate = new TestEstate();
    estate.workload('ml/Deployment/x', estate.account('ml/x'));
    const account = estate.account('ml/trainer');
    const jewel = estate.node('SecretStore', 'Vault', 'ml/vault', { jewel: 8 });
    if (bound) estate.edge('DATA_ACCESS', estate.bind(estate.role('reader', [{}]), [account]), jewel);
    const confidence = whole ? 'configured' : 'possible';
    estate.fact({ fact: 'unused', node: account, whole, evidence: [estate.place()], confidence });
    return estate;
  }

  it('fires for an account with rights that nothing runs as; surely where the whole namespace was exported', () => {
    const [sure] = kept(true).judge(workloadGone);
    expect(sure).toMatchObject({
      severity: 'medium',
      confidence: 'configured',
      title: 'service account ml/trainer has ClusterRole reader, and nothing runs as it',
    });
    expect(sure?.plan.kind === 'policy' && sure.plan.text).toBe(
      'kubectl delete clusterrolebinding reader-binding\nkubectl delete serviceaccount trainer --namespace ml\n',
    );
    expect(kept(false).judge(workloadGone)).toMatchObject([{ severity: 'low', confidence: 'possible' }]);
  });

  it('stays quiet for an account without rights, and where nothing that runs was read', () => {
    expect(kept(true, false).judge(workloadGone)).toEqual([]);
    const estate = new TestEstate();
    const account = estate.account('ml/trainer');
    estate.bind(estate.role('reader', [{}]), [account]);
    estate.fact({ fact: 'unused', node: account, whole: false, evidence: [estate.place()], confidence: 'possible' });
    expect(estate.judge(workloadGone)).toEqual([]);
  });

  function trusting(declaredElsewhere = false): TestEstate {
    const estate = new TestEstate();
    estate.account('ml/x');
    const account = estate.node('K8sServiceAccount', 'ServiceAccount', 'ml/gone', { realm: 'issuer', implied: true });
    if (declaredElsewhere) estate.account('ml/gone');
    estate.edge('IRSA', account, estate.node('CloudRole', 'Role', 'role/trainer'), {
      confidence: 'possible',
      precondition: 'the cluster has an account of that name',
    });
    return estate;
  }

  it('fires for a cloud role that trusts an account which its namespace does not have', () => {
    const [finding] = trusting().judge(workloadGone);
    expect(finding).toMatchObject({ severity: 'low', confidence: 'possible' });
    expect(finding?.title).toContain('trusts service account ml/gone, which does not exist');
    expect(trusting(true).judge(workloadGone)).toEqual([]);
  });

  it('fires for a Secret with a credential that nothing names, not for other data', () => {
    const secret = (credential: boolean): TestEstate => {
      const estate = new TestEstate();
      const node = estate.node('K8sSecret', 'Secret', 'ml/old-key');
      if (credential) estate.credential(node, 'openai-key');
      estate.fact({ fact: 'unused', node, whole: true, evidence: [estate.place()], confidence: 'possible' });
      return estate;
    };
    expect(secret(true).judge(workloadGone)).toMatchObject([{ severity: 'low', confidence: 'possible' }]);
    expect(secret(false).judge(workloadGone)).toEqual([]);
  });
});
