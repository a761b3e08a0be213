import { nodeId, type NodeId } from '../../../model/id.ts';

/** A Role has a namespace, a ClusterRole none. */
export function roleId(realm: string, namespace: string | undefined, name: string): NodeId {
  return namespace === undefined
    ? nodeId('k8s', 'ClusterRole', realm, name)
    : nodeId('k8s', 'Role', realm, namespace, name);
}

/** What a binding gives its subjects: `role::binding`, in its namespace or cluster-wide. */
export function setId(realm: string, namespace: string | undefined, role: string, binding: string): NodeId {
  const name = `${role}::${binding}`;
  return namespace === undefined
    ? nodeId('k8s', 'PermissionSet', realm, name)
    : nodeId('k8s', 'PermissionSet', realm, namespace, name);
}

export const machineId = (realm: string, name: string): NodeId => nodeId('k8s', 'Node', realm, name);

/** A node of the cluster that is not known by name: where a pod without `nodeName` happens to run. */
export const ANY_NODE = '{any}';
/** What every node may host: pods whose place the scheduler chooses. One hub, so that nodes x pods edges are never made. */
export const SCHEDULED_PODS = '{scheduled-pods}';
