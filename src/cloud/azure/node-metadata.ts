import type { EstateBuilder } from '../../model/builder.ts';
import type { NodeId } from '../../model/id.ts';
import { podsByCluster, whatPodNeeds } from '../answer/pods.ts';
import type { AzureWorld } from './world.ts';

/**
 * Pods of AKS clusters and the identities of their machines: the metadata service gives a pod a token of every user-assigned identity of the
 * scale set, that of the kubelet and those of add-ons, unless the cluster keeps pods from it (AKS documentation, "Use managed identities" and
 * "Block pod access to the Azure Instance Metadata Service").
 */
export function deriveAksMetadata(estate: EstateBuilder, world: AzureWorld): void {
  const clusters = world.resources.filter(({ machines }) => machines !== undefined);
  if (clusters.length === 0) return;
  const pods = podsByCluster(estate);
  for (const { name, machines, evidence } of clusters)
    for (const pod of pods.get(name.toLowerCase()) ?? []) {
      if (machines?.closed === true && pod.onNode !== true) continue;
      const when = whatPodNeeds(pod, []);
      for (const to of identitiesOf(world, machines?.identities ?? []))
        estate.edge({
          kind: 'IMDS_REACH', from: pod.node, to, confidence: when.length > 0 ? 'possible' : 'configured',
          evidence: [...pod.evidence, ...evidence], ...(when.length > 0 ? { precondition: when.join('; ') } : {}),
        }); // prettier-ignore
    }
}

const identitiesOf = (world: AzureWorld, ids: readonly string[]): ReadonlySet<NodeId> =>
  new Set(ids.flatMap((id) => world.who(id) ?? []));
