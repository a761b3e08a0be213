import type { EdgeKind, NodeKind } from '../../src/model/kinds.ts';

/** Blocks of nodes in id order, with their share. Identities are a tenth. */
export const BLOCKS: readonly { readonly prefix: string; readonly kind: NodeKind; readonly share: number }[] = [
  { prefix: 'ai:Agent', kind: 'Agent', share: 0.01 },
  { prefix: 'aws:Role', kind: 'CloudRole', share: 0.02 },
  { prefix: 'k8s:Container', kind: 'Container', share: 0.25 },
  { prefix: 'k8s:Deployment', kind: 'Workload', share: 0.12 },
  { prefix: 'k8s:PermissionSet', kind: 'PermissionSet', share: 0.14 },
  { prefix: 'k8s:Pod', kind: 'Pod', share: 0.25 },
  { prefix: 'k8s:Secret', kind: 'K8sSecret', share: 0.14 },
  { prefix: 'k8s:ServiceAccount', kind: 'K8sServiceAccount', share: 0.07 },
];

/** What leads where, and how often. Permission sets fan out, as bindings of broad roles do. */
export const LINKS: readonly {
  readonly kind: EdgeKind;
  readonly from: NodeKind;
  readonly to: NodeKind;
  readonly share: number;
}[] = [
  { kind: 'CONTAINS', from: 'Workload', to: 'Pod', share: 0.03 },
  { kind: 'CONTAINS', from: 'Pod', to: 'Container', share: 0.03 },
  { kind: 'PART_OF', from: 'Container', to: 'Pod', share: 0.03 },
  { kind: 'IN_NAMESPACE', from: 'Pod', to: 'Workload', share: 0.02 },
  { kind: 'RUNS_AS', from: 'Pod', to: 'K8sServiceAccount', share: 0.03 },
  { kind: 'MOUNTS_SECRET', from: 'Pod', to: 'K8sSecret', share: 0.05 },
  { kind: 'NET_REACH', from: 'Pod', to: 'Workload', share: 0.1 },
  { kind: 'EXPLOITS_SERVICE', from: 'Container', to: 'Workload', share: 0.03 },
  { kind: 'HAS_PERMISSION_SET', from: 'K8sServiceAccount', to: 'PermissionSet', share: 0.05 },
  { kind: 'READ_SECRET', from: 'PermissionSet', to: 'K8sSecret', share: 0.2 },
  { kind: 'POD_EXEC', from: 'PermissionSet', to: 'Pod', share: 0.13 },
  { kind: 'POD_PATCH', from: 'PermissionSet', to: 'Pod', share: 0.12 },
  { kind: 'POD_CREATE', from: 'PermissionSet', to: 'K8sServiceAccount', share: 0.05 },
  { kind: 'ROLE_BIND', from: 'PermissionSet', to: 'PermissionSet', share: 0.03 },
  { kind: 'SECRET_IS_CRED_FOR', from: 'K8sSecret', to: 'CloudRole', share: 0.02 },
  { kind: 'IRSA', from: 'K8sServiceAccount', to: 'CloudRole', share: 0.02 },
  { kind: 'ASSUME_ROLE', from: 'CloudRole', to: 'CloudRole', share: 0.02 },
  { kind: 'DATA_ACCESS', from: 'CloudRole', to: 'K8sSecret', share: 0.02 },
  { kind: 'AGENT_USES', from: 'Agent', to: 'Workload', share: 0.02 },
];

/** Kinds among which jewels are drawn, with tier. */
export const STAKES: readonly { readonly kind: NodeKind; readonly tier: number }[] = [
  { kind: 'PermissionSet', tier: 13 },
  { kind: 'CloudRole', tier: 8 },
  { kind: 'K8sSecret', tier: 8 },
  { kind: 'Workload', tier: 5 },
];
