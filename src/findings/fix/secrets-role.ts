import type { RbacRule, RoleFact } from '../../model/facts.ts';
import type { Edit, FixPlan } from '../../model/finding.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import type { Rights } from '../rbac/allows.ts';
import type { JudgeContext } from '../rule.ts';
import { roleDocument } from './narrow-role.ts';
import { fileOf, newName } from './places.ts';
import { document } from './yaml.ts';

/**
 * Takes `secrets` out of the cluster-wide roles and gives the reading of them back in the namespace of each account that holds them: by
 * name where its workloads are known to receive Secrets, else `get` alone, which cannot be used to find out what there is.
 */
export function secretsToNamespace(
  context: JudgeContext,
  roles: readonly RoleFact[],
  subjects: readonly NodeId[],
  readsSecrets: (rule: RbacRule) => boolean,
): { readonly plan: FixPlan; readonly rules: readonly Rights[] } {
  const narrowed = roles.map((role) => ({
    role,
    rules: role.rules.flatMap((rule) => (readsSecrets(rule) ? without(rule) : [rule])),
  }));
  const reading = roles.flatMap((role) => role.rules.filter(readsSecrets));
  const edits = reading.flatMap(editsOf);
  const accounts = subjects.filter((id) => parseId(id)?.kind === 'ServiceAccount');
  const grants = accounts.map((id) => namespaced(context, id)).join('---\n');
  const file = fileOf(reading[0]?.evidence ?? []);
  const why = 'Read Secrets only where the controller runs. Give it further namespaces by a RoleBinding in each.';
  const instead = [
    ...narrowed.map(({ role, rules }) => roleDocument(role, rules)),
    ...(grants === '' ? [] : [grants]),
  ].join('---\n');
  const possible = file !== undefined && edits.length === reading.length;
  return {
    rules: narrowed.flatMap(({ rules }) => rules),
    plan: possible
      ? { kind: 'patch', why, edits, added: grants === '' ? [] : [{ file, text: grants }], instead }
      : { kind: 'policy', why, text: instead },
  };
}

/** What is left of the rule; nothing when it was over secrets alone. */
function without(rule: RbacRule): Rights[] {
  const resources = rule.resources.filter((one) => one !== 'secrets');
  return resources.length === 0 ? [] : [{ ...rule, resources }];
}

function editsOf(rule: RbacRule): Edit[] {
  const [left] = without(rule);
  if (left) return rule.spans?.resources ? [{ ...rule.spans.resources, text: '', items: left.resources }] : [];
  return rule.spans?.rule ? [{ ...rule.spans.rule, text: '' }] : [];
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
