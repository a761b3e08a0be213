import { describe, expect, it } from 'vitest';
import type { DeployFact } from '../../model/system-facts.ts';
import { TestEstate } from '../testing/estate.ts';
import { deployerIsInfrastructureAdmin } from './deployer-is-infrastructure-admin.ts';

function workflow(estate: TestEstate, ...all: readonly DeployFact['what'][]): void {
  const node = estate.node('Workflow', 'Workflow', 'ml/all.yml');
  for (const what of all)
    estate.fact({
      fact: 'deploy', node, what, target: node, environment: 'prod', approval: 'unknown', because: `job ${what}`, evidence: [estate.place()],
      confidence: 'configured',
    }); // prettier-ignore
}

describe('deployer-is-infrastructure-admin', () => {
  it('fires for a workflow that does both', () => {
    const estate = new TestEstate();
    workflow(estate, 'infrastructure', 'deploy');
    expect(estate.judge(deployerIsInfrastructureAdmin)).toMatchObject([
      {
        severity: 'high',
        title: 'Workflow ml/all.yml deploys workloads and changes the infrastructure that they run on',
      },
    ]);
  });

  it.each([['deploy', 'promote'], ['infrastructure']] as const)('stays quiet for one of the two: %s', (...all) => {
    const estate = new TestEstate();
    workflow(estate, ...all);
    expect(estate.judge(deployerIsInfrastructureAdmin)).toEqual([]);
  });

  const deployments = { verbs: ['create', 'patch'], apiGroups: ['apps'], resources: ['deployments'] };
  const bindings = { verbs: ['create'], apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterrolebindings'] };

  it('fires for a deployment controller that grants cluster-wide rights', () => {
    const estate = new TestEstate();
    const account = estate.account('cd/runner');
    estate.workload('cd/Deployment/runner', account, { functions: ['ci-cd'] });
    estate.bind(estate.role('runner', [deployments, bindings]), [account]);
    expect(estate.judge(deployerIsInfrastructureAdmin)).toMatchObject([
      {
        severity: 'medium',
        identity: account,
        title: 'Workload cd/runner deploys workloads and may grant cluster-wide rights',
      },
    ]);
  });

  it('stays quiet for one that only deploys, in one namespace, or is none', () => {
    const estate = new TestEstate();
    const [plain, scoped, other] = [
      estate.account('cd/plain'),
      estate.account('cd/scoped'),
      estate.account('ml/other'),
    ];
    estate.workload('cd/Deployment/plain', plain, { functions: ['ci-cd'] });
    estate.workload('cd/Deployment/scoped', scoped, { functions: ['ci-cd'] });
    estate.workload('ml/Deployment/other', other, { functions: ['serving'] });
    estate.bind(estate.role('plain', [deployments]), [plain]);
    const both = estate.role('both', [deployments, bindings]);
    estate.bind(both, [scoped], { namespace: 'cd' });
    estate.bind(both, [other]);
    expect(estate.judge(deployerIsInfrastructureAdmin)).toEqual([]);
  });
});
