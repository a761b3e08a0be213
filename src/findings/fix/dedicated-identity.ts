import type { WorkloadFact } from '../../model/facts.ts';
import type { FixPlan } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import type { JudgeContext } from '../rule.ts';
import { dedicatedAccount } from './dedicated-account.ts';

/** What they share is an account of a cluster: each gets one of its own. It is an identity of a cloud: what to make is said, for no file here makes it. */
export function dedicatedIdentity(
  context: JudgeContext,
  identity: NodeId,
  workloads: readonly WorkloadFact[],
  why: string,
): FixPlan {
  if (context.account(identity)) return dedicatedAccount(context, workloads, why);
  const whole = `${why} Make an identity in the cloud for each of the others, with what it needs alone, and let nothing else become it.`;
  const text = workloads
    .map(
      ({ node, account }) =>
        `# an identity of its own for ${node}${account === identity ? '' : `, trusted by ${account} alone`}\n`,
    )
    .join('');
  return { kind: 'policy', why: whole, text };
}
