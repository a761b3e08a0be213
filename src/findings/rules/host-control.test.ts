import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { hostControl } from './host-control.ts';

describe('host-control', () => {
  function holding(rule: object, is: 'serving' | 'controller' = 'serving', namespace?: string): TestEstate {
    const estate = new TestEstate();
    const account = estate.account('ml/x');
    estate.workload('ml/Deployment/x', account, { functions: [is] });
    estate.bind(estate.role('r', [rule]), [account], namespace === undefined ? {} : { namespace });
    return estate;
  }
  const NODES = { resources: ['nodes'], verbs: ['patch'] };

  it('fires for who serves and may change nodes, and for privileged pods without GPUs', () => {
    expect(holding(NODES).judge(hostControl)).toMatchObject([
      { severity: 'medium', title: 'Workload ml/x also controls hosts' },
    ]);
    const estate = new TestEstate();
    estate.workload('ml/Deployment/p', estate.account('ml/p'), {
      functions: ['training'],
      privileged: [{ what: 'privileged (main)', evidence: estate.place() }],
    });
    const found = estate.judge(hostControl);
    expect(found).toHaveLength(1);
    expect(found[0]?.detail).toContain('It runs with privileged (main).');
  });

  it('stays quiet for reading, one namespace, and operators', () => {
    expect(holding({ ...NODES, verbs: ['get', 'list'] }).judge(hostControl)).toEqual([]);
    expect(
      holding({ apiGroups: ['apps'], resources: ['daemonsets'], verbs: ['create'] }, 'serving', 'ml').judge(
        hostControl,
      ),
    ).toEqual([]);
    expect(holding(NODES, 'controller').judge(hostControl)).toEqual([]);
  });
});
