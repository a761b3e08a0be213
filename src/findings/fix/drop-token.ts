import type { WorkloadFact } from '../../model/facts.ts';
import type { Edit, FixPlan } from '../../model/finding.ts';

const INSTEAD = 'spec:\n  automountServiceAccountToken: false\n';

/** Pods without the token of their account. What needs it gets a projected token with an audience. */
export function dropToken(workloads: readonly WorkloadFact[], why: string): FixPlan {
  const edits = workloads.flatMap(({ podSpec }): Edit[] => {
    if (podSpec?.automount) return [{ ...podSpec.automount, text: 'false' }];
    return podSpec ? [{ ...podSpec.at, text: 'automountServiceAccountToken: false', fit: 'before' }] : [];
  });
  const instead = `${workloads.map(({ node }) => `# in the pod template of ${node}\n`).join('')}${INSTEAD}`;
  return edits.length === workloads.length && edits.length > 0
    ? { kind: 'patch', why, edits, instead }
    : { kind: 'policy', why, text: instead };
}
