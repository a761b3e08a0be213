import { nodeId, type NodeId } from '../../../model/id.ts';
import type { Environment } from '../../../model/kinds.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { egressOpen, JUPYTERHUB_GROUP, metadataBlocked } from '../read/jupyterhub-kind.ts';
import type { K8sObject, PodTemplate } from '../world.ts';
import {
  allowsInternet,
  allowsNetwork,
  METADATA,
  onHostNetwork,
  portAllowed,
  rulesOf,
  type Policies,
} from './policies.ts';
import { standing, unless } from './standing.ts';
import { OneByOne } from './one-by-one.ts';
import type { Telling, TellingOfOne } from './telling.ts';

/** Policies of other systems that this version does not evaluate: their presence makes an open network only possible. */
const OTHER_POLICIES = [
  'CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'GlobalNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy',
] as const; // prettier-ignore

export const clusterZone = (realm: string): NodeId => nodeId('k8s', 'NetworkZone', realm, 'cluster');
export const internetZone = (realm: string): NodeId => nodeId('k8s', 'NetworkZone', realm, 'internet');

/** What the network lets each pod do: a fact for each, and one edge into the zone that it can talk to. */
export function deriveNetwork(telling: Telling, policies: Policies): void {
  const others = OTHER_POLICIES.flatMap((kind) => telling.world.of(kind));
  for (const pod of telling.world.pods) {
    const restricting = onHostNetwork(pod) ? [] : policies.restricting(pod, 'egress');
    const { environment } = telling.world;
    const tell = (one: TellingOfOne): void => {
      tellNetwork(one, pod, restricting, others, environment);
    };
    telling.one(KNOWN, pod, tell, [environment, others.length, ...restricting]);
  }
}

const KNOWN = new OneByOne<PodTemplate>();

function tellNetwork(
  telling: TellingOfOne,
  pod: PodTemplate,
  restricting: readonly K8sObject[],
  others: readonly K8sObject[],
  environment: Environment,
): void {
  const { object } = pod;
  if (object.group === JUPYTERHUB_GROUP && pod.segments[3] !== 'hub') {
    byChart(telling, pod, environment);
    return;
  }
  const rules = restricting.flatMap((policy) => rulesOf(policy, 'egress'));
  const open = restricting.length === 0 || rules.some(allowsInternet);
  const metadata =
    restricting.length === 0 ||
    rules.some((rule) => METADATA.some((address) => allowsNetwork(rule, address)) && portAllowed(rule, 80));
  const known = standing('configured', object);
  const { confidence } = others.length > 0 && (open || metadata) ? unless(known, '') : known;
  telling.estate.fact({
    fact: 'network',
    node: pod.id,
    workload: pod.workload,
    egress: open ? 'open' : 'restricted',
    metadata: metadata ? 'open' : 'blocked',
    ...(onHostNetwork(pod) ? { onNode: true } : {}),
    because: because(pod, restricting, open, metadata, others),
    evidence: evidenceOf(pod, restricting),
    confidence,
  });
  if (restricting.length === 0) reachCluster(telling, pod, environment);
}

function because(
  pod: PodTemplate,
  restricting: readonly K8sObject[],
  open: boolean,
  metadata: boolean,
  others: readonly K8sObject[],
): string {
  const also = others.length > 0 ? `; ${others.length} policies of other systems were not evaluated` : '';
  if (onHostNetwork(pod)) return `the pod is on the network of its node, beyond NetworkPolicies${also}`;
  if (restricting.length === 0) return `no NetworkPolicy in ${pod.namespace} restricts its egress${also}`;
  const names = restricting
    .map((one) => one.name)
    .sort()
    .join(', ');
  if (open) return `an egress rule of ${names} allows any address${metadata ? '' : ' but the metadata service'}${also}`;
  return metadata ? `an egress rule of ${names} allows the metadata service` : `egress is limited by ${names}`;
}

function evidenceOf(pod: PodTemplate, restricting: readonly K8sObject[]): readonly Evidence[] {
  return [pod.object.at(pod.at), ...restricting.map((one) => one.at())];
}

/** One hub for all pods without egress limits, so that pods x services edges are never made. */
function reachCluster(telling: TellingOfOne, pod: PodTemplate, environment: Environment): void {
  const { object } = pod;
  const zone = clusterZone(object.realm);
  telling.estate.node({
    id: zone,
    kind: 'NetworkZone',
    name: 'cluster',
    realm: object.realm,
    environment,
    evidence: [object.at()],
    implied: true,
  });
  telling.estate.edge({
    kind: 'NET_REACH',
    from: pod.id,
    to: zone,
    ...standing('configured', object),
    evidence: [object.at(pod.at)],
  });
}

/** What the values of the JupyterHub chart say about the pods of its users. */
function byChart(telling: TellingOfOne, pod: PodTemplate, environment: Environment): void {
  const { object } = pod;
  const [open, blocked] = [egressOpen(object), metadataBlocked(object)];
  telling.estate.fact({
    fact: 'network',
    node: pod.id,
    workload: pod.workload,
    egress: open ? 'open' : 'restricted',
    metadata: blocked ? 'blocked' : 'open',
    because: blocked
      ? 'the chart blocks the metadata service'
      : 'cloudMetadata.blockWithIptables is false and no policy of the chart stands between',
    evidence: [object.at(['singleuser', 'networkPolicy']), object.at(['singleuser', 'cloudMetadata'])],
    confidence: standing('configured', object).confidence,
  });
  reachCluster(telling, pod, environment);
}
