import type { EstateBuilder } from '../../../model/builder.ts';
import { backendKey, clusterKey, clusterNames, hostKey, imageKey } from '../../../model/keys.ts';
import { dig, list, own, text, texts } from '../../../documents/value.ts';
import { idOf } from '../read/ids.ts';
import type { K8sObject, KubeWorld } from '../world.ts';
import { imageOf, partsOf } from './parts.ts';

const ROUTES: readonly (readonly [kind: string, hosts: (object: K8sObject) => readonly string[]])[] = [
  ['Ingress', ({ body }) => list(dig(body, 'spec', 'rules')).flatMap((rule) => text(own(rule, 'host')) ?? [])],
  ['HTTPRoute', ({ body }) => texts(dig(body, 'spec', 'hostnames'))],
  ['GRPCRoute', ({ body }) => texts(dig(body, 'spec', 'hostnames'))],
  ['VirtualService', ({ body }) => texts(dig(body, 'spec', 'hosts'))],
  ['Route', ({ body }) => [text(dig(body, 'spec', 'host')) ?? []].flat()],
];

/** The names by which other systems know what is in the cluster: hosts, images, the cluster itself. Only for what the estate has. */
export function deriveKeys(world: KubeWorld, estate: EstateBuilder): void {
  const cluster = idOf.cluster(world.realm);
  if (estate.has(cluster)) for (const name of clusterNames(world.realm)) estate.known(cluster, clusterKey(name));
  for (const node of [...estate.allNodes()])
    if (node.kind === 'Endpoint' && node.realm === world.realm && node.id.startsWith('k8s:Service:')) {
      estate.known(node.id, backendKey(`${node.name}.${node.namespace ?? 'default'}`));
      for (const suffix of ['', '.svc', '.svc.cluster.local'])
        estate.known(node.id, hostKey(`${node.name}.${node.namespace ?? 'default'}${suffix}`));
    }
  for (const [kind, hosts] of ROUTES)
    for (const object of world.of(kind)) {
      const id = idOf.object(object);
      if (estate.has(id)) for (const host of hosts(object)) estate.known(id, hostKey(host));
    }
  for (const pod of world.pods)
    for (const part of partsOf(pod)) if (estate.has(pod.workload)) estate.known(pod.workload, imageKey(imageOf(part)));
}
