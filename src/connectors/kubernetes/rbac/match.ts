import type { RbacRule } from '../../../model/facts.ts';
import { withoutTrailing } from './trailing.ts';

/** One request as the API server's authorizer sees it. */
export interface ResourceAsk {
  readonly verb: string;
  /** API group; the core group is the empty string. */
  readonly group: string;
  /** Plural, as in the URL. */
  readonly resource: string;
  readonly subresource?: string;
  /**
   * Absent where the request names no object: create of an object, deletecollection, and list or watch without the field selector
   * `metadata.name`. Then a rule that is limited by resourceNames does not match.
   */
  readonly name?: string;
}

export interface UrlAsk {
  readonly verb: string;
  readonly url: string;
}

type Limits = Pick<RbacRule, 'verbs' | 'apiGroups' | 'resources' | 'resourceNames' | 'nonResourceURLs'>;

export const verbMatches = (rule: Pick<RbacRule, 'verbs'>, verb: string): boolean =>
  rule.verbs.includes('*') || rule.verbs.includes(verb);

export const groupMatches = (rule: Pick<RbacRule, 'apiGroups'>, group: string): boolean =>
  rule.apiGroups.includes('*') || rule.apiGroups.includes(group);

/** `*` is every resource and every subresource; `*` + `/sub` is that subresource of every resource; `res/*` is not a pattern. */
export function resourceMatches(rule: Pick<RbacRule, 'resources'>, resource: string, subresource?: string): boolean {
  const combined = subresource === undefined ? resource : `${resource}/${subresource}`;
  return rule.resources.some(
    (written) =>
      written === '*' || written === combined || (subresource !== undefined && written === `*/${subresource}`),
  );
}

/** An empty list limits nothing. A request without a name has the name "". */
export const nameMatches = (rule: Pick<RbacRule, 'resourceNames'>, name = ''): boolean =>
  rule.resourceNames.length === 0 || rule.resourceNames.includes(name);

/** A trailing `*` is a prefix; nothing else is a pattern. */
export function urlMatches(rule: Pick<RbacRule, 'nonResourceURLs'>, url: string): boolean {
  return rule.nonResourceURLs.some(
    (written) =>
      written === '*' || written === url || (written.endsWith('*') && url.startsWith(withoutTrailing(written, '*'))),
  );
}

/** Whether one rule admits the request; names are one dimension among the four, all must match. */
export function allows(rule: Limits, ask: ResourceAsk): boolean {
  return (
    verbMatches(rule, ask.verb) &&
    groupMatches(rule, ask.group) &&
    resourceMatches(rule, ask.resource, ask.subresource) &&
    nameMatches(rule, ask.name)
  );
}

export const allowsUrl = (rule: Limits, ask: UrlAsk): boolean =>
  verbMatches(rule, ask.verb) && urlMatches(rule, ask.url);
