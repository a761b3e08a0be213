import type { GrantFact } from '../../model/facts.ts';
import type { Edit, FixPlan } from '../../model/finding.ts';
import { narrow } from '../rbac/narrow.ts';
import type { Rights } from '../rbac/allows.ts';
import { READ_VERBS, BUILT_IN, resourcesOf } from '../rbac/resources.ts';
import type { JudgeContext } from '../rule.ts';
import { fileOf, folderOf } from './places.ts';
import { roleDocument } from './narrow-role.ts';

const GIVES_RIGHTS: ReadonlySet<string> = new Set([
  'secrets',
  'serviceaccounts/token',
  'pods/exec',
  'pods/attach',
  'nodes/proxy',
  '*',
]);

/** Bindings of everything, bound to a written-out role instead. In one namespace the built-in `edit`, which cannot change rights, is enough. */
export function narrowAdmin(
  context: JudgeContext,
  grants: readonly GrantFact[],
): { readonly plan: FixPlan; readonly rules: readonly Rights[] } {
  const [first] = grants;
  const wide = first?.namespace === undefined;
  const rules = wide ? rulesFor(context, grants) : [];
  const name = wide ? `${first?.binding.name ?? 'binding'}-narrowed` : 'edit';
  const role = wide ? roleDocument({ name }, rules) : '';
  const edits = grants.flatMap(({ roleRef }): Edit[] => (roleRef?.name ? [{ ...roleRef.name, text: name }] : []));
  const file = fileOf(first?.evidence ?? []);
  const why = wide
    ? 'Bind a role that names what is needed, then add what its log shows as forbidden. roleRef cannot be changed in place: delete the old binding first.'
    : 'Bind the built-in role edit: it cannot change rights. roleRef cannot be changed in place: delete the old binding first.';
  const instead = `${role}${role === '' ? '' : '---\n'}# in ${grants.map(({ binding }) => `${binding.kind} ${binding.name}`).join(', ')}\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: ${name}\n`;
  const possible =
    edits.length === grants.length && file !== undefined && grants.every(({ role }) => role.kind === 'ClusterRole');
  return {
    rules,
    plan: possible
      ? { kind: 'patch', why, edits, added: wide ? [{ file, text: role }] : [], instead }
      : { kind: 'policy', why, text: instead },
  };
}

/** What the roles in the same folder name: a controller ships with the rules that it was generated with. Otherwise reading, without secrets. */
function rulesFor(context: JudgeContext, grants: readonly GrantFact[]): readonly Rights[] {
  const folders = new Set(grants.flatMap(({ evidence }) => folderOf(evidence) ?? []));
  const known = resourcesOf(context.roles);
  const near = context.roles.filter(
    (role) =>
      !role.builtIn && !role.aggregated && role.namespace === undefined && folders.has(folderOf(role.evidence) ?? ''),
  );
  const rules = near
    .flatMap(({ rules }) => rules.flatMap((rule) => (rule.apiGroups.includes('*') ? [] : (narrow(rule, known) ?? []))))
    .map((rule) => ({ ...rule, resources: rule.resources.filter((one) => !GIVES_RIGHTS.has(one)) }))
    .filter(({ resources }) => resources.length > 0);
  const needed = rules.filter(
    (rule, index) =>
      !rules.some((other, at) => at !== index && within(rule, other) && (at < index || !within(other, rule))),
  );
  return needed.length > 0 ? needed : READ_ONLY;
}

/** Whether the other rule gives all of this one. */
function within(rule: Rights, other: Rights): boolean {
  return (
    other.resourceNames.length === 0 &&
    (['apiGroups', 'resources', 'verbs'] as const).every((key) => rule[key].every((one) => other[key].includes(one)))
  );
}

const READ_ONLY: readonly Rights[] = Object.entries(BUILT_IN)
  .filter(([group]) => group !== 'rbac.authorization.k8s.io')
  .map(([group, resources]) => ({
    apiGroups: [group],
    resources,
    verbs: READ_VERBS,
    resourceNames: [],
    nonResourceURLs: [],
  }));
