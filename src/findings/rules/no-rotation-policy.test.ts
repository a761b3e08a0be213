import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { noRotationPolicy } from './no-rotation-policy.ts';

describe('no-rotation-policy', () => {
  function holding(declared: { rotation?: string }): TestEstate {
    const estate = new TestEstate();
    const workload = estate.workload('ml/Deployment/x', estate.account('ml/x', { declared }));
    const secret = estate.node('K8sSecret', 'Secret', 'ml/key');
    estate.edge('MOUNTS_SECRET', workload.replace(':Workload:', ':Pod:'), secret);
    estate.credential(secret, 'openai-key');
    return estate;
  }

  it('fires for an identity whose workload receives a static credential', () => {
    expect(holding({}).judge(noRotationPolicy)).toMatchObject([
      { severity: 'low', identity: 'k8s:ServiceAccount:prod/ml/x' },
    ]);
  });

  it('stays quiet with a rotation and without static credentials', () => {
    expect(holding({ rotation: '30d' }).judge(noRotationPolicy)).toEqual([]);
    const estate = new TestEstate();
    estate.workload('ml/Deployment/x', estate.account('ml/x'));
    expect(estate.judge(noRotationPolicy)).toEqual([]);
  });
});
