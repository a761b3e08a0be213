import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RbacRule } from '../../../model/facts.ts';
import { allows, allowsUrl, type ResourceAsk } from './match.ts';
import { anyOf, Rights, rulesFor } from './rights.ts';

const rule = (text: string): RbacRule => {
  const [verbs = '', groups = '', resources = '', names = ''] = text.split('|').map((part) => part.trim());
  const words = (part: string): readonly string[] => part.split(' ').filter((one) => one !== '').map((one) => (one === 'core' ? '' : one)); // prettier-ignore
  return {
    verbs: words(verbs),
    apiGroups: words(groups),
    resources: words(resources),
    resourceNames: words(names),
    nonResourceURLs: [],
    evidence: [],
  };
};

const ask = (text: string): ResourceAsk => {
  const [verb = '', group = '', resource = '', name] = text.split(' ');
  const [plain = '', subresource] = resource.split('/');
  return {
    verb,
    group: group === 'core' ? '' : group,
    resource: plain,
    ...(subresource === undefined ? {} : { subresource }),
    ...(name === undefined ? {} : { name }),
  };
};

/** Sentence, rule `verbs | groups | resources | names`, request `verb group resource name`, allowed. */
const GOLDEN: readonly (readonly [string, string, string, boolean])[] = [
  ['a rule allows what it names', 'get | core | secrets', 'get core secrets', true],
  ['another verb is not allowed', 'get | core | secrets', 'list core secrets', false],
  ['read verbs do not imply each other', 'list | core | secrets', 'get core secrets x', false],
  ['patch does not imply update', 'patch | core | pods', 'update core pods x', false],
  ['any verb', '* | core | pods', 'impersonate core pods x', true],
  ['the core group is the empty string', 'get | core | pods', 'get apps pods', false],
  ['any group', 'get | * | pods', 'get core pods', true],
  ['groups have no patterns', 'get | *.k8s.io | roles', 'get rbac.k8s.io roles', false],
  ['a resource does not include its subresources', 'create | core | pods', 'create core pods/exec x', false],
  ['a subresource does not include its resource', 'create | core | pods/exec', 'create core pods x', false],
  ['any resource includes every subresource', '* | core | *', 'create core pods/exec x', true],
  ['any resource with one subresource', 'get | core | */log', 'get core pods/log x', true],
  ['any resource with one subresource is that subresource alone', 'get | core | */log', 'get core pods/exec x', false],
  ['any resource with one subresource is not the resource', 'get | core | */log', 'get core pods x', false],
  ['a resource with a star for its subresource is no pattern', 'get | core | pods/*', 'get core pods/log x', false],
  ['resources have no prefixes', 'get | core | pod*', 'get core pods x', false],
  ['a named object is allowed', 'get | core | secrets | db', 'get core secrets db', true],
  ['another object is not', 'get | core | secrets | db', 'get core secrets web', false],
  ['create names no object, so a limited rule does not match', 'create | core | secrets | db', 'create core secrets', false],
  ['deletecollection names no object', 'deletecollection | core | secrets | db', 'deletecollection core secrets', false],
  ['list without a field selector names no object', 'list | core | secrets | db', 'list core secrets', false],
  ['list by metadata.name names its object', 'list | core | secrets | db', 'list core secrets db', true],
  ['create of a subresource names its object', 'create | core | serviceaccounts/token | bot', 'create core serviceaccounts/token bot', true],
  ['names have no patterns', 'get | core | secrets | *', 'get core secrets db', false],
  ['a rule without resources allows none', 'get | core |', 'get core pods', false],
  ['a rule without verbs allows none', '| core | pods', 'get core pods', false],
]; // prettier-ignore

describe('a resource request against a rule', () => {
  it.each(GOLDEN)('%s', (_, text, request, allowed) => {
    expect(allows(rule(text), ask(request))).toBe(allowed);
  });
});

