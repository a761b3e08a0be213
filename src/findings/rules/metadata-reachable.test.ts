import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { metadataReachable } from './metadata-reachable.ts';

describe('metadata-reachable', () => {
  it('is possible and medium for a notebook without a known node role', () => {
    const estate = new TestEstate();
    estate.network(estate.workload('ml/Notebook/n', estate.account('ml/n'), { functions: ['notebook'] }), {
      metadata: 'open',
    });
    expect(estate.judge(metadataReachable)).toMatchObject([{ severity: 'medium', confidence: 'possible' }]);
  });

  it('is high when the role of the node reaches a jewel', () => {
    const estate = new TestEstate();
    const workload = estate.workload('ml/Deployment/m', estate.account('ml/m'), { functions: ['serving'] });
    estate.network(workload, { metadata: 'open' });
    const role = estate.node('CloudRole', 'Role', 'node');
    estate.edge('IMDS_REACH', workload.replace(':Workload:', ':Pod:'), role, { confidence: 'configured' });
    estate.edge('DATA_ACCESS', role, estate.node('DataStore', 'Bucket', 'b', { jewel: 8 }));
    expect(estate.judge(metadataReachable)).toMatchObject([
      { severity: 'high', confidence: 'configured', terms: { tier: 8 } },
    ]);
  });

  it('stays quiet when it is blocked and for other workloads', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/n');
    estate.network(estate.workload('ml/Notebook/n', account, { functions: ['notebook'] }), { metadata: 'blocked' });
    estate.network(estate.workload('ml/Deployment/c', account, { functions: ['controller'] }), { metadata: 'open' });
    expect(estate.judge(metadataReachable)).toEqual([]);
  });
});
