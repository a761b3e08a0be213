import { dig } from '../../../documents/value.ts';
import type { K8sObject, KubeWorld } from '../world.ts';

/** Every namespace of a cluster has an account `default`: where it was exported with the others, and with what runs, all of them were. */
export function wholeNamespaces(world: KubeWorld): ReadonlySet<string> {
  const running = new Set(world.pods.filter(({ object }) => isLive(object)).map(({ namespace }) => namespace));
  const standard = world.of('ServiceAccount', '').filter((one) => one.name === 'default' && isLive(one));
  return new Set(standard.flatMap(({ namespace = 'default' }) => (running.has(namespace) ? [namespace] : [])));
}

const isLive = ({ body, heldIn }: K8sObject): boolean =>
  heldIn !== undefined || dig(body, 'metadata', 'resourceVersion') !== undefined;

/** Every cluster has the role `cluster-admin`: where it was exported, all cluster roles were. */
export const wholeClusterRoles = (world: KubeWorld): boolean =>
  world.of('ClusterRole').some((one) => one.name === 'cluster-admin' && isLive(one));

const RBAC = 'rbac.authorization.k8s.io';

/** Whether everything that could declare a role of that kind was exported from the cluster; a namespace without roles has none to show. */
export function wholeRoles(world: KubeWorld, namespace: string | undefined): boolean {
  if (namespace === undefined) return wholeClusterRoles(world);
  return (
    wholeNamespaces(world).has(namespace) &&
    world.of('Role', RBAC).some((one) => one.namespace === namespace && isLive(one))
  );
}
