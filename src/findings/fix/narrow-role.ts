import type { RbacRule, RoleFact } from '../../model/facts.ts';
import type { Edit, FixPlan } from '../../model/finding.ts';
import { narrow, type ResourcesOf } from '../rbac/narrow.ts';
import { wildcards, type Rights } from '../rbac/allows.ts';
import { document, yaml } from './yaml.ts';

export interface Narrowed {
  readonly plan: FixPlan;
  /** The role's rules afterwards; those that could not be narrowed stand as they were. */
  readonly rules: readonly Rights[];
}

/** Writes out every `*` of the role's rules. */
export function narrowRole(role: RoleFact, resourcesOf: ResourcesOf): Narrowed {
  const rules: Rights[] = [];
  const edits: Edit[] = [];
  let complete = true;
  for (const rule of role.rules) {
    const narrowed = wildcards(rule).length === 0 ? [rule] : narrow(rule, resourcesOf);
    rules.push(...(narrowed ?? [rule]));
    if (wildcards(rule).length === 0) continue;
    const made = narrowed && editsOf(rule, narrowed);
    if (made) edits.push(...made);
    else complete = false;
  }
  const why = `Name what ${role.name} may do. Verbs that hand out rights (bind, escalate, impersonate) are left out, and so are secrets; add back what its log shows as forbidden.`;
  const instead = roleDocument(role, rules);
  return {
    rules,
    plan: complete ? { kind: 'patch', why, edits, instead } : { kind: 'policy', why, text: instead },
  };
}

/** One rule stays one: only its lists change. Several take the place of the whole rule. */
export function editsOf(rule: RbacRule, narrowed: readonly Rights[]): Edit[] | undefined {
  const { spans } = rule;
  const [only] = narrowed;
  if (narrowed.length === 1 && only) {
    const keys = (['verbs', 'resources', 'apiGroups'] as const).filter((key) => only[key].join() !== rule[key].join());
    const edits = keys.flatMap((key): Edit[] => {
      const span = spans?.[key];
      return span ? [{ ...span, text: '', items: only[key] }] : [];
    });
    if (edits.length === keys.length) return edits;
  }
  if (!spans?.rule) return undefined;
  const text = narrowed.length === 0 ? '' : `${yaml(narrowed.map(ruleBody))}\n`;
  return [{ ...spans.rule, text, ...(text === '' ? {} : { fit: 'indent' as const }) }];
}

export function roleDocument(role: Pick<RoleFact, 'name' | 'namespace'>, rules: readonly Rights[]): string {
  return document({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: role.namespace === undefined ? 'ClusterRole' : 'Role',
    metadata: { name: role.name, namespace: role.namespace },
    rules: rules.map(ruleBody),
  });
}

function ruleBody(rule: Rights): Record<string, readonly string[] | undefined> {
  const some = (list: readonly string[]): readonly string[] | undefined => (list.length === 0 ? undefined : list);
  return {
    apiGroups: some(rule.apiGroups),
    resources: some(rule.resources),
    resourceNames: some(rule.resourceNames),
    nonResourceURLs: some(rule.nonResourceURLs),
    verbs: rule.verbs,
  };
}
