import { mayDo } from '../ask.ts';
import { CLUSTER_WAYS, type ClusterWay } from '../data/self-service.ts';
import type { Deriving } from '../deriving.ts';
import type { Granted } from '../granted.ts';
import { mayDoSome } from '../may-some.ts';
import { concerns } from '../world/concerns.ts';
import type { AwsIdentity, AwsThing } from '../world/types.ts';
import { together } from './tell.ts';

/** Keys of the request that the caller chooses (service authorization reference of EKS). */
const MOST = {
  'eks:policyArn': ['arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy'],
  'eks:accessScope': ['cluster'],
};

/** Who may let itself into a cluster of EKS as its administrator (EKS user guide, "Grant IAM users access to Kubernetes with EKS access entries"). */
export function deriveClusterEntry(deriving: Deriving): void {
  for (const account of deriving.world.accounts.values()) {
    const clusters = account.things.filter(({ fact }) => fact.service === 'eks' && fact.type === 'cluster');
    for (const who of clusters.length === 0 ? [] : account.identities) {
      if (deriving.isAdmin(who) || who.serviceLinked || !concerns(who.concerns, 'eks:AssociateAccessPolicy')) continue;
      for (const cluster of clusters) enter(deriving, who, cluster);
    }
  }
}

function enter(deriving: Deriving, who: AwsIdentity, cluster: AwsThing): void {
  const switches = mayDo(deriving.world, who, 'eks:UpdateClusterConfig', {
    resource: cluster.fact.arn,
    account: cluster.fact.account,
  });
  for (const way of CLUSTER_WAYS) {
    const rights = rightsOn(deriving, who, way, cluster);
    if (!rights) continue;
    // A cluster that asks its config map alone may be told to take entries.
    const open = switches?.confidence === 'proved' ? [] : ['the cluster takes access entries'];
    const when = [...open, ...(way.when === undefined ? [] : [way.when])];
    deriving.better('CLUSTER_ADMIN', who.node, cluster.node, together(rights, when));
  }
}

function rightsOn(
  { world }: Deriving,
  who: AwsIdentity,
  { actions }: ClusterWay,
  { fact }: AwsThing,
): readonly Granted[] | undefined {
  const [, , , region = '', , place = ''] = fact.arn.split(':');
  const rights: Granted[] = [];
  for (const [action, template] of actions) {
    const resource = template.replace('{region}', region).replace('{cluster}', place.split('/').at(-1) ?? '');
    const granted = mayDoSome(world, who, action, resource, fact.account, {}, MOST);
    if (!granted) return undefined;
    rights.push(granted);
  }
  return rights;
}
