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
    estate.edge('CRD_SPAWNS_POD', set, strong, { confidence: 'configured' });
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

  it('stays quiet when there is nothing to win, and for those who may create pods anyway', () => {
    expect(choosing(false).judge(chosenAccount)).toEqual([]);
    expect(choosing(true, true).judge(chosenAccount)).toEqual([]);
  });
});
