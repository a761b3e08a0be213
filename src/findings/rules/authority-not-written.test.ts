import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { authorityNotWritten } from './authority-not-written.ts';

describe('authority-not-written', () => {
  function estate(...may: readonly ('request' | 'approve' | 'revoke')[]): TestEstate {
    const made = new TestEstate();
    const cluster = made.node('Cluster', 'Cluster', '', { jewel: 13 });
    made.edge('CLUSTER_ADMIN', made.account('ops/admin'), cluster);
    for (const one of may)
      made.fact({
        fact: 'authority',
        node: cluster,
        may: one,
        who: 'ops',
        confidence: 'configured',
        evidence: [made.place()],
      });
    return made;
  }

  it('fires once for all that is missing, with the lines to add', () => {
    const [found, ...more] = estate('approve').judge(authorityNotWritten);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ severity: 'low', identity: 'k8s:Cluster:prod' });
    expect(found?.plan).toMatchObject({
      text: '# writ.estate.yaml\napprovals:\n  - resource: "k8s:Cluster:prod"\n    request: [team:NAME]\n    revoke: [team:NAME]\n',
    });
  });

  it('stays quiet where all three are written, and for an inferred jewel that nothing reaches', () => {
    expect(estate('request', 'approve', 'revoke').judge(authorityNotWritten)).toEqual([]);
    const alone = new TestEstate();
    alone.node('K8sSecret', 'Secret', 'ml/key', { jewel: 8 });
    expect(alone.judge(authorityNotWritten)).toEqual([]);
  });
});
