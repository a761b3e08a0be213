import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../graph/build.ts';
import { parseCondition, parseGuard } from '../../guards/parse.ts';
import { judge, judgeBy, type Judged } from '../judge.ts';
import { NOTHING_SAID, type Said } from '../rule.ts';
import { TestEstate } from '../testing/estate.ts';
import { guardBroken } from './guard-broken.ts';

function estate(): TestEstate {
  const made = new TestEstate();
  const cluster = made.node('Cluster', 'Cluster', '', { jewel: 13 });
  made.edge('CLUSTER_ADMIN', made.account('ml/runner'), cluster);
  made.account('ml/other');
  return made;
}

const EVIDENCE = { file: 'writ.estate.yaml', line: 3 };
const judged = (said: Partial<Said>): readonly Judged[] => {
  const built = estate().builder.build();
  return judgeBy([guardBroken], built, buildGraph(built), '2027-01-01', { ...NOTHING_SAID, ...said });
};
const guard = (text: string): Said['guards'][number] => ({
  guard: parseGuard(text),
  severity: 'high',
  evidence: EVIDENCE,
});

describe('guard-broken', () => {
  it('fires for a broken guard with its path, what is at stake and where the guard stands', () => {
    const [found] = judged({ guards: [guard('no account reaches tier 13')] });
    expect(found).toMatchObject({
      severity: 'high',
      identity: 'k8s:ServiceAccount:prod/ml/runner',
      path: [{ kind: 'CLUSTER_ADMIN', to: 'k8s:Cluster:prod' }],
      terms: { tier: 13 },
    });
    expect(found?.evidence[0]).toEqual(EVIDENCE);
  });

  it('stays quiet for one that is kept', () => {
    expect(judged({ guards: [guard('nothing reaches tier 13 except by k8s:ServiceAccount:prod/ml/runner')] })).toEqual(
      [],
    );
  });
});

describe('rules and severities of a team', () => {
  it('judge like the others: one finding for each thing that the condition is true of', () => {
    const built = estate().builder.build();
    const rules = [
      { name: 'ml-admin', title: 'administers', severity: 'critical', frameworks: ['NHI5:2025'], fix: 'take it away', evidence: EVIDENCE, when: parseCondition('account in namespace ml that reach a cluster') },
    ] as const; // prettier-ignore
    const severities = [
      { rule: 'ml-admin', severity: 'low', where: { test: (id: string) => id.includes('runner') } },
    ] as const;
    const found = judge(built, buildGraph(built), '2027-01-01', { ...NOTHING_SAID, rules, severities });
    expect(found.filter(({ rule }) => rule === 'ml-admin')).toMatchObject([
      { identity: 'k8s:ServiceAccount:prod/ml/runner', severity: 'low', frameworks: ['NHI5:2025'] },
    ]);
  });
});
