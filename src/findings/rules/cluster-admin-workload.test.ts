import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { clusterAdminWorkload } from './cluster-admin-workload.ts';

const ALL = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };

describe('cluster-admin-workload', () => {
  it('fires as critical, with the path and what the fix closes', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/controller');
    estate.workload('ml/Deployment/controller', account);
    const set = estate.bind(estate.role('cluster-admin', [ALL], { builtIn: true }), [account]);
    estate.edge('CLUSTER_ADMIN', set, estate.node('Cluster', 'Cluster', '', { jewel: 13 }));
    const [finding, ...more] = estate.judge(clusterAdminWorkload);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'critical',
      identity: account,
      title: 'service account ml/controller may do anything in the whole cluster',
      terms: { tier: 13, environment: 0.8, cost: 2, proof: 1 },
      score: 5.2,
    });
    expect(finding?.path.map(({ kind }) => kind)).toEqual(['HAS_PERMISSION_SET', 'CLUSTER_ADMIN']);
    expect(finding?.closes).toBeGreaterThan(0);
  });

  it('sees through another name for the same rights', () => {
    const estate = new TestEstate();
    estate.bind(estate.role('not-admin-honestly', [ALL]), [estate.account('ml/x')]);
    expect(estate.judge(clusterAdminWorkload)).toMatchObject([{ severity: 'critical' }]);
  });

  it('is high in one namespace', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/x');
    estate.workload('ml/Deployment/x', account);
    estate.bind(estate.role('cluster-admin', [ALL], { builtIn: true }), [account], { namespace: 'ml' });
    expect(estate.judge(clusterAdminWorkload)).toMatchObject([
      { severity: 'high', title: 'service account ml/x may do anything in namespace ml' },
    ]);
  });

  it('stays quiet for people and for less than everything', () => {
    const estate = new TestEstate();
    const person = estate.node('Human', 'User', 'ada');
    const people = estate.node('Group', 'Group', 'system:masters');
    estate.bind(estate.role('cluster-admin', [ALL], { builtIn: true }), [person, people]);
    estate.bind(estate.role('nearly', [{ ...ALL, verbs: ['get', 'list'] }]), [estate.account('ml/x')]);
    expect(estate.judge(clusterAdminWorkload)).toEqual([]);
  });
});
