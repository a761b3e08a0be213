import { Pattern, wild } from '../../iam/match/pattern.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import type { JudgeContext } from '../rule.ts';
import { allows, isAdmin } from '../rbac/allows.ts';

/**
 * Who may create a service account that a subject with wildcards fits. Names cannot be limited for creation (Kubernetes, RBAC: resourceNames do not
 * restrict create), so the right in one fitting namespace is enough. Who administers a whole cluster is not said: nothing is gained.
 */
export function whoMayFit(context: JudgeContext, pattern: string, realms: ReadonlySet<string>): readonly NodeId[] {
  const [, , within = ''] = pattern.split(':');
  const fits = new Pattern(wild(within));
  const found = new Set<NodeId>();
  for (const { node, namespace, rules, subjects, confidence } of context.grants) {
    if (confidence === 'possible' || !realms.has(parseId(node)?.realm ?? '')) continue;
    if (namespace === undefined ? isAdmin(rules) : !fits.test(namespace)) continue;
    if (!rules.some((rule) => allows(rule, '', 'serviceaccounts', 'create'))) continue;
    for (const subject of subjects) found.add(subject.node);
  }
  return [...found].sort();
}
