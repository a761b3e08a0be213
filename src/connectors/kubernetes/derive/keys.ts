import type { EstateBuilder } from '../../../model/builder.ts';
import { backendKey, clusterKey, clusterNames, hostKey, imageKey, rayClusterKey, rayClusterOfJobKey, rayNodeKey } from '../../../model/keys.ts'; // prettier-ignore
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
  deriveRayKeys(world, estate);
}

/** What an answer of Ray's job API says of its cluster: the id of the job that it was made for, addresses of its pods. Jobs are started by the head. */
function deriveRayKeys(world: KubeWorld, estate: EstateBuilder): void {
  for (const { id, object, labels } of world.pods) {
    if (labels['ray.io/is-ray-node'] !== 'yes' || !estate.has(id)) continue;
    const address = object.kind === 'Pod' ? text(dig(object.body, 'status', 'podIP')) : undefined;
    if (address !== undefined) estate.known(id, rayNodeKey(address));
    if (labels['ray.io/node-type'] !== 'head') continue;
    estate.known(id, rayClusterKey(world.realm));
    const jobs = [dig(object.body, 'spec', 'jobId'), dig(object.body, 'status', 'jobId')];
    if (object.kind === 'RayJob')
      for (const job of jobs) if (text(job) !== undefined) estate.known(id, rayClusterOfJobKey(text(job) ?? ''));
  }
}
