import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { noDataScope } from './no-data-scope.ts';

describe('no-data-scope', () => {
  it('fires for what trains without a named scope', () => {
    const estate = new TestEstate();
    const trainer = estate.account('ml/trainer');
    estate.workload('ml/Job/train', trainer, { functions: ['training'] });
    expect(estate.judge(noDataScope)).toEqual([]);
    estate.bind(estate.role('r', [{}]), [trainer]);
    expect(estate.judge(noDataScope)).toMatchObject([
      { severity: 'low', title: 'service account ml/trainer works on data that nobody has named' },
    ]);
  });

  it('stays quiet for other workloads and with a scope', () => {
    const estate = new TestEstate();
    estate.workload('ml/Deployment/watch', estate.account('ml/watcher'), { functions: ['observability'] });
    estate.workload('ml/Job/train', estate.account('ml/told', { declared: { dataScope: 'bucket clicks' } }), {
      functions: ['training'],
    });
    expect(estate.judge(noDataScope)).toEqual([]);
  });
});
