import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { copiedWorkload } from './copied-workload.ts';

describe('copied-workload', () => {
  function copies(
    places: readonly [number, number],
    verbs: readonly [string, string],
    realms = ['a', 'b'],
  ): TestEstate {
    const estate = new TestEstate();
    realms.forEach((realm, index) => {
      const account = estate.account('ml/x', { realm });
      estate.workload(`ml/Deployment/x${realms[0] === realms[1] ? index : ''}`, account, {
        realm,
        line: places[index] ?? 0,
        fingerprint: 'same',
      });
      estate.bind(estate.role(`r${index}`, [{ verbs: [verbs[index] ?? ''] }]), [account]);
    });
    return estate;
  }

  it('fires for copies in two realms, and says when rights differ', () => {
    expect(copies([1, 2], ['get', 'get']).judge(copiedWorkload)).toMatchObject([
      { severity: 'low', title: 'Workload ml/x stands in 2 copies' },
    ]);
    expect(copies([1, 2], ['get', 'delete']).judge(copiedWorkload)).toMatchObject([{ severity: 'medium' }]);
  });

  it('stays quiet for one file in two overlays and for copies in one realm', () => {
    expect(copies([1, 1], ['get', 'get']).judge(copiedWorkload)).toEqual([]);
    expect(copies([1, 2], ['get', 'get'], ['a', 'a']).judge(copiedWorkload)).toEqual([]);
  });
});
