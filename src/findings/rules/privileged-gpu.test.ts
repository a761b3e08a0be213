import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { privilegedGpu } from './privileged-gpu.ts';

describe('privileged-gpu', () => {
  function pod(gpus: number, what: string, environment: 'prod' | 'dev' | 'unknown' = 'unknown'): TestEstate {
    const estate = new TestEstate();
    estate.workload('ml/Deployment/gpu', estate.account('ml/gpu'), {
      gpus,
      environment,
      privileged: [{ what, evidence: estate.place() }],
    });
    return estate;
  }

  it('fires for a privileged GPU pod', () => {
    expect(pod(1, 'privileged (main)', 'prod').judge(privilegedGpu)).toMatchObject([
      { severity: 'high', title: 'Workload ml/gpu uses GPUs and can take over its node' },
    ]);
    expect(pod(1, 'capability SYS_ADMIN (main)').judge(privilegedGpu)).toMatchObject([{ severity: 'medium' }]);
  });

  it('says of the process namespace of the host what it gives, and no more', () => {
    expect(pod(1, 'hostPID').judge(privilegedGpu)).toMatchObject([
      { severity: 'medium', title: 'Workload ml/gpu uses GPUs and sees every process of its node' },
    ]);
  });

  it('counts a host path that an escape was read from', () => {
    const estate = new TestEstate();
    const workload = estate.workload('ml/Deployment/gpu', estate.account('ml/gpu'), {
      gpus: 1,
      privileged: [{ what: 'hostPath /', evidence: estate.place() }],
    });
    expect(estate.judge(privilegedGpu)).toEqual([]);
    const node = estate.node('Node', 'Node', 'gpu-1');
    estate.builder.edge({
      kind: 'EXPLOIT_HOST_WRITE',
      from: workload.replace(':Workload:', ':Pod:'),
      to: node,
      confidence: 'proved',
      precondition: 'EXPLOIT_HOST_WRITE: / of the host shows keys',
      evidence: [estate.place()],
    });
    expect(estate.judge(privilegedGpu)).toHaveLength(1);
  });

  it('stays quiet for locked memory, data disks and pods without GPUs', () => {
    expect(pod(1, 'capability IPC_LOCK (main)').judge(privilegedGpu)).toEqual([]);
    expect(pod(1, 'inert capability SYS_RAWIO (main)').judge(privilegedGpu)).toEqual([]);
    expect(pod(1, 'hostPath /mnt/models').judge(privilegedGpu)).toEqual([]);
    expect(pod(0, 'privileged (main)').judge(privilegedGpu)).toEqual([]);
  });

  it('speaks of a machine where the workload is a service of one', () => {
    const estate = new TestEstate();
    const id = 'compose:Service:default/compose.yaml/llm';
    const node = estate.builder.node({
      id, kind: 'Workload', name: 'llm', realm: 'default', environment: 'unknown', evidence: [estate.place()],
    }); // prettier-ignore
    estate.fact({
      fact: 'workload', node, pod: node, account: node, workloadKind: 'Service', accountNamed: true, tokenMounted: false,
      environment: 'unknown', images: ['image'], fingerprint: 'llm', functions: [], gpus: 1, args: [],
      privileged: [{ what: 'privileged', evidence: estate.place() }], evidence: [estate.place()], confidence: 'configured',
    }); // prettier-ignore
    const [found] = estate.judge(privilegedGpu);
    expect(found?.title).toBe('compose service llm uses GPUs and can take over its machine');
    expect(JSON.stringify([found?.detail, found?.plan])).not.toMatch(/\bpods?\b|device plugin|emptyDir/u);
  });
});
