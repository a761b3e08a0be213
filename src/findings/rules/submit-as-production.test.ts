import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { submitAsProduction } from './submit-as-production.ts';

describe('submit-as-production', () => {
  function queue(authentication: 'none' | 'required', rights: boolean, jewel = false, tokenMounted = true): TestEstate {
    const estate = new TestEstate();
    const runsAs = estate.account('ml/jobs');
    const workload = estate.workload('ml/RayCluster/ray', runsAs, { tokenMounted });
    const node = estate.node('Endpoint', 'Endpoint', 'ml/ray');
    estate.fact({
      fact: 'submit',
      node,
      product: 'Ray',
      runsAs,
      authentication,
      workload,
      evidence: [estate.place()],
      confidence: 'configured',
    });
    const set = rights ? estate.bind(estate.role('r', [{}]), [runsAs]) : undefined;
    if (set && jewel)
      estate.edge('READ_SECRET', set, estate.node('K8sSecret', 'Secret', 'shop/db', { jewel: 8, environment: 'prod' }));
    return estate;
  }

  it('fires when a job runs as an account with rights', () => {
    expect(queue('none', true).judge(submitAsProduction)).toMatchObject([
      { severity: 'medium', title: 'whoever reaches Ray acts as service account ml/jobs' },
    ]);
    expect(queue('none', true, true).judge(submitAsProduction)).toMatchObject([
      { severity: 'critical', terms: { tier: 8 } },
    ]);
  });

  it('stays quiet with authentication, without rights and without a token', () => {
    expect(queue('required', true).judge(submitAsProduction)).toEqual([]);
    expect(queue('none', false).judge(submitAsProduction)).toEqual([]);
    expect(queue('none', true, false, false).judge(submitAsProduction)).toEqual([]);
  });

  it('fires outside Kubernetes without rights, and says where authentication is switched on', () => {
    const estate = new TestEstate();
    const job = 'slurm:User:hpc/alps/{any user}';
    const queue = 'slurm:Partition:hpc/alps/gpu';
    const at = { file: 'slurm.conf', start: 9, end: 18 };
    const base = { realm: 'hpc', environment: 'unknown', evidence: [estate.place()] } as const;
    estate.builder.node({ ...base, id: job, kind: 'Human', name: 'any user' });
    estate.builder.node({ ...base, id: queue, kind: 'Queue', name: 'gpu' });
    const submit = (authentication: 'none' | 'required'): void => {
      estate.fact({
        fact: 'submit', node: queue, product: 'Slurm', runsAs: job, authentication, workload: queue, evidence: [estate.place()],
        confidence: 'configured', secure: { at, text: 'auth/munge', why: 'munge' },
      }); // prettier-ignore
    };
    submit('required');
    expect(estate.judge(submitAsProduction)).toEqual([]);
    submit('none');
    expect(estate.judge(submitAsProduction)).toMatchObject([
      { severity: 'medium', plan: { kind: 'patch', edits: [{ start: 9, text: 'auth/munge' }] } },
    ]);
  });
});
