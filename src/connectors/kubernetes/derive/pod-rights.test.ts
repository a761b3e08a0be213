import { describe, expect, it } from 'vitest';
import type { EdgeKind } from '../../../model/kinds.ts';
import { accessOf } from './testing/access-of.ts';
import { account, binding, grant, namespace, node, pod, role, workload } from './testing/manifests.ts';

const SET = 'PermissionSet:a/x::x';
const WIDE = 'PermissionSet:x::x';
const PODS = [pod('a/p'), pod('a/q'), pod('b/p')];

interface Case {
  readonly proves: string;
  readonly given: readonly string[];
  readonly of: readonly EdgeKind[];
  readonly want: readonly string[];
}

const CASES: readonly Case[] = [
  {
    proves: 'a namespaced right over pods ends at the namespace',
    given: [...grant('a/x', 'create | core | pods/exec'), ...PODS],
    of: ['POD_EXEC'],
    want: [`${SET} > Pod:a/p`, `${SET} > Pod:a/q`],
  },
  {
    proves: 'a cluster-wide right reaches every namespace',
    given: [...grant('x', 'create | core | pods/exec'), ...PODS],
    of: ['POD_EXEC'],
    want: [`${WIDE} > Pod:a/p`, `${WIDE} > Pod:a/q`, `${WIDE} > Pod:b/p`],
  },
  {
    proves: 'a RoleBinding to a ClusterRole is namespaced',
    given: [role('x', 'create | core | pods/exec'), binding('a/x', 'ClusterRole/x', 'sa a/x'), account('a/x'), ...PODS],
    of: ['POD_EXEC'],
    want: [`${SET} > Pod:a/p`, `${SET} > Pod:a/q`],
  },
  {
    proves: 'attach and ephemeral containers run code in the pod as well',
    given: [
      ...grant('a/x', 'create | core | pods/attach | p', 'patch | core | pods/ephemeralcontainers | q'),
      ...PODS,
    ],
    of: ['POD_EXEC'],
    want: [`${SET} > Pod:a/p`, `${SET} > Pod:a/q`],
  },
  {
    proves: 'get of pods/exec is exec over a websocket',
    given: [...grant('a/x', 'get | core | pods/exec'), pod('a/p')],
    of: ['POD_EXEC'],
    want: [`${SET} > Pod:a/p [possible: get is enough for exec over a websocket, as in Kubernetes before 1.35]`],
  },
  {
    proves: 'create of pods is not exec, list of pods/exec neither',
    given: [...grant('a/x', 'create | core | pods', 'list | core | pods/exec'), pod('a/p')],
    of: ['POD_EXEC', 'POD_PATCH'],
    want: [],
  },
  {
    proves: 'resourceNames name pods: bare ones, numbered ones, and possibly those with a random end',
    given: [
      ...grant('a/x', 'patch | core | pods | p db-0 web-5d4-x db-main'),
      pod('a/p'),
      pod('a/q'),
      workload('StatefulSet', 'a/db'),
      workload('Deployment', 'a/web'),
    ],
    of: ['POD_PATCH'],
    want: [
      `${SET} > Pod:a/Deployment/web [possible: a pod of Deployment web is named web-5d4-x]`,
      `${SET} > Pod:a/StatefulSet/db`,
      `${SET} > Pod:a/p`,
    ],
  },
  {
    proves: 'who may change a controller changes its workload, by its own group and name',
    given: [
      ...grant('a/x', 'update | apps | deployments | web', 'patch | batch | deployments statefulsets'),
      workload('Deployment', 'a/web'),
      workload('Deployment', 'a/other'),
      workload('StatefulSet', 'a/db'),
    ],
    of: ['POD_PATCH'],
    want: [`${SET} > Deployment:a/web`],
  },
  {
    proves: 'who creates pods takes every account of the namespace and any node, unless admission forbids it',
    given: [
      ...grant('a/x', 'create | core | pods'),
      account('a/y'),
      account('b/z'),
      node('n1'),
      node('n2'),
      namespace('a'),
    ],
    of: ['POD_CREATE'],
    want: [
      `${SET} > Node:n1 [configured]`,
      `${SET} > Node:n2 [configured]`,
      `${SET} > ServiceAccount:a/x`,
      `${SET} > ServiceAccount:a/y`,
    ],
  },
  {
    proves: 'a namespace that enforces the baseline keeps pods from their node',
    given: [
      ...grant('a/x', 'create | batch | cronjobs'),
      node('n1'),
      namespace('a', { 'pod-security.kubernetes.io/enforce': 'baseline' }),
    ],
    of: ['POD_CREATE'],
    want: [`${SET} > ServiceAccount:a/x`],
  },
  {
    proves: 'without a declared node there is one that stands for any; a default account without rights is no target',
    given: [...grant('a/x', 'create | apps | daemonsets')],
    of: ['POD_CREATE'],
    want: [
      `${SET} > Node:{any} [possible: admission does not forbid privileged pods in namespace a]`,
      `${SET} > ServiceAccount:a/x`,
    ],
  },
  {
    proves: 'a default account that something is granted to is a target',
    given: [...grant('a/x', 'create | core | pods'), role('a/y', 'get | core | pods'), binding('a/y', 'Role/y', 'sa a/default')],
    of: ['POD_CREATE'],
    want: [
      `${SET} > Node:{any} [possible: admission does not forbid privileged pods in namespace a]`,
      `${SET} > ServiceAccount:a/default`,
      `${SET} > ServiceAccount:a/x`,
    ],
  },
  {
    proves: 'creating pods with names in the rule is no right: create names no object',
    given: [...grant('a/x', 'create | core | pods | p')],
    of: ['POD_CREATE'],
    want: [],
  },
  {
    proves: 'changing the template of a workload that is there makes pods too; the template of a job is fixed',
    given: [
      ...grant('a/x', 'patch | apps | deployments', 'patch | batch | jobs'),
      workload('Deployment', 'a/web'),
      namespace('a', { 'pod-security.kubernetes.io/enforce': 'restricted' }),
    ],
    of: ['POD_CREATE'],
    want: [`${SET} > ServiceAccount:a/x [by changing the template of Deployment web]`],
  },
]; // prettier-ignore

describe('rights over pods', () => {
  it.each(CASES.map((one) => [one.proves, one] as const))('%s', (_, { given, of, want }) => {
    expect(accessOf(given).edges(...of)).toEqual(want);
  });
});
