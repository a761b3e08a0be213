import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { noOwner } from './no-owner.ts';

describe('no-owner', () => {
  it('fires for an account that nobody owns', () => {
    const estate = new TestEstate();
    estate.account('ml/x');
    expect(estate.judge(noOwner)).toMatchObject([
      { severity: 'low', owner: null, title: 'service account ml/x has no owner' },
    ]);
  });

  it('takes the owner of the workload, and does not ask for owners of unused default accounts', () => {
    const estate = new TestEstate();
    estate.account('ml/default', { implied: true });
    estate.account('ml/owned', { declared: { owner: 'team-ml' } });
    estate.workload('ml/Deployment/x', estate.account('ml/by-workload'), { declared: { owner: 'team-ml' } });
    expect(estate.judge(noOwner)).toEqual([]);
  });
});
