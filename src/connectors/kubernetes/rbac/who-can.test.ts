import { describe, expect, it } from 'vitest';
import { accessOf } from '../derive/testing/access-of.ts';
import { account, binding, grant, node, role } from '../derive/testing/manifests.ts';
import { whoCan, type WhoCan } from './who-can.ts';

const { estate } = accessOf([
  ...grant('a/reader', 'get | core | secrets | db'),
  ...grant('a/all', 'get list | core | secrets'),
  ...grant('wide', 'get | core | secrets'),
  role('b/x', 'get | core | secrets'),
  binding('b/x', 'Role/x', 'group system:serviceaccounts:b', 'user ada'),
  account('b/p'),
  ...grant('c/scoped', 'get create | core | nodes/proxy', 'delete | core | namespaces'),
  ...grant('k', 'create | core | nodes/proxy'),
  ...grant('a/ray', 'create | ray.io | rayclusters'),
  ...grant('a/star', '* | apps | *'),
  node('n1'),
]);

/** Sentence, question, who. */
const GOLDEN: readonly (readonly [string, WhoCan, readonly string[]])[] = [
  [
    'a Secret by name: its namespace and cluster-wide grants',
    { verb: 'get', resource: 'secrets', namespace: 'a', name: 'db' },
    ['a/all', 'a/reader', 'default/wide'],
  ],
  [
    'any Secret: limited rules do not count',
    { verb: 'get', resource: 'secrets', namespace: 'a' },
    ['a/all', 'default/wide'],
  ],
  ['in all namespaces: cluster-wide grants alone', { verb: 'get', resource: 'secrets' }, ['default/wide']],
  [
    'members of a group, with the group',
    { verb: 'get', resource: 'secrets', namespace: 'b', name: 's' },
    ['ada', 'b/default', 'b/p', 'default/wide', 'system:serviceaccounts:b'],
  ],
  ['a subresource that stands outside namespaces', { verb: 'create', resource: 'nodes', subresource: 'proxy', name: 'n1' }, ['default/k']],
  ['a namespace is in its own namespace', { verb: 'delete', resource: 'namespaces', name: 'c' }, ['c/scoped']],
  ['another namespace is not', { verb: 'delete', resource: 'namespaces', name: 'a' }, []],
  ['a group that is known is not asked for', { verb: 'create', resource: 'rayclusters', namespace: 'a' }, ['a/ray']],
  ['the group of another resource does not count', { verb: 'patch', resource: 'deployments', group: '', namespace: 'a', name: 'x' }, []],
  ['wildcards count', { verb: 'patch', resource: 'deployments', namespace: 'a', name: 'x' }, ['a/star']],
  ['another realm has nobody', { verb: 'get', resource: 'secrets', namespace: 'a', realm: 'q' }, []],
]; // prettier-ignore

describe('who can', () => {
  it.each(GOLDEN)('%s', (_, ask, want) => {
    const who = whoCan(estate, ask).map(({ identity }) => identity.replace(/^k8s:\w+:r\//u, ''));
    expect([...who].sort()).toEqual(want);
  });

  it('says by which rule, binding and group', () => {
    const [member] = whoCan(estate, { verb: 'get', resource: 'secrets', namespace: 'b', name: 's' }).filter(
      ({ identity }) => identity === 'k8s:ServiceAccount:r/b/p',
    );
    expect(member).toMatchObject({
      via: 'k8s:PermissionSet:r/b/x::x',
      through: 'k8s:Group:r/system:serviceaccounts:b',
      confidence: 'proved',
    });
    expect(member?.rules[0]?.verbs).toEqual(['get']);
    expect(member?.evidence.length).toBeGreaterThanOrEqual(3);
  });
});
