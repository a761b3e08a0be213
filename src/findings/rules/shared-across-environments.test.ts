import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { sharedAcrossEnvironments } from './shared-across-environments.ts';

describe('shared-across-environments', () => {
  function shared(a: 'prod' | 'dev' | 'unknown', b: 'prod' | 'dev' | 'staging' | 'unknown', bound = true): TestEstate {
    const estate = new TestEstate();
    const account = estate.account('ml/runner');
    if (bound) estate.bind(estate.role('r', [{}]), [account]);
    estate.workload('ml/Deployment/a', account, { environment: a });
    estate.workload('ml/Deployment/b', account, { environment: b });
    return estate;
  }

  it('fires when workloads of two environments run as one account', () => {
    const [finding, ...more] = shared('prod', 'dev').judge(sharedAcrossEnvironments);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'high', title: 'service account ml/runner is used in dev and prod' });
    expect(finding?.removes).toHaveLength(1);
    expect(shared('dev', 'staging').judge(sharedAcrossEnvironments)).toMatchObject([{ severity: 'medium' }]);
  });

  it('fires when accounts of two environments become one cloud role', () => {
    const estate = new TestEstate();
    const role = estate.node('CloudRole', 'Role', 'train');
    for (const environment of ['prod', 'dev'] as const)
      estate.edge('IRSA', estate.account('ml/x', { realm: environment, environment }), role);
    expect(estate.judge(sharedAcrossEnvironments)).toMatchObject([{ identity: role, severity: 'high' }]);
  });

  it('stays quiet for one environment, an unknown one, and where there are no rights to share', () => {
    expect(shared('prod', 'prod').judge(sharedAcrossEnvironments)).toEqual([]);
    expect(shared('prod', 'unknown').judge(sharedAcrossEnvironments)).toEqual([]);
    expect(shared('prod', 'dev', false).judge(sharedAcrossEnvironments)).toEqual([]);
  });
});
