import { describe, expect, it } from 'vitest';
import type { DanglingFact, GrantFact, RoleFact } from '../../../model/facts.ts';
import { accessOf, type AccessOf } from './testing/access-of.ts';
import { account, binding, grant, namespace, node, object, pod, role, rule, secret } from './testing/manifests.ts';

const RBAC = 'rbac.authorization.k8s.io/v1';
const facts = (of: AccessOf) => ({
  grants: of.estate.facts.filter((one): one is GrantFact => one.fact === 'grant'),
  roles: of.estate.facts.filter((one): one is RoleFact => one.fact === 'role'),
  dangling: of.estate.facts.filter((one): one is DanglingFact => one.fact === 'dangling'),
});
const labelled = (name: string, labels: object, ...rules: readonly string[]): string =>
  object(RBAC, 'ClusterRole', name, { metadata: { labels }, rules: rules.map(rule) });
const aggregating = (name: string, ...selectors: readonly object[]): string =>
  object(RBAC, 'ClusterRole', name, {
    aggregationRule: { clusterRoleSelectors: selectors },
    rules: [rule('* | * | *')],
  });

describe('aggregated cluster roles', () => {
  it('take the rules of what any selector selects, and lose those they are written with', () => {
    const of = accessOf([
      aggregating('all', { matchLabels: { part: 'a' } }, { matchExpressions: [{ key: 'part', operator: 'In', values: ['b'] }] }),
      labelled('one', { part: 'a' }, 'get | core | pods'),
      labelled('two', { part: 'b' }, 'get | core | secrets'),
      labelled('three', { part: 'c' }, 'get | core | nodes'),
    ]); // prettier-ignore
    const all = facts(of).roles.find(({ name }) => name === 'all');
    expect(all?.aggregated).toBe(true);
    expect(all?.rules.map(({ resources }) => resources)).toEqual([['pods'], ['secrets']]);
  });

  it('aggregate aggregated roles, and a circle ends', () => {
    const of = accessOf([
      object(RBAC, 'ClusterRole', 'a', { metadata: { labels: { x: '1' } }, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { y: '1' } }] } }),
      object(RBAC, 'ClusterRole', 'b', { metadata: { labels: { y: '1' } }, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { x: '1' } }] } }),
      labelled('leaf', { x: '1' }, 'get | core | pods'),
    ]); // prettier-ignore
    const rules = Object.fromEntries(facts(of).roles.map(({ name, rules: own }) => [name, own.length]));
    expect(rules).toEqual({ a: 1, b: 1, leaf: 1 });
  });

  it('widen the built-in roles: what is labelled for edit is in admin too', () => {
    const of = accessOf([
      labelled('more', { 'rbac.authorization.k8s.io/aggregate-to-edit': 'true' }, 'create | ray.io | rayclusters'),
      binding('a/x', 'ClusterRole/admin', 'sa a/x'),
      account('a/x'),
    ]);
    const [admin] = facts(of).grants;
    expect(admin?.role).toMatchObject({ name: 'admin', builtIn: true });
    expect(admin?.rules.some(({ resources }) => resources.includes('rayclusters'))).toBe(true);
    expect(admin?.rules.some(({ resources }) => resources.includes('rolebindings'))).toBe(true);
  });
});

