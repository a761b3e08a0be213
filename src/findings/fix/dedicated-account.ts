import type { WorkloadFact } from '../../model/facts.ts';
import type { Edit, FixPlan } from '../../model/finding.ts';
import { parseId } from '../../model/id.ts';
import { DECLARED_BY } from '../declarations.ts';
import type { JudgeContext } from '../rule.ts';
import { fileOf, newName } from './places.ts';
import { document } from './yaml.ts';

/**
 * Gives these workloads service accounts of their own. The new account starts without rights: what the workload needs is bound to it, rather
 * than taken over from what was shared.
 */
export function dedicatedAccount(context: JudgeContext, workloads: readonly WorkloadFact[], why: string): FixPlan {
  const made = workloads.map((workload) => {
    const parsed = parseId(workload.node);
    const namespace = parsed?.path[0] ?? 'default';
    const name = newName(parsed?.name ?? 'workload', workload.workloadKind.toLowerCase());
    return {
      workload,
      file: fileOf(workload.evidence),
      edits: editsOf(workload, name),
      text: accountDocument(name, namespace, context.owner(workload.node) ?? namespace),
      name,
    };
  });
  const instead = made
    .map(
      ({ text, name, workload }) =>
        `${text}---\n# in the pod template of ${workload.node}\nserviceAccountName: ${name}\n`,
    )
    .join('---\n');
  const whole = `${why} The new accounts have no rights yet: bind to each what its workload needs.`;
  const edits = made.flatMap((one) => one.edits);
  if (made.length === 0 || made.some((one) => one.edits.length === 0 || one.file === undefined))
    return { kind: 'policy', why: whole, text: instead };
  const added = made.map(({ file = '', text }) => ({ file, text }));
  return { kind: 'patch', why: whole, edits, added, instead };
}

function editsOf({ accountSpan, podSpec }: WorkloadFact, name: string): Edit[] {
  if (accountSpan) return [{ ...accountSpan, text: name }];
  return podSpec ? [{ ...podSpec.at, text: `serviceAccountName: ${name}`, fit: 'before' }] : [];
}

function accountDocument(name: string, namespace: string, owner: string): string {
  return document({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace, annotations: { [DECLARED_BY.owner]: owner } },
    automountServiceAccountToken: false,
  });
}