describe('a request for a path against a rule', () => {
  const url = (verbs: string, urls: string): RbacRule => ({
    ...rule(`${verbs} | |`),
    nonResourceURLs: urls.split(' '),
  });
  it.each([
    ['the path itself', '/metrics', '/metrics', true],
    ['not what is below it', '/metrics', '/metrics/slis', false],
    ['a trailing star is a prefix', '/healthz*', '/healthz/etcd', true],
    ['a star inside is no pattern', '/a/*/c', '/a/b/c', false],
    ['a star alone is every path', '*', '/logs/x', true],
    ['several trailing stars are one', '/api**', '/api/v1', true],
  ])('%s', (_, urls, path, allowed) => {
    expect(allowsUrl(url('get', urls), { verb: 'get', url: path })).toBe(allowed);
  });
  it('needs the verb too', () => {
    expect(allowsUrl(url('post', '*'), { verb: 'get', url: '/metrics' })).toBe(false);
  });
});

/** The sentence of the documentation, dimension by dimension, with no cleverness. */
function naive(rules: readonly RbacRule[], request: ResourceAsk): number[] {
  const combined = request.resource + (request.subresource === undefined ? '' : `/${request.subresource}`);
  const found: number[] = [];
  for (const [index, one] of rules.entries()) {
    let verb = false;
    for (const written of one.verbs) if (written === '*' || written === request.verb) verb = true;
    let group = false;
    for (const written of one.apiGroups) if (written === '*' || written === request.group) group = true;
    let resource = false;
    for (const written of one.resources) {
      if (written === '*') resource = true;
      if (written === combined) resource = true;
      const parts = written.split('/');
      if (parts.length === 2 && parts[0] === '*' && parts[1] === request.subresource) resource = true;
    }
    let name = one.resourceNames.length === 0;
    for (const written of one.resourceNames) if (written === (request.name ?? '')) name = true;
    if (verb && group && resource && name) found.push(index);
  }
  return found;
}

const some = (...words: readonly string[]) => fc.subarray([...words]);
const anyRule: fc.Arbitrary<RbacRule> = fc.record({
  verbs: some('*', 'get', 'list', 'create'),
  apiGroups: some('*', '', 'apps'),
  resources: some('*', 'pods', 'pods/exec', '*/exec', 'secrets', 'pods/*'),
  resourceNames: some('a', 'b'),
  nonResourceURLs: fc.constant([]),
  evidence: fc.constant([]),
});
const anyAsk = fc.record({
  verb: fc.constantFrom('get', 'list', 'create', 'watch'),
  group: fc.constantFrom('', 'apps', 'batch'),
  resource: fc.constantFrom('pods', 'secrets'),
  sub: fc.constantFrom(undefined, 'exec', 'log'),
  name: fc.constantFrom(undefined, 'a', 'b', 'c'),
});

describe('compiled rights', () => {
  it('answer like the naive reading of the rules, rule by rule', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 6 }), anyAsk, (rules, { verb, group, resource, sub, name }) => {
        const request = { verb, group, resource, ...(sub && { subresource: sub }), ...(name && { name }) };
        const wanted = naive(rules, request);
        expect(rules.flatMap((one, index) => (allows(one, request) ? [index] : []))).toEqual(wanted);
        const path = sub === undefined ? resource : `${resource}/${sub}`;
        const rights = new Rights(rules);
        if (name === undefined) expect(rights.unnamed(verb, group, path).all).toEqual(wanted);
        else {
          const rulesOf = rulesFor(rights.scope(verb, group, path), name);
          expect(rulesOf.length > 0).toBe(wanted.length > 0);
          for (const index of rulesOf) expect(wanted).toContain(index);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('join ways to the same end, and keep their names apart', () => {
    const rights = new Rights([rule('get | core | secrets | a'), rule('list | core | secrets | b')]);
    const scope = anyOf(rights.scope('get', '', 'secrets'), rights.scope('list', '', 'secrets'));
    expect([...scope.named]).toEqual([['a', [0]], ['b', [1]]]); // prettier-ignore
    expect(scope.all).toEqual([]);
  });
});
