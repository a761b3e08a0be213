import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { unsafeModelWritable } from './unsafe-model-writable.ts';

describe('unsafe-model-writable', () => {
  function model(unsafe: boolean, writer: 'trainer' | 'loader'): TestEstate {
    const estate = new TestEstate();
    const loader = estate.account('ml/server', { environment: 'prod' });
    const workload = estate.workload('ml/InferenceService/rank', loader, { environment: 'prod' });
    const trainer = estate.account('lab/trainer', { environment: 'dev' });
    const node = estate.node('ModelArtifact', 'Model', 'rank');
    estate.edge('CAN_WRITE_ARTIFACT', writer === 'trainer' ? trainer : loader, node);
    estate.fact({
      fact: 'model',
      node,
      workload,
      uri: 's3://models/rank.pkl',
      format: 'pickle',
      unsafe,
      remoteCode: false,
      evidence: [estate.place()],
      confidence: 'configured',
    });
    return estate;
  }

  it('fires when development may write what production executes', () => {
    expect(model(true, 'trainer').judge(unsafeModelWritable)).toMatchObject([
      { severity: 'critical', title: 'service account lab/trainer may put code into Workload ml/rank' },
    ]);
  });

  it('stays quiet for formats of data and for the loader itself', () => {
    expect(model(false, 'trainer').judge(unsafeModelWritable)).toEqual([]);
    expect(model(true, 'loader').judge(unsafeModelWritable)).toEqual([]);
  });
});
