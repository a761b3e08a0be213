import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allows, mentions, wildcards, type Rights } from './allows.ts';
import { narrow } from './narrow.ts';
import { BUILT_IN } from './resources.ts';

const VERBS = ['*', 'get', 'list', 'create', 'patch', 'bind', 'escalate', 'impersonate', 'deletecollection'];
const GROUPS = ['*', '', 'apps', 'kubeflow.org', 'rbac.authorization.k8s.io', 'unknown.example'];
const RESOURCES = ['*', 'pods', 'secrets', 'pods/exec', 'statefulsets', 'notebooks', 'roles', 'serviceaccounts/token'];

const some = (from: readonly string[]): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...from), { minLength: 1, maxLength: 4 });
const rule: fc.Arbitrary<Rights> = fc.record({
  verbs: some(VERBS),
  apiGroups: some(GROUPS),
  resources: some(RESOURCES),
  resourceNames: fc.oneof(fc.constant<string[]>([]), fc.constant(['one'])),
  nonResourceURLs: fc.constant<string[]>([]),
});
const known = (group: string): readonly string[] | undefined =>
  BUILT_IN[group] ?? (group === 'kubeflow.org' ? ['notebooks'] : undefined);

describe('narrow', () => {
  it('never widens: whatever the narrowed rules give, the old rule gave', () => {
    fc.assert(
      fc.property(rule, (old) => {
        for (const one of narrow(old, known) ?? [])
          for (const verb of one.verbs)
            for (const group of one.apiGroups)
              for (const resource of one.resources) {
                expect(mentions(old, group, resource, verb), `${verb} ${resource}.${group}`).toBe(true);
                expect(one.resourceNames).toEqual(old.resourceNames);
              }
      }),
    );
  });

  it('leaves no * behind, and hands out no rights that only a * gave', () => {
    fc.assert(
      fc.property(rule, (old) => {
        for (const one of narrow(old, known) ?? []) {
          expect(wildcards(one)).toEqual([]);
          for (const verb of ['bind', 'escalate', 'impersonate'])
            if (!old.verbs.includes(verb)) expect(one.verbs).not.toContain(verb);
          if (!old.resources.includes('secrets')) expect(allows(one, '', 'secrets', 'get')).toBe(false);
        }
      }),
    );
  });

  it('says so when the resources of a group are not known', () => {
    const old: Rights = {
      verbs: ['get'],
      apiGroups: ['unknown.example'],
      resources: ['*'],
      resourceNames: [],
      nonResourceURLs: [],
    };
    expect(narrow(old, known)).toBeUndefined();
  });
});
