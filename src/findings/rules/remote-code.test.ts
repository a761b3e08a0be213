import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { remoteCode } from './remote-code.ts';

describe('remote-code', () => {
  function model(environment: 'prod' | 'dev' | 'unknown', remoteCodeOn = true): TestEstate {
    const estate = new TestEstate();
    const workload = estate.workload('ml/Deployment/llm', estate.account('ml/llm'), { environment });
    const node = estate.node('ModelArtifact', 'Model', 'llm');
    estate.fact({
      fact: 'model',
      node,
      workload,
      uri: 'hf://org/model',
      format: 'safetensors',
      unsafe: false,
      remoteCode: remoteCodeOn,
      evidence: [estate.place()],
      confidence: 'configured',
    });
    return estate;
  }

  it('fires by environment', () => {
    expect(model('prod').judge(remoteCode)).toMatchObject([
      { severity: 'high', title: 'Workload ml/llm runs code that comes with the model' },
    ]);
    expect(model('unknown').judge(remoteCode)).toMatchObject([{ severity: 'medium' }]);
    expect(model('dev').judge(remoteCode)).toMatchObject([{ severity: 'low' }]);
  });

  it('stays quiet when it is off', () => {
    expect(model('prod', false).judge(remoteCode)).toEqual([]);
  });
});
