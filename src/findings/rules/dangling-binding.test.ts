import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { danglingBinding } from './dangling-binding.ts';

describe('dangling-binding', () => {
  function dangling(path: string, confidence: 'configured' | 'possible' = 'configured'): TestEstate {
    const estate = new TestEstate();
    estate.workload('ml/Deployment/x', estate.account('ml/x'));
    const missing = estate.node('K8sServiceAccount', 'ServiceAccount', path, { implied: true });
    const set = estate.bind(estate.role('reader', [{}]), [missing]);
    estate.fact({ fact: 'dangling', node: set, relation: 'subject', missing, evidence: [estate.place()], confidence });
    return estate;
  }

  it('fires for an account that nobody declares in a namespace that was read', () => {
    const [finding] = dangling('ml/gone').judge(danglingBinding);
    expect(finding).toMatchObject({
      severity: 'low',
      title: 'ClusterRole reader is given to service account ml/gone, which does not exist',
    });
    expect(finding?.plan.kind === 'policy' && finding.plan.text).toContain(
      'kubectl delete clusterrolebinding reader-binding',
    );
  });

  it('stays quiet for an account that another realm declares', () => {
    const estate = dangling('ml/gone');
    estate.account('ml/gone', { realm: 'dev' });
    expect(estate.judge(danglingBinding)).toEqual([]);
  });

  it('stays quiet for namespaces that were not read, default accounts and templates', () => {
    expect(dangling('elsewhere/gone').judge(danglingBinding)).toEqual([]);
    expect(dangling('ml/default').judge(danglingBinding)).toEqual([]);
    expect(dangling('default/gone').judge(danglingBinding)).toEqual([]);
    expect(dangling('ml/gone', 'possible').judge(danglingBinding)).toEqual([]);
  });
});
