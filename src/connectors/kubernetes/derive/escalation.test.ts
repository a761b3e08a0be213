import { describe, expect, it } from 'vitest';
import type { EdgeKind } from '../../../model/kinds.ts';
import { accessOf } from './testing/access-of.ts';
import { account, binding, grant, namespace, node, role } from './testing/manifests.ts';

const RBAC = 'rbac.authorization.k8s.io';
const SET = 'PermissionSet:a/x::x';
const WIDE = 'PermissionSet:x::x';

interface Case {
  readonly proves: string;
  readonly given: readonly string[];
  readonly of: readonly EdgeKind[];
  readonly want: readonly string[];
}

const OTHER = [
  role('a/strong', 'get | core | secrets pods'),
  role('a/weak', 'get | core | pods'),
  binding('a/w', 'Role/weak', 'sa a/w'),
];
const BINDS = (names = ''): string => `bind | ${RBAC} | roles | ${names}`;
const CREATES = `create | ${RBAC} | rolebindings`;

const CASES: readonly Case[] = [
  {
    proves: 'bind and create reach the sets that some Role of the namespace covers, not themselves',
    given: [...grant('a/x', CREATES, BINDS()), ...OTHER],
    of: ['ROLE_BIND'],
    want: [`${SET} > PermissionSet:a/weak::w`],
  },
  {
    proves: 'a set is reached by any Role that covers it, also where only that one may be bound',
    given: [...grant('a/x', CREATES, BINDS('strong')), ...OTHER],
    of: ['ROLE_BIND'],
    want: [`${SET} > PermissionSet:a/weak::w`],
  },
  {
    proves: 'a Role that may not be bound gives nothing',
    given: [...grant('a/x', CREATES, BINDS('other')), ...OTHER],
    of: ['ROLE_BIND'],
    want: [],
  },
  {
    proves: 'without bind only what is held can be bound: no reach',
    given: [...grant('a/x', CREATES), ...OTHER],
    of: ['ROLE_BIND', 'BIND_CLUSTER_ROLE', 'ESCALATE_ROLE'],
    want: [],
  },
  {
    proves: 'bind without a way to bind reaches nothing',
    given: [...grant('a/x', BINDS()), ...OTHER],
    of: ['ROLE_BIND'],
    want: [],
  },
  {
    proves: 'changing a binding joins its subjects, for the role that it has',
    given: [...grant('a/x', `patch | ${RBAC} | rolebindings | w`, BINDS('weak')), ...OTHER],
    of: ['ROLE_BIND'],
    want: [`${SET} > PermissionSet:a/weak::w [by joining the subjects of RoleBinding w]`],
  },
  {
    proves: 'bind on cluster roles in a namespace is rule of the namespace',
    given: [...grant('a/x', CREATES, `bind | ${RBAC} | clusterroles`), ...OTHER],
    of: ['ROLE_BIND', 'BIND_CLUSTER_ROLE'],
    want: [`${SET} > Namespace:a`],
  },
  {
    proves: 'bind on a harmless cluster role is not',
    given: [...grant('a/x', CREATES, `bind | ${RBAC} | clusterroles | view`)],
    of: ['BIND_CLUSTER_ROLE'],
    want: [],
  },
  {
    proves: 'bind on edit is: it makes pods and reads Secrets',
    given: [...grant('a/x', CREATES, `bind | ${RBAC} | clusterroles | edit`)],
    of: ['BIND_CLUSTER_ROLE'],
    want: [`${SET} > Namespace:a`],
  },
  {
    proves: 'cluster-wide bind of cluster roles is the cluster, and every cluster-wide set with itself',
    given: [...grant('x', `create | ${RBAC} | clusterrolebindings`, `bind | ${RBAC} | clusterroles`), ...grant('y', 'get | core | pods')],
    of: ['ROLE_BIND', 'BIND_CLUSTER_ROLE'],
    want: [`${WIDE} > Cluster:`, `${WIDE} > ${WIDE}`, `${WIDE} > PermissionSet:y::y`],
  },
  {
    proves: 'a namespaced grant of the same rights is worth nothing outside its namespace',
    given: [...grant('a/x', `create | ${RBAC} | clusterrolebindings`, `bind | ${RBAC} | clusterroles`), ...grant('y', 'get | core | pods')],
    of: ['ROLE_BIND', 'BIND_CLUSTER_ROLE'],
    want: [],
  },
  {
    proves: 'escalate with update of a role is rule of the namespace',
    given: [...grant('a/x', `escalate update | ${RBAC} | roles | x`)],
    of: ['ESCALATE_ROLE'],
    want: [`${SET} > Namespace:a`],
  },
  {
    proves: 'escalate with create still needs a binding',
    given: [...grant('a/x', `escalate create | ${RBAC} | roles`)],
    of: ['ESCALATE_ROLE'],
    want: [`${SET} > Namespace:a [possible: a binding of the new role]`],
  },
  {
    proves: 'escalate and update of different roles is nothing',
    given: [...grant('a/x', `escalate | ${RBAC} | roles | p`, `update | ${RBAC} | roles | q`)],
    of: ['ESCALATE_ROLE'],
    want: [],
  },
  {
    proves: 'escalate on cluster roles counts cluster-wide alone',
    given: [...grant('x', `escalate update | ${RBAC} | clusterroles`), ...grant('a/y', `escalate update | ${RBAC} | clusterroles`)],
    of: ['ESCALATE_ROLE'],
    want: [`${WIDE} > Cluster:`],
  },
  {
    proves: 'users and groups can be impersonated through cluster-wide grants alone',
    given: [...grant('a/x', 'impersonate | core | users groups'), binding('a/u', 'Role/x', 'user ada', 'group ops')],
    of: ['IMPERSONATE'],
    want: [],
  },
  {
    proves: 'who may impersonate every group is one step from system:masters',
    given: [...grant('x', 'impersonate | core | users groups'), binding('a/u', 'ClusterRole/x', 'user ada', 'group ops')],
    of: ['IMPERSONATE', 'CLUSTER_ADMIN'],
    want: [
      'PermissionSet:cluster-admin::cluster-admin > Cluster:',
      `${WIDE} > Group:ops`,
      `${WIDE} > Group:system:masters`,
      `${WIDE} > User:ada`,
    ],
  },
  {
    proves: 'a group alone cannot be impersonated',
    given: [...grant('x', 'impersonate | core | groups | ops')],
    of: ['IMPERSONATE'],
    want: [`${WIDE} > Group:ops [possible: with the right to impersonate some user]`],
  },
  {
    proves: 'accounts are impersonated in their namespace',
    given: [...grant('a/x', 'impersonate | core | serviceaccounts'), account('a/y'), account('b/z')],
    of: ['IMPERSONATE'],
    want: [`${SET} > ServiceAccount:a/x`, `${SET} > ServiceAccount:a/y`],
  },
  {
    proves: 'mutating webhooks, signers and kubelets are the cluster and its nodes, cluster-wide',
    given: [
      ...grant('x', 'update | admissionregistration.k8s.io | mutatingwebhookconfigurations | w'),
      ...grant('a/no', 'update | admissionregistration.k8s.io | mutatingwebhookconfigurations'),
      ...grant('s', 'update | certificates.k8s.io | certificatesigningrequests/approval', 'approve | certificates.k8s.io | signers | kubernetes.io/*'),
      ...grant('half', 'approve | certificates.k8s.io | signers'),
      ...grant('k', 'get | core | nodes/proxy | n1'),
      node('n1'),
      node('n2'),
    ],
    of: ['ESCALATE_VIA_WEBHOOK', 'APPROVE_CERTIFICATE', 'NODE_PROXY'],
    want: [
      'PermissionSet:k::k > Node:n1 [by exec over a websocket, which opens with GET]',
      'PermissionSet:s::s > Cluster: [possible: somebody creates a certificate request for a chosen identity]',
      'PermissionSet:s::s > Node:n1 [possible: somebody creates a certificate request for a chosen identity]',
      'PermissionSet:s::s > Node:n2 [possible: somebody creates a certificate request for a chosen identity]',
      `${WIDE} > Cluster:`,
    ],
  },
  {
    proves: 'everything is one edge: what the scope controls follows from there',
    given: [...grant('x', '* | * | *'), ...grant('a/y', '* | * | *'), account('a/z'), namespace('a')],
    of: ['CLUSTER_ADMIN', 'NAMESPACE_ADMIN', 'POD_CREATE', 'ROLE_BIND', 'IMPERSONATE', 'MINT_TOKEN', 'BIND_CLUSTER_ROLE'],
    want: ['PermissionSet:a/y::y > Namespace:a', `${WIDE} > Cluster:`],
  },
]; // prettier-ignore

describe('escalation', () => {
  it.each(CASES.map((one) => [one.proves, one] as const))('%s', (_, { given, of, want }) => {
    expect(accessOf(given).edges(...of)).toEqual(want);
  });
});
