import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { staticCloudKey } from './static-cloud-key.ts';

describe('static-cloud-key', () => {
  function key(cloud: 'aws' | 'vendor', federated: boolean): TestEstate {
    const estate = new TestEstate();
    const account = estate.account('ml/loader');
    const workload = estate.workload('ml/Deployment/loader', account, { environment: 'prod' });
    const secret = estate.node('K8sSecret', 'Secret', 'ml/s3', { environment: 'prod' });
    estate.edge('MOUNTS_SECRET', workload.replace(':Workload:', ':Pod:'), secret);
    estate.credential(secret, 'aws-secret-key', { cloud });
    if (federated) estate.edge('IRSA', account, estate.node('CloudRole', 'Role', 'loader'));
    return estate;
  }

  it('fires for a key whose user could federate', () => {
    expect(key('aws', false).judge(staticCloudKey)).toMatchObject([
      { severity: 'high', title: 'secret ml/s3 holds a static key of aws' },
    ]);
  });

  it('stays quiet where federation stands already, and for keys of vendors', () => {
    expect(key('aws', true).judge(staticCloudKey)).toEqual([]);
    expect(key('vendor', false).judge(staticCloudKey)).toEqual([]);
  });
});
