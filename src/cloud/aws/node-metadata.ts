import type { Evidence } from '../../model/evidence.ts';
import type { NetworkFact } from '../../model/facts.ts';
import type { NodeId } from '../../model/id.ts';
import { clusterNames } from '../../model/keys.ts';
import { serviceMayAssume, profilesIn, roleNamed, unknownRole } from './services.ts';
import type { Deriving } from './deriving.ts';
import type { AwsThing } from './world/types.ts';

/** A role that machines of a cluster hand out, and whether they answer a pod that is one hop away. */
interface Handed {
  readonly role: NodeId;
  readonly things: AwsThing[];
}

/**
 * Pods of EKS clusters and the roles of their nodes. The token of the metadata service reaches a pod that has a network of its own with a hop
 * limit of two or more, or where no token is needed; a pod on the network of its node always gets it (EC2 user guide, "Instance metadata
 * options"; EKS best practices, "Restrict access to the instance profile"). NetworkPolicies may leave the address out.
 */
export function deriveNodeMetadata(deriving: Deriving): void {
  const clusters = handedOut(deriving);
  if (clusters.size === 0) return;
  for (const fact of deriving.estate.allFacts()) {
    if (fact.fact !== 'network' || fact.metadata !== 'open') continue;
    const realm = deriving.estate.get(fact.node)?.realm ?? '';
    const roles = clusterNames(realm).flatMap((name) => clusters.get(name.toLowerCase()) ?? []);
    for (const one of roles) reach(deriving, fact, one, roles.length > 1);
  }
}

/** By the name of the cluster, in lower case as keys of clusters are. */
function handedOut(deriving: Deriving): ReadonlyMap<string, readonly Handed[]> {
  const profiles = profilesIn(deriving.world);
  const found = new Map<string, Map<NodeId, Handed>>();
  for (const thing of deriving.world.things) {
    const { cluster, role: arn } = thing.fact;
    if (cluster === undefined || arn === undefined || arn === '') continue;
    const role = roleNamed(deriving.world, arn, thing, profiles);
    // Machines have no credentials of a role that they may not take on.
    if (role && !serviceMayAssume(deriving.world, 'ec2.amazonaws.com', role)) continue;
    const node = role?.node ?? unknownRole(deriving, arn, thing);
    const roles = found.get(cluster.toLowerCase()) ?? new Map<NodeId, Handed>();
    found.set(cluster.toLowerCase(), roles);
    roles.set(node, { role: node, things: [...(roles.get(node)?.things ?? []), thing] });
  }
  return new Map([...found].map(([cluster, roles]) => [cluster, [...roles.values()]]));
}

type Answers = 'yes' | 'no' | 'unknown';

function answers({ fact: { metadata } }: AwsThing, onNode: boolean): Answers {
  if (metadata === undefined) return onNode ? 'yes' : 'unknown';
  if (metadata.off) return 'no';
  if (onNode || metadata.tokens === 'optional') return 'yes';
  return metadata.hops === undefined ? 'unknown' : metadata.hops >= 2 ? 'yes' : 'no';
}

function reach({ estate }: Deriving, pod: NetworkFact, { role, things }: Handed, several: boolean): void {
  const said = things.map((thing) => ({ thing, answer: answers(thing, pod.onNode === true) }));
  // What a machine or a template says goes before what nothing says.
  const known = said.filter(({ answer }) => answer !== 'unknown');
  const told = known.length > 0 ? known : said;
  const open = told.filter(({ answer }) => answer !== 'no');
  const [first] = open;
  if (!first) return;
  const when = [
    ...(first.answer === 'unknown' ? ['the metadata service of its node answers beyond one hop'] : []),
    ...(several || open.length < told.length ? ['the pod runs on a node with this role that answers it'] : []),
    ...(pod.confidence === 'possible' ? [pod.because] : []),
  ];
  estate.edge({
    kind: 'IMDS_REACH', from: pod.node, to: role, confidence: when.length > 0 ? 'possible' : 'configured',
    evidence: evidenceOf(pod, first.thing), ...(when.length > 0 ? { precondition: when.join('; ') } : {}),
  }); // prettier-ignore
}

const evidenceOf = (pod: NetworkFact, { fact }: AwsThing): readonly Evidence[] => [...pod.evidence, ...fact.evidence];