describe('bindings', () => {
  it('to cluster-admin need no file that declares it', () => {
    const of = accessOf([binding('x', 'ClusterRole/cluster-admin', 'sa a/x'), account('a/x')]);
    expect(of.edges('CLUSTER_ADMIN')).toEqual(['PermissionSet:cluster-admin::x > Cluster:']);
    expect(facts(of).dangling).toEqual([]);
    expect(of.estate.nodes.find(({ id }) => id === 'k8s:ClusterRole:r/cluster-admin')?.implied).toBe(true);
  });

  it('prefer the declared role to the built-in one of its name', () => {
    const of = accessOf([
      role('view', 'get | core | pods'),
      binding('a/x', 'ClusterRole/view', 'sa a/x'),
      account('a/x'),
    ]);
    expect(facts(of).grants[0]?.rules).toHaveLength(1);
    expect(facts(of).grants[0]?.role.builtIn).toBe(false);
  });

  it('to a role that is nowhere dangle and give nothing', () => {
    const of = accessOf([binding('a/x', 'Role/gone', 'sa a/x'), account('a/x'), secret('a/s')]);
    expect(facts(of).dangling).toMatchObject([
      { relation: 'role', node: 'k8s:PermissionSet:r/a/gone::x', missing: 'k8s:Role:r/a/gone' },
    ]);
    expect(of.edges('HAS_PERMISSION_SET')).toEqual(['ServiceAccount:a/x > PermissionSet:a/gone::x']);
    expect(of.edges('GRANTS_ROLE', 'READ_SECRET')).toEqual([]);
  });

  it('a ClusterRoleBinding cannot refer to a Role, a RoleBinding only to one of its namespace', () => {
    const of = accessOf([role('a/x', 'get | core | secrets'), binding('w', 'Role/x', 'sa a/x'), binding('b/w', 'Role/x', 'sa a/x'), account('a/x')]);
    expect(facts(of).dangling.map(({ node: set }) => set).sort()).toEqual(['k8s:PermissionSet:r/b/x::w', 'k8s:PermissionSet:r/x::w']);
  }); // prettier-ignore

  it('name accounts that nothing declares: implied, and dangling', () => {
    const of = accessOf([role('a/x', 'get | core | pods'), binding('a/x', 'Role/x', 'sa a/gone', 'sa a/default', 'sa kube-system/generic-garbage-collector')]);
    expect(facts(of).dangling.map(({ missing }) => missing)).toEqual(['k8s:ServiceAccount:r/a/gone']);
    expect(of.estate.nodes.find(({ id }) => id === 'k8s:ServiceAccount:r/a/gone')?.implied).toBe(true);
  }); // prettier-ignore

  it.each([
    ['a name that is filled in later is not missing', ['sa a/{Values.name}', 'sa a/$(NAME)'], []],
    ['an account of a namespace that nothing here is about is possibly missing', ['sa other/x'], ['possible']],
    ['an account of a namespace that is here is missing', ['sa a/x'], ['configured']],
  ] as const)('%s', (_, subjects, want) => {
    const of = accessOf([role('a/r', 'get | core | pods'), binding('a/r', 'Role/r', ...subjects)]);
    expect(facts(of).dangling.map(({ confidence }) => confidence)).toEqual(want);
  });

  it('give accounts, users and nodes under the names by which they authenticate', () => {
    const of = accessOf([
      role('x', 'get | core | pods'),
      binding('x', 'ClusterRole/x', 'user system:serviceaccount:a:bot', 'user system:node:n1', 'user system:kube-proxy', 'user ada@example.com'),
      account('a/bot'),
      node('n1'),
    ]);
    expect(of.edges('HAS_PERMISSION_SET').map((edge) => edge.split(' > ')[0])).toEqual([
      'Node:n1', 'ServiceAccount:a/bot', 'User:ada@example.com', 'User:system:kube-proxy',
    ]);
    const kind = (id: string) => of.estate.nodes.find((one) => one.id === id)?.kind;
    expect(kind('k8s:User:r/ada@example.com')).toBe('Human');
    expect(kind('k8s:User:r/system:kube-proxy')).toBe('ServicePrincipal');
  }); // prettier-ignore

  it('an account without a namespace is of the binding, and in a ClusterRoleBinding a guess', () => {
    const subjects = [{ kind: 'ServiceAccount', name: 'x' }];
    const roleRef = { kind: 'ClusterRole', name: 'view' };
    const of = accessOf([
      object(RBAC, 'RoleBinding', 'a/r', { roleRef, subjects }),
      object(RBAC, 'ClusterRoleBinding', 'c', { roleRef, subjects }),
    ]);
    expect(of.edges('HAS_PERMISSION_SET')).toEqual([
      'ServiceAccount:a/x > PermissionSet:a/view::r',
      'ServiceAccount:default/x > PermissionSet:view::c [possible: the subject of a ClusterRoleBinding names no namespace, which the API server refuses]',
    ]);
  });

  it('to groups make their members hold the set', () => {
    const of = accessOf([
      role('x', 'get | core | pods'),
      binding('x', 'ClusterRole/x', 'group system:serviceaccounts:a', 'group ops', 'user ada'),
      account('a/p'),
      account('b/q'),
      node('n1'),
    ]);
    expect(of.edges('MEMBER_OF')).toEqual([
      'Node:n1 > Group:system:nodes',
      'ServiceAccount:a/default > Group:system:serviceaccounts:a',
      'ServiceAccount:a/p > Group:system:serviceaccounts:a',
    ]);
  });

  it('to everybody who is authenticated include people, accounts and nodes', () => {
    const of = accessOf([role('x', 'get | core | pods'), binding('x', 'ClusterRole/x', 'group system:authenticated', 'group system:unauthenticated', 'user ada'), account('a/p'), node('n1')]);
    expect(of.edges('MEMBER_OF').filter((edge) => !edge.includes('default'))).toEqual([
      'Node:n1 > Group:system:authenticated', 'Node:n1 > Group:system:nodes', 'ServiceAccount:a/p > Group:system:authenticated',
      'User:ada > Group:system:authenticated', 'User:system:anonymous > Group:system:unauthenticated',
    ]);
  }); // prettier-ignore

  it('of a namespace give nothing over what stands outside namespaces', () => {
    const of = accessOf([...grant('a/x', 'get create | core | nodes/proxy', 'impersonate | core | users'), node('n1'), binding('a/u', 'Role/x', 'user ada')]);
    expect(of.edges('NODE_PROXY', 'IMPERSONATE')).toEqual([]);
  }); // prettier-ignore
});

