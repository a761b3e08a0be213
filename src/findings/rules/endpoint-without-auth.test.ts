import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { endpointWithoutAuth } from './endpoint-without-auth.ts';

describe('endpoint-without-auth', () => {
  it('is one finding a product and namespace inside the cluster', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/default');
    for (const name of ['a', 'b'])
      estate.endpoint(estate.workload(`ml/RayCluster/${name}`, account), { product: 'Ray', function: 'scheduler' });
    expect(estate.judge(endpointWithoutAuth)).toMatchObject([
      {
        severity: 'medium',
        identity: 'k8s:Namespace:prod/ml',
        title: 'Ray of 2 workloads in namespace ml answers every pod of the cluster without authentication',
      },
    ]);
  });

  it('is critical where a stranger runs code, high where one asks a model, one step less in development', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/default');
    estate.endpoint(estate.workload('ml/RayCluster/a', account), {
      product: 'Ray',
      function: 'scheduler',
      exposure: 'internet',
    });
    estate.endpoint(estate.workload('ml/Deployment/b', account), { product: 'vLLM', exposure: 'ingress' });
    estate.endpoint(estate.workload('ml/Deployment/c', account, { environment: 'dev' }), {
      product: 'TGI',
      exposure: 'ingress',
    });
    expect(estate.judge(endpointWithoutAuth).map(({ severity }) => severity)).toEqual(['critical', 'high', 'medium']);
  });

  it('tells what is reached from outside once, whatever other Service leads to it', () => {
    const estate = new TestEstate();
    const workload = estate.workload('ml/RayService/a', estate.account('ml/default'));
    estate.endpoint(workload, { product: 'Ray', function: 'scheduler' });
    estate.endpoint(workload, { product: 'Ray', function: 'scheduler', exposure: 'ingress' });
    expect(estate.judge(endpointWithoutAuth).map(({ severity }) => severity)).toEqual(['critical']);
  });

  it.each([
    ['scheduler', 2],
    ['gateway', 2],
    ['model', 0],
  ] as const)('who reaches a %s has what its pod holds: a path of %d steps', (is, steps) => {
    const estate = new TestEstate();
    const workload = estate.workload('ml/Deployment/a', estate.account('ml/default'));
    const secret = estate.node('K8sSecret', 'Secret', 'ml/keys', { jewel: 8 });
    estate.edge('MOUNTS_SECRET', workload.replace(':Workload:', ':Pod:'), secret);
    estate.endpoint(workload, { function: is });
    const [finding] = estate.judge(endpointWithoutAuth);
    expect(finding?.path.length).toBe(steps);
    expect(finding?.detail.includes('a path leads to')).toBe(steps > 0);
  });

  it('binds the port of a service to its machine, and has nothing to say of one that is bound', () => {
    const estate = new TestEstate();
    const node = estate.builder.node({
      id: 'compose:Service:default/compose.yaml/llm',
      kind: 'Workload',
      name: 'llm',
      realm: 'default',
      environment: 'unknown',
      evidence: [estate.place()],
    });
    const span = { file: 'compose.yaml', start: 10, end: 19 };
    estate.endpoint(node, { product: 'vLLM', exposure: 'ingress', local: [{ span, text: '"127.0.0.1:8000:8000"' }] });
    estate.endpoint(node, { product: 'Ollama', exposure: 'private' });
    expect(estate.judge(endpointWithoutAuth)).toMatchObject([
      {
        severity: 'high',
        identity: node,
        title: 'vLLM of compose service llm answers whoever reaches the machine without authentication',
        plan: { kind: 'patch', edits: [{ ...span, text: '"127.0.0.1:8000:8000"' }] },
      },
    ]);
  });

  it('stays quiet when callers are asked, or nothing is known', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/default');
    estate.endpoint(estate.workload('ml/Deployment/a', account), { authentication: 'required' });
    estate.endpoint(estate.workload('ml/Deployment/b', account), { authentication: 'unknown' });
    expect(estate.judge(endpointWithoutAuth)).toEqual([]);
  });
});
