import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessOf } from './testing/access-of.ts';
import { grant, pod, secret } from './testing/manifests.ts';

const KINDS = [
  'v1 Pod', 'v1 ServiceAccount', 'v1 Secret', 'v1 Node', 'v1 Namespace', 'apps/v1 Deployment', 'apps/v1 DaemonSet',
  'rbac.authorization.k8s.io/v1 Role', 'rbac.authorization.k8s.io/v1 ClusterRole', 'rbac.authorization.k8s.io/v1 RoleBinding',
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding', 'kind.x-k8s.io/v1alpha4 Cluster',
] as const; // prettier-ignore
const KEYS = [
  'rules', 'subjects', 'roleRef', 'spec', 'containers', 'initContainers', 'volumes', 'volumeMounts', 'name', 'kind', 'namespace', 'verbs',
  'resources', 'apiGroups', 'resourceNames', 'aggregationRule', 'clusterRoleSelectors', 'matchLabels', 'matchExpressions', 'hostPath', 'path',
  'securityContext', 'capabilities', 'add', 'privileged', 'nodes', 'role', 'template', 'type', '__proto__', 'constructor', 'projected', 'sources',
] as const; // prettier-ignore

const leaf = fc.oneof(
  fc.constantFrom(
    '*',
    'default',
    'Role',
    'ClusterRole',
    'ServiceAccount',
    'a/b',
    '%2F',
    '../..',
    '',
    '\u001b[31m',
    '{x}',
  ),
  fc.constantFrom(null, true, false, 0, -1, 1e300),
);
const { junk } = fc.letrec<{ junk: unknown }>((tie) => ({
  junk: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('junk'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('junk'), { maxKeys: 5 }),
  ),
}));
const body = fc.dictionary(fc.constantFrom(...KEYS), junk, { maxKeys: 6 });
const object = fc
  .tuple(fc.constantFrom(...KINDS), fc.constantFrom('x', 'a/x', 'constructor', '__proto__'), body)
  .map(([type, name, rest]) => {
    const [apiVersion, kind] = type.split(' ');
    return JSON.stringify({ ...rest, apiVersion, kind, metadata: { name, namespace: 'a' } });
  });

describe('objects of any shape', () => {
  it('never break the reading, nor what stands beside them', () => {
    fc.assert(
      fc.property(fc.array(object, { minLength: 1, maxLength: 4 }), (objects) => {
        const good = [...grant('ok/x', 'get | core | secrets'), secret('ok/s'), pod('ok/p')];
        const { edges } = accessOf([...objects, ...good]);
        expect(edges('READ_SECRET')).toContain('PermissionSet:ok/x::x > Secret:ok/s');
      }),
      { numRuns: 400 },
    );
  });

  it('a namespace that only a user is said to be in has no account, and breaks nothing', () => {
    const { edges } = accessOf([
      ...grant('x', 'create | core | pods', 'escalate update | rbac.authorization.k8s.io | roles'),
      JSON.stringify({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'y' },
        roleRef: { kind: 'ClusterRole', name: 'x' },
        subjects: [
          { kind: 'User', name: 'ada', namespace: 'nowhere' },
          { kind: 'Group', name: 'system:authenticated' },
        ],
      }),
    ]);
    expect(edges('ESCALATE_ROLE')).toContain('PermissionSet:x::x > Namespace:nowhere');
  });

  it('a name is a name, whatever a prototype calls it', () => {
    const { edges } = accessOf([
      ...grant('__proto__/constructor', 'get | core | secrets'),
      secret('__proto__/toString'),
    ]);
    expect(edges('READ_SECRET')).toEqual([
      'PermissionSet:__proto__/constructor::constructor > Secret:__proto__/toString',
    ]);
  });
});
