import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { chosenAccount } from './chosen-account.ts';

describe('chosen-account', () => {
  function choosing(rights: boolean, creates = false): TestEstate {
    const estate = new TestEstate();
    const user = estate.account('ml/pipeline');
    const strong = estate.account('ml/deployer');
    const set = estate.bind(
      estate.role('edit', [{ apiGroups: ['ray.io'], resources: ['rayjobs'], verbs: ['create'] }]),
      [user],
      { namespace: 'ml' },
    );
    estate.edge('CRD_SPAWNS_POD', set, strong, {
      confidence: 'configured',
      precondition:
        'the controller of jobsets.jobset.x-k8s.io honours spec.replicatedJobs[].template.serviceAccountName',
    });
    if (creates) estate.edge('POD_CREATE', set, strong);
    if (rights) estate.bind(estate.role('deploy', [{}]), [strong]);
    return estate;
  }

  it('fires when an account with rights can be chosen', () => {
    expect(choosing(true).judge(chosenAccount)).toMatchObject([
      {
        severity: 'medium',
        confidence: 'configured',
        title: 'service account ml/pipeline may start pods as service account ml/deployer',
      },
    ]);
  });

  it('proposes admission for this identity, its kinds and their field, and binds it', () => {
    const plan = choosing(true).judge(chosenAccount)[0]?.plan;
    const text = plan?.kind === 'policy' ? plan.text : '';
    expect(text).toContain("request.userInfo.username == 'system:serviceaccount:ml:pipeline'");
    expect(text).toContain('resources: [jobsets]');
    expect(text).toContain(
      "!has(object.spec) || !has(object.spec.replicatedJobs) || object.spec.replicatedJobs.all(e2, !has(e2.template) || !has(e2.template.serviceAccountName) || e2.template.serviceAccountName in ['default', 'default-editor'])",
    );
    expect(text).toContain('kind: ValidatingAdmissionPolicyBinding');
  });

  it('stays quiet when there is nothing to win, and for those who may create pods anyway', () => {
    expect(choosing(false).judge(chosenAccount)).toEqual([]);
    expect(choosing(true, true).judge(chosenAccount)).toEqual([]);
  });
});
