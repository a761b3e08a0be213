import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../graph/build.ts';
import { judgeBy } from '../judge.ts';
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

  const onDay = (created: string, expires: string | null): readonly string[] => {
    const estate = new TestEstate();
    const node = estate.node('ApiKey', 'ApiKey', 'deploy');
    estate.fact({ fact: 'lifetime', node, what: 'client secret', created, expires, evidence: [estate.place()], confidence: 'configured' }); // prettier-ignore
    const built = estate.builder.build();
    return judgeBy([longLivedToken], built, buildGraph(built), '2026-06-01').map(({ title }) => title);
  };

  it('fires for a key that is old, or that ends more than a year away', () => {
    expect(onDay('2026-01-01', '2026-12-01')).toEqual(['deploy (client secret) is 151 days old']);
    expect(onDay('2026-05-30', '2028-05-30')).toEqual(['deploy (client secret) ends only on 2028-05-30']);
  });

  it('stays quiet for a young key of a year, one that has ended, and one that never ends, which has its own rule', () => {
    expect(onDay('2026-05-01', '2027-05-01')).toEqual([]);
    expect(onDay('2023-01-01', '2025-01-01')).toEqual([]);
    expect(onDay('2023-01-01', null)).toEqual([]);
  });
});