describe('how sure a right is', () => {
  it('a template that was not rendered gives possible rights', () => {
    const of = accessOf([...grant('a/x', 'get | core | secrets'), secret('a/s')], { reading: 'symbolic' });
    expect(of.edges('READ_SECRET')).toEqual(['PermissionSet:a/x::x > Secret:a/s [possible: not rendered]']);
    expect(facts(of).grants[0]?.confidence).toBe('possible');
  });

  it('each edge names the rule and the binding that it follows from', () => {
    const of = accessOf([...grant('a/x', 'get | core | secrets'), secret('a/s')], { file: 'f.yaml' });
    const [edge] = of.estate.edges.filter(({ kind }) => kind === 'READ_SECRET');
    expect(edge?.evidence).toEqual([{ file: 'f.yaml', line: 2 }, { file: 'f.yaml', line: 4 }]);
  }); // prettier-ignore
});

describe('control', () => {
  it('of the cluster is control of namespaces and nodes, of a namespace of what is in it', () => {
    const of = accessOf([...grant('a/x', '* | * | *'), pod('a/p'), secret('a/s'), namespace('a'), node('n1')]);
    expect(of.edges('CONTROLS')).toEqual([
      'Cluster: > Namespace:a',
      'Cluster: > Node:n1',
      'Namespace:a > Node:n1 [configured]',
      'Namespace:a > Pod:a/p',
      'Namespace:a > Secret:a/s',
      'Namespace:a > ServiceAccount:a/x',
    ]);
  });

  it('a namespace that nobody rules leads to no node', () => {
    const of = accessOf([...grant('a/x', 'get | core | pods'), namespace('a'), node('n1')]);
    expect(of.edges('CONTROLS')).not.toContain('Namespace:a > Node:n1 [configured]');
  });
});
