import type { EstateNode } from '../../model/estate.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import type { WorkloadFact } from '../../model/facts.ts';
import { group } from '../context.ts';
import { cutPath } from '../fix/cut.ts';
import { does } from '../identities.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule, Stake } from '../rule.ts';
import { atStake, isProduction, tierOf } from '../stake.ts';

/** Row 4. One finding an account of notebooks. */
export const notebookReachesProduction: Rule = {
  name: 'notebook-reaches-production',
  row: 4,
  title: 'A notebook reaches what production depends on',
  severities: [
    [
      'critical',
      'administration of the cluster or account, or a jewel of tier 8 and more in production, and nothing on the path is only possible',
    ],
    ['high', 'any other jewel of production'],
  ],
  fires:
    'A path leads from a notebook to a jewel of production, or to the administration of a cluster that is not said to be for development.',
  quiet:
    'Jewels of development and staging; jewels below administration whose environment is unknown; notebooks without a token.',
  frameworks: [
    'NHI5:2025',
    'NHI8:2025',
    'ASI03',
    'MAESTRO-L4',
    'AI-RMF MEASURE 2.7',
    'CSF-2.0 PR.AA-05',
    'ISO-27001 A.8.31',
  ],
  *judge(context) {
    const notebooks = context.workloads.filter((one) => does(one, 'notebook') && !does(one, 'controller'));
    for (const [account, workloads] of group(notebooks, (one) => [one.account])) {
      const stake = context.pathToStake(workloads.map(({ node }) => node), matters); // prettier-ignore
      if (stake) yield draft(context, account, workloads, stake);
    }
  },
};

function matters(jewel: EstateNode): boolean {
  return isProduction(jewel) || (jewel.jewel?.tier === 13 && jewel.environment === 'unknown');
}

function draft(context: JudgeContext, account: NodeId, workloads: readonly WorkloadFact[], stake: Stake): FindingDraft {
  const what = stake.jewel.jewel?.name ?? context.named(stake.jewel.id);
  return {
    severity: tierOf(stake) >= 8 && stake.path.confidence !== 'possible' ? 'critical' : 'high',
    confidence: stake.path.confidence,
    identity: account,
    title: `a notebook (${listed(
      workloads.map(({ node }) => context.named(node)),
      2,
    )}) reaches ${what}`,
    detail: `Whoever uses the notebook, or gets code into it, comes there in ${stake.path.edges.length} steps${workloads.some(({ node }) => node === account) ? ' with what stands in it' : ` as ${context.named(account)}`}.`,
    evidence: [
      ...workloads.flatMap(({ evidence }) => evidence),
      ...stake.path.edges.flatMap(({ evidence }) => evidence.slice(0, 1)),
    ],
    key: stake.jewel.id,
    ...atStake(stake),
    ...cutPath(context, stake, workloads),
  };
}
