import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { longLivedToken } from './long-lived-token.ts';

describe('long-lived-token', () => {
  it('fires for a token Secret', () => {
    const estate = new TestEstate();
    const of = estate.account('ci/deployer');
    const node = estate.node('K8sSecret', 'Secret', 'ci/deployer-token');
    estate.fact({
      fact: 'long-lived-token',
      node,
      of,
      kind: 'service-account-token',
      evidence: [estate.place()],
      confidence: 'proved',
    });
    expect(estate.judge(longLivedToken)).toMatchObject([
      {
        severity: 'medium',
        identity: of,
        title: 'secret ci/deployer-token keeps a token of service account ci/deployer that never ends',
      },
    ]);
  });

  it('does not take the Secret away from what receives it', () => {
    const estate = new TestEstate();
    const of = estate.account('ci/deployer');
    const node = estate.node('K8sSecret', 'Secret', 'ci/deployer-token');
    const span = { file: 'estate.yaml', start: 0, end: 10 };
    estate.fact({
      fact: 'long-lived-token',
      node,
      of,
      kind: 'service-account-token',
      document: span,
      evidence: [estate.place()],
      confidence: 'proved',
    });
    expect(estate.judge(longLivedToken)[0]?.plan.kind).toBe('patch');
    estate.edge('MOUNTS_SECRET', estate.node('Pod', 'Pod', 'ci/runner'), node);
    expect(estate.judge(longLivedToken)[0]?.plan.kind).toBe('policy');
  });

  it('stays quiet without such a Secret', () => {
    const estate = new TestEstate();
    estate.workload('ci/Deployment/x', estate.account('ci/deployer'));
    expect(estate.judge(longLivedToken)).toEqual([]);
  });
});
