import type { EstateBuilder } from '../../model/builder.ts';
import type { NetworkFact } from '../../model/facts.ts';
import type { GcpNodePool, GcpResourceFact } from '../../model/gcp-facts.ts';
import { printHoles } from '../../model/hole.ts';
import type { NodeId } from '../../model/id.ts';
import { maybe, YES } from '../answer/answer.ts';
import { podsByCluster, whatPodNeeds } from '../answer/pods.ts';
import { standingOf } from '../answer/standing.ts';
import { tellGcpRef } from '../tell/gcp.ts';
import type { GcpWorld } from './world.ts';

interface Pool {
  readonly pool: GcpNodePool;
  readonly fact: GcpResourceFact;
  /** Pods are given identities of their own. */
  readonly own: boolean | undefined;
}

const EVERYTHING = 'https://www.googleapis.com/auth/cloud-platform';

/**
 * Pods of GKE clusters and the accounts of their nodes. Without the GKE metadata server a pod is given what its node has; with it only a pod on
 * the network of its node is. What a token is good for also depends on the scopes of the pool (GKE documentation, "About Workload Identity
 * Federation for GKE" and "Access scopes in GKE"; `WorkloadMetadataConfig` of the API).
 */
export function deriveGkeMetadata(estate: EstateBuilder, world: GcpWorld): void {
  const clusters = poolsByCluster(world);
  if (clusters.size === 0) return;
  const pods = podsByCluster(estate);
  for (const [name, pools] of clusters)
    for (const pod of pods.get(name) ?? [])
      for (const [account, some] of byAccount(estate, world, pools)) reach(estate, pod, account, some, pools);
}

function poolsByCluster(world: GcpWorld): ReadonlyMap<string, readonly Pool[]> {
  const found = new Map<string, Pool[]>();
  const clusters = world.resources.filter(({ on }) => on.type === 'cluster');
  const keyOf = ({ on }: GcpResourceFact): string => printHoles(on.name).toLowerCase();
  const identities = new Map(
    clusters.flatMap((one) => (one.podIdentities === undefined ? [] : [[keyOf(one), one.podIdentities] as const])),
  );
  for (const fact of clusters)
    for (const pool of fact.pools ?? []) {
      // A pool that says nothing does as its cluster: identities of pods are on for new pools once the cluster has them.
      const own = pool.metadata === undefined ? identities.get(keyOf(fact)) : pool.metadata === 'pods';
      found.set(keyOf(fact), [...(found.get(keyOf(fact)) ?? []), { pool, fact, own }]);
    }
  return found;
}

function byAccount(
  estate: EstateBuilder,
  world: GcpWorld,
  pools: readonly Pool[],
): ReadonlyMap<NodeId, readonly Pool[]> {
  const found = new Map<NodeId, Pool[]>();
  for (const one of pools) {
    const { pool, fact } = one;
    const email = pool.account ?? world.defaultAccount(fact.on.project);
    if (email === undefined) continue;
    const id = tellGcpRef(estate, { type: 'service-account', name: email }, 'unknown', fact.evidence);
    found.set(id, [...(found.get(id) ?? []), one]);
  }
  return found;
}

function reach(
  estate: EstateBuilder,
  pod: NetworkFact,
  to: NodeId,
  pools: readonly Pool[],
  all: readonly Pool[],
): void {
  const open = pools.filter(({ own }) => pod.onNode === true || own !== true);
  const [first] = open;
  if (!first) return;
  const limited = first.pool.scopes !== undefined && !first.pool.scopes.includes(EVERYTHING);
  const when = whatPodNeeds(pod, [
    ...(open.length < all.length ? ['the pod runs on a node pool with this account'] : []),
    ...(first.own === undefined && pod.onNode !== true ? ['the node pool gives pods no identities of their own'] : []),
    ...(limited ? [`it is within the scopes of the node pool: ${scopesOf(first.pool)}`] : []),
  ]);
  const standing =
    when.length > 0 ? standingOf(maybe(...when)) : ({ ...standingOf(YES), confidence: 'configured' } as const);
  const evidence = [...pod.evidence, ...first.fact.evidence];
  estate.edge({ kind: 'IMDS_REACH', from: pod.node, to, ...standing, evidence });
}

const scopesOf = ({ scopes = [] }: GcpNodePool): string =>
  scopes.length === 0
    ? 'none'
    : scopes
        .map((one) => printHoles(one).split('/').at(-1) ?? one)
        .sort()
        .join(', ');
