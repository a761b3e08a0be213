import type { EstateBuilder } from '../../model/builder.ts';
import type { NetworkFact } from '../../model/facts.ts';
import { clusterNames } from '../../model/keys.ts';

/** Pods that the network lets reach the metadata service of their node, by each name of their cluster, in lower case as keys of clusters are. */
export function podsByCluster(estate: EstateBuilder): ReadonlyMap<string, readonly NetworkFact[]> {
  const found = new Map<string, NetworkFact[]>();
  for (const fact of estate.allFacts()) {
    if (fact.fact !== 'network' || fact.metadata !== 'open') continue;
    for (const name of clusterNames(estate.get(fact.node)?.realm ?? '')) {
      const key = name.toLowerCase();
      found.set(key, [...(found.get(key) ?? []), fact]);
    }
  }
  return found;
}

/** What has to hold for a pod to be given the identity of a node, and what says so. */
export function whatPodNeeds(pod: NetworkFact, when: readonly string[]): readonly string[] {
  return [...when, ...(pod.confidence === 'possible' ? [pod.because] : [])];
}
