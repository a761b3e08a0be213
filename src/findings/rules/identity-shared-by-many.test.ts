import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { identitySharedByMany } from './identity-shared-by-many.ts';

describe('identity-shared-by-many', () => {
  it('fires for a default account with a binding, also while nothing runs as it', () => {
    const estate = new TestEstate();
    estate.bind(estate.role('editor', [{}]), [estate.account('ml/default', { implied: true })]);
    expect(estate.judge(identitySharedByMany)).toMatchObject([
      {
        severity: 'medium',
        title: 'every pod of namespace ml that names no account has the rights of ClusterRole editor',
      },
    ]);
  });

  function workloads(count: number, same: boolean): TestEstate {
    const estate = new TestEstate();
    const account = estate.account('ml/shared');
    estate.bind(estate.role('r', [{}]), [account]);
    for (let index = 0; index < count; index++)
      estate.workload(`ml/Deployment/w${index}`, account, same ? { fingerprint: 'one' } : {});
    return estate;
  }

  it('fires for more than five different workloads behind one account', () => {
    expect(workloads(6, false).judge(identitySharedByMany)).toMatchObject([
      { title: '6 workloads share service account ml/shared' },
    ]);
  });

  it('stays quiet for five, for copies of one, and for a default account without bindings', () => {
    expect(workloads(5, false).judge(identitySharedByMany)).toEqual([]);
    expect(workloads(9, true).judge(identitySharedByMany)).toEqual([]);
    const estate = new TestEstate();
    estate.workload('ml/Deployment/a', estate.account('ml/default'));
    expect(estate.judge(identitySharedByMany)).toEqual([]);
  });
});
