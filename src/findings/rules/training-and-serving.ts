import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import type { WorkloadFact } from '../../model/facts.ts';
import { dedicatedIdentity } from '../fix/dedicated-identity.ts';
import { does, sharedAccounts, waysInto } from '../identities.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

/** Row 2. */
export const trainingAndServing: Rule = {
  name: 'training-and-serving',
  row: 2,
  title: 'Training and serving share one identity',
  severities: [
    ['high', 'a serving workload is in production'],
    ['medium', 'otherwise'],
  ],
  fires:
    'A workload that trains and another that serves run as one account that has rights, or through different accounts as one identity of a cloud.',
  quiet: 'An account without rights of its own; one workload that does both; equal names in different namespaces.',
  frameworks: [
    'NHI9:2025',
    'ASI03',
    'MAESTRO-L1',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-05',
    'SP-800-53 AC-5',
    'ISO-27001 A.8.31',
  ],
  *judge(context) {
    for (const { account, workloads } of sharedAccounts(context)) {
      const training = workloads.filter((one) => does(one, 'training') && !does(one, 'serving'));
      const serving = workloads.filter((one) => does(one, 'serving') && !does(one, 'training'));
      if (training.length > 0 && serving.length > 0) yield draft(context, account, training, serving);
    }
  },
};

function draft(
  context: JudgeContext,
  account: NodeId,
  training: readonly WorkloadFact[],
  serving: readonly WorkloadFact[],
): FindingDraft {
  const stake = context.pathToStake([account]);
  const all = [...training, ...serving];
  const production = serving.some(
    ({ node, environment }) => environment === 'prod' || context.environment(node) === 'prod',
  );
  return {
    severity: production ? 'high' : 'medium',
    confidence: all.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    identity: account,
    title: `training and serving share ${context.named(account)}`,
    detail: `${listed(training.map(({ node }) => context.named(node)))} trains and ${listed(serving.map(({ node }) => context.named(node)))} serves as one and the same identity: code from a training job may do what the serving side may.${leadingTo(stake)}`,
    evidence: all.flatMap(({ evidence }) => evidence),
    key: 'training-serving',
    ...atStake(stake),
    fix: dedicatedIdentity(context, account, training, 'Leave the account to serving.'),
    removes: waysInto(context, training, account),
  };
}
