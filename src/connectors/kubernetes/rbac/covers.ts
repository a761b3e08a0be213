import type { RbacRule } from '../../../model/facts.ts';
import { urlMatches } from './match.ts';

/**
 * Whether holding `owner` is holding everything in `wanted`: Kubernetes' own question before it lets somebody write a role or bind
 * one. Each combination of verb, group, resource and name of a wanted rule must be in one owner rule.
 */
export function covers(owner: readonly RbacRule[], wanted: readonly RbacRule[]): boolean {
  return wanted.every((rule) => coversRule(owner, rule));
}

function coversRule(owner: readonly RbacRule[], wanted: RbacRule): boolean {
  const names = wanted.resourceNames.length > 0 ? wanted.resourceNames : [undefined];
  for (const verb of wanted.verbs) {
    const withVerb = owner.filter((rule) => rule.verbs.includes('*') || rule.verbs.includes(verb));
    for (const url of wanted.nonResourceURLs) if (!withVerb.some((rule) => urlMatches(rule, url))) return false;
    for (const group of wanted.apiGroups)
      for (const resource of wanted.resources)
        for (const name of names) if (!withVerb.some((rule) => coversOne(rule, group, resource, name))) return false;
  }
  return true;
}

function coversOne(rule: RbacRule, group: string, resource: string, name: string | undefined): boolean {
  if (!rule.apiGroups.includes('*') && !rule.apiGroups.includes(group)) return false;
  if (rule.resourceNames.length > 0 && (name === undefined || !rule.resourceNames.includes(name))) return false;
  if (rule.resources.includes('*') || rule.resources.includes(resource)) return true;
  const slash = resource.indexOf('/');
  return slash >= 0 && rule.resources.includes(`*${resource.slice(slash)}`);
}

/** Every verb on every resource of every group, named or not: nothing that a namespace holds is out of reach. */
export function isEverything(rules: readonly RbacRule[]): boolean {
  return rules.some(
    (rule) =>
      rule.verbs.includes('*') &&
      rule.apiGroups.includes('*') &&
      rule.resources.includes('*') &&
      rule.resourceNames.length === 0,
  );
}
