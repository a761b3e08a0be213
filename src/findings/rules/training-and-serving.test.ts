import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { trainingAndServing } from './training-and-serving.ts';

describe('training-and-serving', () => {
  it('fires when a training and a serving workload run as one account with rights', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/models');
    estate.bind(estate.role('r', [{}]), [account]);
    estate.workload('ml/Job/train', account, { functions: ['training'] });
    estate.workload('ml/Deployment/serve', account, { functions: ['serving'], environment: 'prod' });
    expect(estate.judge(trainingAndServing)).toMatchObject([
      { severity: 'high', identity: account, title: 'training and serving share service account ml/models' },
    ]);
  });

  it('stays quiet without rights to share, and for accounts of their own', () => {
    const estate = new TestEstate();
    const none = estate.account('ml/none');
    estate.workload('ml/Job/train', none, { functions: ['training'] });
    estate.workload('ml/Deployment/serve', none, { functions: ['serving'] });
    const [a, b] = [estate.account('ml/a'), estate.account('ml/b')];
    estate.bind(estate.role('r', [{}]), [a, b]);
    estate.workload('ml/Job/train2', a, { functions: ['training'] });
    estate.workload('ml/Deployment/serve2', b, { functions: ['serving'] });
    expect(estate.judge(trainingAndServing)).toEqual([]);
  });
});
