import type { RbacRule } from '../../model/facts.ts';

/** What a rule says, without where it stands. */
export type Rights = Pick<RbacRule, 'verbs' | 'apiGroups' | 'resources' | 'resourceNames' | 'nonResourceURLs'>;

/** Whether the rule gives the verb on every object of the resource (`pods/exec` for a subresource); a rule with names does not. */
export function allows(rule: Rights, group: string, resource: string, verb: string): boolean {
  return rule.resourceNames.length === 0 && mentions(rule, group, resource, verb);
}

/** Like `allows`, but a rule for named objects counts too. */
export function mentions(rule: Rights, group: string, resource: string, verb: string): boolean {
  const sub = resource.indexOf('/');
  return (
    has(rule.verbs, verb) &&
    has(rule.apiGroups, group) &&
    (has(rule.resources, resource) || (sub >= 0 && rule.resources.includes(`*${resource.slice(sub)}`)))
  );
}

/** Everything on everything: what cluster-admin is. */
export function isAdmin(rules: readonly Rights[]): boolean {
  return rules.some(
    (rule) =>
      rule.verbs.includes('*') &&
      rule.apiGroups.includes('*') &&
      rule.resources.includes('*') &&
      rule.resourceNames.length === 0,
  );
}

/** The key that holds a `*` with which the rule gives more than can be listed. URLs that are no resources are not looked at. */
export function wildcards(rule: Rights): readonly ('verbs' | 'resources' | 'apiGroups')[] {
  if (rule.resources.length === 0) return [];
  return (['verbs', 'resources', 'apiGroups'] as const).filter((key) => rule[key].includes('*'));
}

const has = (list: readonly string[], value: string): boolean => list.includes(value) || list.includes('*');
