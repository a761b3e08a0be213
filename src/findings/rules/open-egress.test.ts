import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { openEgress } from './open-egress.ts';

describe('open-egress', () => {
  it('fires once a namespace, with every workload', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/default');
    for (const name of ['a', 'b'])
      estate.network(estate.workload(`ml/Deployment/${name}`, account, { functions: ['serving'] }), { egress: 'open' });
    const [finding, ...more] = estate.judge(openEgress);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'low',
      title: '2 model or agent workloads of namespace ml may connect to anything',
    });
    expect(finding?.plan.kind === 'policy' && finding.plan.text.match(/kind: NetworkPolicy/gu)).toHaveLength(2);
  });

  it('counts a workload of several pods once', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/default');
    const head = estate.workload('ml/RayService/ray', account, { functions: ['serving'] });
    const pod = estate.node('Pod', 'Pod', 'ml/RayService/ray/worker');
    estate.fact({
      fact: 'workload', node: head, pod, account, workloadKind: 'RayService', accountNamed: true, tokenMounted: true, environment: 'unknown',
      images: [], fingerprint: 'worker', gpus: 0, privileged: [], args: [], evidence: [estate.place()], confidence: 'configured',
      functions: [{ is: 'serving', because: 'test' }],
    }); // prettier-ignore
    estate.network(head, { egress: 'open' });
    estate.network(head, { egress: 'open', node: pod });
    expect(estate.judge(openEgress)).toMatchObject([{ title: 'Workload ml/ray may connect to anything' }]);
  });

  it('is medium for an agent', () => {
    const estate = new TestEstate();
    estate.network(estate.workload('ml/Deployment/agent', estate.account('ml/agent'), { functions: ['agent'] }), {
      egress: 'open',
    });
    expect(estate.judge(openEgress)).toMatchObject([
      { severity: 'medium', title: 'Workload ml/agent may connect to anything' },
    ]);
  });

  it('stays quiet for restricted pods, other workloads and templates', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/default');
    estate.network(estate.workload('ml/Deployment/a', account, { functions: ['serving'] }), { egress: 'restricted' });
    estate.network(estate.workload('ml/Deployment/b', account, { functions: ['controller'] }), { egress: 'open' });
    estate.network(estate.workload('ml/Deployment/c', account, { functions: ['serving'] }), {
      egress: 'open',
      confidence: 'possible',
    });
    expect(estate.judge(openEgress)).toEqual([]);
  });
});
