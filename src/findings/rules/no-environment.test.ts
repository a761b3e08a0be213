import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { noEnvironment } from './no-environment.ts';

describe('no-environment', () => {
  it('fires once a realm', () => {
    const estate = new TestEstate();
    estate.bind(estate.role('r', [{}]), [estate.account('ml/a'), estate.account('ml/b')]);
    expect(estate.judge(noEnvironment)).toMatchObject([
      { identity: 'k8s:Cluster:prod', title: 'the environment of 2 identities in realm prod is not known' },
    ]);
  });

  it('stays quiet when it is known, of the account or of its workloads, and without rights', () => {
    const estate = new TestEstate();
    estate.account('ml/none');
    const by = estate.account('ml/by-workload');
    estate.workload('ml/Deployment/x', by, { environment: 'prod' });
    estate.bind(estate.role('r', [{}]), [estate.account('ml/a', { environment: 'dev' }), by]);
    expect(estate.judge(noEnvironment)).toEqual([]);
  });
});
