import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import type { WorkloadFact, WorkloadFunction } from '../../model/facts.ts';
import { group } from '../context.ts';
import { dedicatedIdentity } from '../fix/dedicated-identity.ts';
import { functionsOf, sharedAccounts, waysInto } from '../identities.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

/** Functions that are to be kept apart. */
const APART: ReadonlySet<WorkloadFunction> = new Set<WorkloadFunction>([
  'observability',
  'data-access',
  'ci-cd',
  'serving',
  'training',
]);

/** Row 44. */
export const manyFunctions: Rule = {
  name: 'many-functions',
  row: 44,
  title: 'One identity serves functions that are to be kept apart',
  severities: [
    ['high', 'three or more functions'],
    ['medium', 'two'],
  ],
  fires:
    'Different workloads that run as one account with rights, or through different accounts as one identity of a cloud, do two or more of observability, data access, CI/CD, serving and training.',
  quiet:
    'Training and serving alone (training-and-serving says that); several functions of one workload; an account without rights.',
  frameworks: [
    'NHI5:2025',
    'NHI9:2025',
    'ASI03',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-05',
    'SP-800-53 AC-5',
    'ISO-27001 A.5.15',
  ],
  *judge(context) {
    for (const { account, workloads } of sharedAccounts(context)) {
      const by = group(workloads, (one) => functionsOf(one).filter((is) => APART.has(is)));
      const apart = new Set(
        [...by.values()].map((some) =>
          some
            .map(({ node }) => node)
            .sort()
            .join(),
        ),
      );
      if (by.size < 2 || apart.size < 2) continue;
      if (by.size === 2 && by.has('training') && by.has('serving')) continue;
      yield draft(context, account, by);
    }
  },
};

function draft(
  context: JudgeContext,
  account: NodeId,
  by: ReadonlyMap<WorkloadFunction, readonly WorkloadFact[]>,
): FindingDraft {
  const functions = [...by.keys()].sort();
  const stake = context.pathToStake([account]);
  const all = [...new Set([...by.values()].flat())];
  const stays = new Set((by.get('serving') ?? by.get(functions[0] ?? 'serving') ?? []).map(({ node }) => node));
  const leaving = all.filter(({ node }) => !stays.has(node));
  return {
    severity: functions.length > 2 ? 'high' : 'medium',
    confidence: all.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    identity: account,
    title: `${context.named(account)} is used for ${listed(functions, 5)}`,
    detail: `${[...by].map(([is, some]) => `${is}: ${listed(some.map(({ node }) => context.named(node)))}`).join('; ')}. The account has the rights that all of them need together.${leadingTo(stake)}`,
    evidence: all.flatMap(({ evidence }) => evidence),
    key: 'functions',
    ...atStake(stake),
    fix: dedicatedIdentity(context, account, leaving, 'One account for each function.'),
    removes: waysInto(context, leaving, account),
  };
}
