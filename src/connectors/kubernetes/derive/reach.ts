import { nodeId, type NodeId } from '../../../model/id.ts';
import type { K8sObject, PodTemplate } from '../world.ts';
import { clusterZone } from './network.ts';
import { onHostNetwork, rulesOf, type Policies, type Rule } from './policies.ts';
import { endpoint } from './routes.ts';
import type { ServiceView } from './services.ts';
import { standing } from './standing.ts';
import type { Telling } from './telling.ts';

/**
 * NET_REACH from pods to Services, through hubs: one zone for the cluster, one for the peers of each ingress rule. Pods whose egress is
 * limited are judged one by one against the Services; they are few. A Service without pods leads nowhere and gets no edge.
 */
export function deriveReach(telling: Telling, policies: Policies, services: readonly ServiceView[]): void {
  const limited = telling.world.pods.filter(
    (pod) => !onHostNetwork(pod) && policies.restricting(pod, 'egress').length > 0,
  );
  const isLimited = new Set(limited);
  const open = telling.world.pods.filter((pod) => !isLimited.has(pod));
  const hubs = new Map<string, NodeId>();
  for (const service of services) {
    if (service.pods.length === 0) continue;
    const doors = service.pods.map((pod) => doorsOf(policies, pod));
    const to = endpoint(telling, service);
    if (doors.some((one) => one === 'open')) fromZone(telling, service, to);
    else
      for (const rule of new Set(doors.flat()))
        if (rule !== 'open') fromRule(telling, policies, service, to, rule, open, hubs);
    for (const pod of limited) if (reaches(policies, pod, service)) direct(telling, pod, service, to);
  }
}

/** Who may open connections to a pod: everybody, or the peers of these rules. */
export function doorsOf(policies: Policies, pod: PodTemplate): 'open' | readonly Rule[] {
  const restricting = onHostNetwork(pod) ? [] : policies.restricting(pod, 'ingress');
  if (restricting.length === 0) return 'open';
  const rules = restricting.flatMap((policy) => cached(policy));
  return rules.some((rule) => rule.peers === undefined) ? 'open' : rules;
}

const RULES = new WeakMap<K8sObject, readonly Rule[]>();

/** The same rule objects each time, so that hubs can be keyed by them. */
function cached(policy: K8sObject): readonly Rule[] {
  let known = RULES.get(policy);
  if (!known) RULES.set(policy, (known = rulesOf(policy, 'ingress')));
  return known;
}

function fromZone(telling: Telling, service: ServiceView, to: NodeId): void {
  const zone = clusterZone(service.object.realm);
  telling.implied(zone, 'NetworkZone', 'cluster', service.object);
  telling.estate.edge({ kind: 'NET_REACH', from: zone, to, ...service.known, evidence: [service.evidence] });
}

function fromRule(
  telling: Telling,
  policies: Policies,
  service: ServiceView,
  to: NodeId,
  rule: Rule,
  open: readonly PodTemplate[],
  hubs: Map<string, NodeId>,
): void {
  const { policy } = rule;
  const name = `${policy.name}#${rule.at.at(-1) ?? 0}`;
  const id = nodeId('k8s', 'NetworkZone', policy.realm, policy.namespace ?? 'default', name);
  if (!hubs.has(id)) {
    hubs.set(id, id);
    telling.implied(id, 'NetworkZone', name, policy, policy.namespace);
    for (const pod of open)
      if ((rule.peers ?? []).some((peer) => policies.peerIs(policy, peer, pod)))
        telling.estate.edge({
          kind: 'NET_REACH',
          from: pod.id,
          to: id,
          ...standing('configured', policy, pod.object),
          evidence: [policy.at(rule.at)],
        });
  }
  telling.estate.edge({ kind: 'NET_REACH', from: id, to, ...service.known, evidence: [policy.at(rule.at)] });
}

/** Both ends must agree: an egress rule of the caller, and the ingress rules of a pod behind the Service. */
function reaches(policies: Policies, pod: PodTemplate, service: ServiceView): boolean {
  const rules = policies.restricting(pod, 'egress').flatMap((policy) => rulesOf(policy, 'egress'));
  return service.pods.some((target) => {
    const out = rules.some(
      (rule) => rule.peers === undefined || rule.peers.some((peer) => policies.peerIs(rule.policy, peer, target)),
    );
    if (!out) return false;
    const doors = doorsOf(policies, target);
    return (
      doors === 'open' ||
      doors.some((rule) => (rule.peers ?? []).some((peer) => policies.peerIs(rule.policy, peer, pod)))
    );
  });
}

function direct(telling: Telling, pod: PodTemplate, service: ServiceView, to: NodeId): void {
  const known = standing('configured', pod.object, service.object);
  telling.estate.edge({
    kind: 'NET_REACH',
    from: pod.id,
    to,
    ...known,
    evidence: [pod.object.at(pod.at), service.evidence],
  });
}
