import type { RbacRule } from '../../../model/facts.ts';
import { groupMatches, resourceMatches, verbMatches } from './match.ts';

/** Which objects a rule list allows for one kind of request, and which of its rules say so (indices into the list). */
export interface Scope {
  /** Rules without resourceNames: every object, also one that is not named in the request. */
  readonly all: readonly number[];
  /** By object name: the rules that are limited to it. */
  readonly named: ReadonlyMap<string, readonly number[]>;
  /** Whether any request of this kind is allowed at all. */
  readonly any: boolean;
}

const NOTHING: Scope = { all: [], named: new Map(), any: false };

/** The rules that decide about one object; empty when it is not allowed. */
export function rulesFor(scope: Scope, name: string): readonly number[] {
  if (scope.all.length > 0) return scope.all;
  return scope.named.get(name) ?? [];
}

/** Several ways to the same end: each verb or subresource that suffices. */
export function anyOf(...scopes: readonly Scope[]): Scope {
  const useful = scopes.filter((scope) => scope.any);
  const [first, ...more] = useful;
  if (!first) return NOTHING;
  if (more.length === 0) return first;
  const named = new Map<string, readonly number[]>();
  for (const scope of useful)
    for (const [name, rules] of scope.named) named.set(name, sorted([...(named.get(name) ?? []), ...rules]));
  return { all: sorted(useful.flatMap((scope) => scope.all)), named, any: true };
}

const sorted = (rules: readonly number[]): readonly number[] => [...new Set(rules)].sort((a, b) => a - b);

/**
 * A rule list, asked often. Equal lists share one instance (see `compile`), so that a realm with thousands of bindings answers each
 * kind of question once per different list.
 */
export class Rights {
  private readonly known = new Map<string, Scope>();
  private readonly rules: readonly RbacRule[];

  constructor(rules: readonly RbacRule[]) {
    this.rules = rules;
  }

  /** `resource` may carry a subresource: `pods/exec`. */
  scope(verb: string, group: string, resource: string): Scope {
    const key = `${verb} ${group} ${resource}`;
    let scope = this.known.get(key);
    if (!scope) this.known.set(key, (scope = this.compute(verb, group, resource)));
    return scope;
  }

  /** Any of several verbs. */
  verbs(verbs: readonly string[], group: string, resource: string): Scope {
    return anyOf(...verbs.map((verb) => this.scope(verb, group, resource)));
  }

  /** Create of an object and deletecollection name no object, so only rules without resourceNames count. */
  unnamed(verb: string, group: string, resource: string): Scope {
    const scope = this.scope(verb, group, resource);
    if (scope.named.size === 0) return scope;
    return scope.all.length > 0 ? { all: scope.all, named: new Map(), any: true } : NOTHING;
  }

  private compute(verb: string, group: string, resource: string): Scope {
    const [plain = '', sub] = resource.split('/');
    const all: number[] = [];
    const named = new Map<string, number[]>();
    this.rules.forEach((rule, index) => {
      if (!verbMatches(rule, verb) || !groupMatches(rule, group) || !resourceMatches(rule, plain, sub)) return;
      if (rule.resourceNames.length === 0) all.push(index);
      for (const name of new Set(rule.resourceNames)) {
        const list = named.get(name);
        if (list) list.push(index);
        else named.set(name, [index]);
      }
    });
    return all.length === 0 && named.size === 0 ? NOTHING : { all, named, any: true };
  }
}

/** Gives one `Rights` per different rule list; places do not count. */
export function compiler(): (rules: readonly RbacRule[]) => Rights {
  const known = new Map<string, Rights>();
  return (rules) => {
    const key = JSON.stringify(
      rules.map((r) => [r.verbs, r.apiGroups, r.resources, r.resourceNames, r.nonResourceURLs]),
    );
    let rights = known.get(key);
    if (!rights) known.set(key, (rights = new Rights(rules)));
    return rights;
  };
}
