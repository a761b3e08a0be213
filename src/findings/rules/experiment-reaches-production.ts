import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import { cutPath } from '../fix/cut.ts';
import { does, inUse } from '../identities.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule, Stake } from '../rule.ts';
import { atStake, isProduction, tierOf } from '../stake.ts';

/** Row 48. One finding an identity. */
export const experimentReachesProduction: Rule = {
  name: 'experiment-reaches-production',
  row: 48,
  title: 'An identity of development or staging reaches production',
  severities: [
    ['critical', 'a jewel of tier 8 or more, and nothing on the path is only possible'],
    ['high', 'any other jewel of production'],
  ],
  fires: 'A path leads from an identity whose environment is development or staging to a jewel of production.',
  quiet: 'Identities or jewels of unknown environment; notebooks, which are notebook-reaches-production.',
  frameworks: ['NHI5:2025', 'NHI8:2025', 'MAESTRO-L4', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.8.31', 'SOC-2 CC6.3'],
  *judge(context) {
    for (const identity of inUse(context)) {
      const environment = context.environment(identity);
      if (environment !== 'dev' && environment !== 'staging') continue;
      const workloads = context.runningAs(identity);
      if (workloads.some((one) => does(one, 'notebook'))) continue;
      const stake = context.pathToStake([identity], isProduction);
      if (stake) yield draft(context, identity, environment, stake);
    }
  },
};

function draft(context: JudgeContext, identity: NodeId, environment: string, stake: Stake): FindingDraft {
  const running = listed(context.runningAs(identity).map(({ node }) => context.named(node)));
  const what = stake.jewel.jewel?.name ?? context.named(stake.jewel.id);
  return {
    severity: tierOf(stake) >= 8 && stake.path.confidence !== 'possible' ? 'critical' : 'high',
    confidence: stake.path.confidence,
    identity,
    title: `${context.named(identity)} of ${environment} reaches ${what} of production`,
    detail: `${running === '' ? 'It' : `It is what ${running} acts as, and`} comes there in ${stake.path.edges.length} steps. What is tried out there is not held to the rules of production.`,
    evidence: [
      ...(context.node(identity)?.evidence ?? []),
      ...stake.path.edges.flatMap(({ evidence }) => evidence.slice(0, 1)),
    ],
    key: stake.jewel.id,
    ...atStake(stake),
    ...cutPath(context, stake, context.runningAs(identity)),
  };
}
