import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/build.ts';
import { RULES } from './catalogue.ts';
import { closings } from './closes.ts';
import { changeFirst } from './first.ts';
import { findingId, judgeBy } from './judge.ts';
import { clusterAdminWorkload } from './rules/cluster-admin-workload.ts';
import { plainSecret } from './rules/plain-secret.ts';
import { wildcardRight } from './rules/wildcard-right.ts';
import { scoreOf } from './score.ts';
import { TestEstate } from './testing/estate.ts';

const ALL = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };

function estate(): TestEstate {
  const made = new TestEstate();
  const owned = made.account('ml/controller', { declared: { owner: 'team-ml' } });
  made.workload('ml/Deployment/controller', owned);
  const set = made.bind(made.role('cluster-admin', [ALL], { builtIn: true }), [owned]);
  made.edge('CLUSTER_ADMIN', set, made.node('Cluster', 'Cluster', '', { jewel: 13 }));
  made.bind(made.role('wide', [{ verbs: ['*'], resources: ['pods'] }]), [made.account('ml/other')]);
  made.credential(made.node('K8sSecret', 'Secret', 'ml/keys'), 'openai-key');
  return made;
}

describe('judge', () => {
  it('sorts by severity, then score, then what the fix closes', () => {
    const found = estate().judge(...RULES);
    const ranks = found.map(({ severity }) => ['critical', 'high', 'medium', 'low'].indexOf(severity));
    expect(ranks).toEqual([...ranks].sort());
    expect(found[0]).toMatchObject({ rule: 'cluster-admin-workload', owner: 'team-ml' });
    expect(found.every(({ evidence }) => evidence.length > 0)).toBe(true);
  });

  it('gives the same findings whatever the order in which facts were read', () => {
    const built = estate().builder.build();
    const there = judgeBy(RULES, built, buildGraph(built));
    const back = { ...built, facts: [...built.facts].reverse() };
    expect(judgeBy(RULES, back, buildGraph(back)).map(({ id, score }) => [id, score])).toEqual(
      there.map(({ id, score }) => [id, score]),
    );
  });

  it('keeps the id of a finding when lines move', () => {
    const moved = new TestEstate();
    for (let line = 0; line < 50; line++) moved.place();
    const ids = [new TestEstate(), moved].map((one) => {
      one.credential(one.node('K8sSecret', 'Secret', 'ml/keys'), 'openai-key');
      return one.judge(plainSecret)[0]?.id;
    });
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).toMatch(/^f:[0-9a-f]{16}$/u);
    expect(findingId('a', 'b', 'c')).not.toBe(findingId('a', 'bc', ''));
  });

  it('hands on where secrets stand in the files that a patch edits', () => {
    const one = estate();
    const [finding] = one.judge(wildcardRight);
    expect(finding?.plan.kind).toBe('policy');
    expect(finding?.secrets).toEqual([]);
  });
});

describe('score', () => {
  it('is tier x environment / cost x proof', () => {
    expect(scoreOf({ tier: 13, environment: 1, cost: 4, proof: 0.9 })).toBe(2.925);
    const [finding] = estate().judge(clusterAdminWorkload);
    expect(finding).toMatchObject({ terms: { tier: 13, environment: 0.8, cost: 2, proof: 1 }, score: 5.2 });
    expect(estate().judge(plainSecret)[0]).toMatchObject({ terms: { tier: 1, cost: 1, proof: 0.9 } });
  });
});

describe('what a fix closes', () => {
  it('is counted by removing the edges, together', () => {
    const one = new TestEstate();
    const account = one.account('ml/x');
    const jewel = one.node('Cluster', 'Cluster', '', { jewel: 13 });
    const sets = ['a', 'b'].map((name) => one.bind(one.role(name, [{}]), [account]));
    const edges = sets.map((set) => one.edge('READ_SECRET', set, jewel));
    const aside = one.edge('READ_SECRET', sets[0] ?? '', one.node('K8sSecret', 'Secret', 'ml/nothing'));
    const closes = closings(buildGraph(one.builder.build()));
    expect(edges.map((edge) => closes([edge]))).toEqual([0, 0]);
    expect(closes(edges)).toBe(1);
    expect(closes([aside])).toBe(0);
    expect(closes([])).toBe(0);
    expect(closes(['e:0000000000000000'])).toBe(0);
  });

  it('ranks what to change first by what is left open', () => {
    const one = new TestEstate();
    const jewel = one.node('Cluster', 'Cluster', '', { jewel: 13 });
    const edges = [3, 2, 1].map((count) => {
      const set = one.bind(
        one.role(`r${count}`, [{}]),
        Array.from({ length: count }, (_, index) => one.account(`ml/a${count}${index}`)),
      );
      return one.edge('READ_SECRET', set, jewel);
    });
    const graph = buildGraph(one.builder.build());
    const closes = closings(graph);
    const findings = edges.map((edge, index) => ({ id: `f:${index}`, removes: [edge], closes: closes([edge]) }));
    expect(changeFirst([...findings].reverse(), graph, 2)).toEqual({ findings: ['f:0', 'f:1'], closes: 5, of: 6 });
  });
});
