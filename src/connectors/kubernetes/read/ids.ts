import { nodeId, type NodeId } from '../../../model/id.ts';
import type { K8sObject } from '../world.ts';

/** Ids of Kubernetes things, so that every reader names the same thing alike. */
export const idOf = {
  object: (object: Pick<K8sObject, 'kind' | 'realm' | 'namespace' | 'name'>): NodeId =>
    nodeId(
      'k8s',
      object.kind,
      object.realm,
      ...(object.namespace === undefined ? [] : [object.namespace]),
      object.name,
    ),
  account: (realm: string, namespace: string, name: string): NodeId =>
    nodeId('k8s', 'ServiceAccount', realm, namespace, name),
  secret: (realm: string, namespace: string, name: string): NodeId => nodeId('k8s', 'Secret', realm, namespace, name),
  configMap: (realm: string, namespace: string, name: string): NodeId =>
    nodeId('k8s', 'ConfigMap', realm, namespace, name),
  namespace: (realm: string, name: string): NodeId => nodeId('k8s', 'Namespace', realm, name),
  cluster: (realm: string): NodeId => nodeId('k8s', 'Cluster', realm),
  user: (realm: string, name: string): NodeId => nodeId('k8s', 'User', realm, name),
  group: (realm: string, name: string): NodeId => nodeId('k8s', 'Group', realm, name),
  service: (realm: string, namespace: string, name: string): NodeId => nodeId('k8s', 'Service', realm, namespace, name),
  pod: (realm: string, segments: readonly string[]): NodeId => nodeId('k8s', 'Pod', realm, ...segments),
  container: (realm: string, segments: readonly string[], name: string): NodeId =>
    nodeId('k8s', 'Container', realm, ...segments, name),
  volume: (realm: string, segments: readonly string[], name: string): NodeId =>
    nodeId('k8s', 'Volume', realm, ...segments, name),
} as const;
