import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { experimentReachesProduction } from './experiment-reaches-production.ts';

describe('experiment-reaches-production', () => {
  function experiment(from: 'dev' | 'prod' | 'unknown', to: 'prod' | 'dev', notebook = false): TestEstate {
    const estate = new TestEstate();
    const account = estate.account('lab/trial', { environment: from });
    estate.workload('lab/Job/trial', account, { functions: [notebook ? 'notebook' : 'training'] });
    const set = estate.bind(estate.role('r', [{}]), [account]);
    estate.edge('READ_SECRET', set, estate.node('K8sSecret', 'Secret', 'shop/db', { jewel: 8, environment: to }));
    return estate;
  }

  it('fires when development reaches production', () => {
    expect(experiment('dev', 'prod').judge(experimentReachesProduction)).toMatchObject([
      { severity: 'critical', title: 'service account lab/trial of dev reaches shop/db of production' },
    ]);
  });

  it('stays quiet within an environment, from an unknown one, and for notebooks', () => {
    expect(experiment('dev', 'dev').judge(experimentReachesProduction)).toEqual([]);
    expect(experiment('prod', 'prod').judge(experimentReachesProduction)).toEqual([]);
    expect(experiment('unknown', 'prod').judge(experimentReachesProduction)).toEqual([]);
    expect(experiment('dev', 'prod', true).judge(experimentReachesProduction)).toEqual([]);
  });
});
