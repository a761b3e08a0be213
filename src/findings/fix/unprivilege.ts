import type { WorkloadFact } from '../../model/facts.ts';
import type { Edit, FixPlan } from '../../model/finding.ts';

export type Privilege = WorkloadFact['privileged'][number];

export interface Privileged {
  readonly workload: WorkloadFact;
  readonly ways: readonly Privilege[];
}

/** Takes these ways to the host out of pods: flags become false, capabilities go, host paths become empty folders of the pod. */
export function unprivilege(pods: readonly Privileged[], why: string): FixPlan {
  const all = pods.flatMap(({ ways }) => ways);
  const edits = all.flatMap((one) => editOf(one) ?? []);
  const instead = pods
    .map(
      ({ workload, ways }) =>
        `# in ${workload.node}, take out:\n${ways.map(({ what }) => `#   ${workload.node.startsWith('k8s:') ? what : what.replace(/^hostPath /u, 'host path ')}\n`).join('')}`,
    )
    .join('');
  return edits.length === all.length && edits.length > 0
    ? { kind: 'patch', why, edits, instead }
    : { kind: 'policy', why, text: instead };
}

function editOf({ what, span }: Privilege): Edit | undefined {
  if (!span) return undefined;
  if (what.startsWith('hostPath')) return { ...span, text: 'emptyDir: {}', fit: 'parent' };
  if (what.startsWith('capability')) return { ...span, text: '', fit: 'item' };
  return { ...span, text: what.startsWith('unmasked') ? 'Default' : 'false' };
}
