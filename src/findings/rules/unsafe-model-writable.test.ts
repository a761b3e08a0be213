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

  it('stays quiet for the cloud role of the loader itself, alone or through a set of rights', () => {
    const role = (through: boolean, others: boolean): TestEstate => {
      const estate = model(true, 'loader');
      const own = estate.node('CloudRole', 'Role', 'server-role');
      estate.edge('IRSA', 'k8s:ServiceAccount:prod/ml/server', own);
      const set = through ? estate.node('PermissionSet', 'PermissionSet', 'objects-writer') : own;
      if (through) estate.edge('HAS_PERMISSION_SET', own, set);
      if (through && others) estate.edge('HAS_PERMISSION_SET', estate.node('CloudRole', 'Role', 'other'), set);
      estate.edge('CAN_WRITE_ARTIFACT', set, 'k8s:Model:prod/rank');
      return estate;
    };
    expect(role(false, false).judge(unsafeModelWritable)).toEqual([]);
    expect(role(true, false).judge(unsafeModelWritable)).toEqual([]);
    expect(role(true, true).judge(unsafeModelWritable)).toHaveLength(1);
  });

  it('stays quiet for formats of data and for the loader itself', () => {
    expect(model(false, 'trainer').judge(unsafeModelWritable)).toEqual([]);
    expect(model(true, 'loader').judge(unsafeModelWritable)).toEqual([]);
  });
});
