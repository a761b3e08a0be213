import type { RbacRule, RoleFact } from '../../model/facts.ts';
import type { Edit, FixPlan } from '../../model/finding.ts';
import { parseId } from '../../model/id.ts';
import type { Rights } from '../rbac/allows.ts';
import type { Holder, JudgeContext } from '../rule.ts';
import { roleDocument } from './narrow-role.ts';
import { fileOf, newName } from './places.ts';
import { document } from './yaml.ts';

/**
 * Takes `secrets` out of the cluster-wide role and gives the reading of them back in the namespace of each account that holds it: by
 * name where its workloads are known to receive Secrets, else `get` alone, which cannot be used to find out what there is.
 */
export function secretsToNamespace(
  context: JudgeContext,
  role: RoleFact,
  reading: readonly RbacRule[],
  holders: readonly Holder[],
): { readonly plan: FixPlan; readonly rules: readonly Rights[] } {
  const rules = role.rules.flatMap((rule): Rights[] => {
    const resources = reading.includes(rule) ? rule.resources.filter((one) => one !== 'secrets') : rule.resources;
    return resources.length === 0 && rule.nonResourceURLs.length === 0 ? [] : [{ ...rule, resources }];
  });
  const edits = reading.flatMap((rule): Edit[] => {
    const left = rule.resources.filter((one) => one !== 'secrets');
    if (left.length > 0) return rule.spans?.resources ? [{ ...rule.spans.resources, text: '', items: left }] : [];
    return rule.spans?.rule ? [{ ...rule.spans.rule, text: '' }] : [];
  });
  const accounts = [...new Set(holders.map(({ subject }) => subject))].filter(
    (id) => parseId(id)?.kind === 'ServiceAccount',
  );
  const grants = accounts.map((id) => namespaced(context, id)).join('---\n');
  const file = fileOf(reading[0]?.evidence ?? []);
  const why = 'Read Secrets only where the controller runs. Give it further namespaces by a RoleBinding in each.';
  const instead = `${roleDocument(role, rules)}${grants === '' ? '' : `---\n${grants}`}`;
  const possible = file !== undefined && edits.length === reading.length;
  return {
    rules,
    plan: possible
      ? { kind: 'patch', why, edits, added: grants === '' ? [] : [{ file, text: grants }], instead }
      : { kind: 'policy', why, text: instead },
  };
}

function namespaced(context: JudgeContext, account: string): string {
  const parsed = parseId(account);
  const namespace = parsed?.path[0] ?? 'default';
  const name = newName(parsed?.name ?? 'account', 'secrets');
  const received = context.runningAs(account).flatMap(({ pod }) =>
    context.graph
      .outgoing(pod)
      .filter(({ kind }) => kind === 'MOUNTS_SECRET')
      .map(({ to }) => parseId(to)?.name ?? ''),
  );
  const resourceNames = [...new Set(received)].filter((one) => one !== '').sort();
  const rule: Rights = { apiGroups: [''], resources: ['secrets'], resourceNames, verbs: ['get'], nonResourceURLs: [] };
  return `${roleDocument({ name, namespace }, [rule])}---\n${document({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name, namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name: parsed?.name ?? '', namespace }],
  })}`;
}
