import type { Rights } from './allows.ts';
import { BUILT_IN, ORDINARY_VERBS, READ_VERBS } from './resources.ts';

export type ResourcesOf = (group: string) => readonly string[] | undefined;

/** Subresources that run commands or hand out rights; a `*` is never written out to them. */
const HANDS_OUT = ['secrets', 'serviceaccounts/token', 'pods/exec', 'pods/attach', 'pods/portforward', 'nodes/proxy'];

/**
 * The rule without its `*`: never more than it gave. Verbs become the ordinary ones; resources those that are known of the group.
 * A rule over all groups becomes reading of the built-in ones: what it really needs is written in nobody's file. Undefined when a group's
 * resources are not known.
 */
export function narrow(rule: Rights, resourcesOf: ResourcesOf): readonly Rights[] | undefined {
  if (rule.resources.length === 0) return [rule];
  if (rule.apiGroups.includes('*')) return overAllGroups(rule);
  const verbs = rule.verbs.includes('*') ? ORDINARY_VERBS : rule.verbs;
  if (!rule.resources.includes('*')) return [{ ...rule, verbs }];
  const known = rule.apiGroups.map((group) => [group, resourcesOf(group)] as const);
  const narrowed: Rights[] = [];
  for (const [group, resources] of known) {
    if (!resources) return undefined;
    const own = resources.filter((one) => !HANDS_OUT.includes(one));
    narrowed.push({ ...rule, verbs, apiGroups: [group], resources: own });
  }
  return narrowed;
}

function overAllGroups(rule: Rights): Rights[] {
  const verbs = rule.verbs.includes('*') ? READ_VERBS : rule.verbs.filter((verb) => READ_VERBS.includes(verb));
  if (verbs.length === 0) return [];
  const groups = Object.keys(BUILT_IN).filter((group) => group !== 'rbac.authorization.k8s.io');
  return groups.flatMap((group) => {
    const all = BUILT_IN[group] ?? [];
    const resources = rule.resources.includes('*') ? all : all.filter((one) => rule.resources.includes(one));
    return resources.length === 0 ? [] : [{ ...rule, verbs, apiGroups: [group], resources }];
  });
}
