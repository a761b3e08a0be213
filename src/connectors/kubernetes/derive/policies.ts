import { selects } from '../rbac/selector.ts';
import { dig, fields, isFields, list, own, text, texts } from '../../../documents/value.ts';
import type { K8sObject, KubeWorld, PodTemplate } from '../world.ts';
import { contains, network, type Network } from './addresses.ts';

export type Direction = 'ingress' | 'egress';

/** The cloud metadata services (AWS, GCP and Azure share the first; AWS has an IPv6 one). */
export const METADATA: readonly Network[] = ['169.254.169.254', 'fd00:ec2::254']
  .map(network)
  .filter((one) => one !== undefined);

export interface PodLike {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** NetworkPolicies by the namespace that they stand in, answered as kubernetes.io/docs/concepts/services-networking/network-policies says. */
export class Policies {
  private readonly world: KubeWorld;
  private readonly byNamespace = new Map<string, K8sObject[]>();
  private readonly answers = {
    ingress: new WeakMap<PodLike, K8sObject[]>(),
    egress: new WeakMap<PodLike, K8sObject[]>(),
  };
  private readonly labels = new Map<string, Readonly<Record<string, string>>>();

  constructor(world: KubeWorld) {
    this.world = world;
    for (const policy of world.of('NetworkPolicy', 'networking.k8s.io')) {
      const namespace = policy.namespace ?? 'default';
      const known = this.byNamespace.get(namespace);
      if (known) known.push(policy);
      else this.byNamespace.set(namespace, [policy]);
    }
  }

  /** The policies that restrict this pod in this direction; none means that everything is allowed. */
  restricting(pod: PodLike, direction: Direction): readonly K8sObject[] {
    const asked = this.answers[direction];
    let found = asked.get(pod);
    if (!found)
      asked.set(
        pod,
        (found = (this.byNamespace.get(pod.namespace) ?? []).filter(
          (policy) => affects(policy, direction) && selects(dig(policy.body, 'spec', 'podSelector') ?? {}, pod.labels),
        )),
      );
    return found;
  }

  /** Whether a peer of a rule is this pod; a peer with an ipBlock is no pod. */
  peerIs(policy: K8sObject, peer: unknown, pod: PodLike): boolean {
    if (!isFields(peer) || peer['ipBlock'] !== undefined) return false;
    const byNamespace = peer['namespaceSelector'];
    const rightNamespace =
      byNamespace === undefined
        ? pod.namespace === (policy.namespace ?? 'default')
        : selects(byNamespace, this.namespaceLabels(pod.namespace));
    return rightNamespace && (peer['podSelector'] === undefined || selects(peer['podSelector'], pod.labels));
  }

  namespaceLabels(name: string): Readonly<Record<string, string>> {
    const known = this.labels.get(name);
    if (known) return known;
    const labels: Record<string, string> = {};
    for (const one of this.world.find('Namespace', undefined, name)) Object.assign(labels, one.labels);
    labels['kubernetes.io/metadata.name'] = name;
    this.labels.set(name, labels);
    return labels;
  }
}

export function affects(policy: K8sObject, direction: Direction): boolean {
  const spec = fields(own(policy.body, 'spec'));
  const types = texts(spec['policyTypes']);
  if (types.length > 0) return types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  return direction === 'ingress' || spec['egress'] !== undefined;
}

export interface Rule {
  readonly policy: K8sObject;
  /** Absent when the rule names no peers: everybody. */
  readonly peers: readonly unknown[] | undefined;
  readonly ports: readonly unknown[];
  readonly at: readonly (string | number)[];
}

export function rulesOf(policy: K8sObject, direction: Direction): readonly Rule[] {
  return list(dig(policy.body, 'spec', direction)).map((rule, index) => {
    const peers = list(own(rule, direction === 'ingress' ? 'from' : 'to'));
    return {
      policy,
      peers: peers.length === 0 ? undefined : peers,
      ports: list(own(rule, 'ports')),
      at: ['spec', direction, index],
    };
  });
}

/** Whether the ports of a rule (none: all) include this one. A port that is named cannot be decided and counts as included. */
export function portAllowed(rule: Rule, port: number): boolean {
  return (
    rule.ports.length === 0 ||
    rule.ports.some((one) => {
      if ((text(own(one, 'protocol')) ?? 'TCP') !== 'TCP') return false;
      const first = own(one, 'port');
      if (first === undefined || typeof first === 'string') return true;
      const last = own(one, 'endPort') ?? first;
      return typeof first === 'number' && typeof last === 'number' && port >= first && port <= last;
    })
  );
}

/** Whether a rule lets packets go to this network, through an ipBlock or because it names no peers. */
export function allowsNetwork(rule: Rule, target: Network): boolean {
  if (rule.peers === undefined) return true;
  return rule.peers.some((peer) => {
    const block = fields(own(peer, 'ipBlock'));
    const outer = network(text(block['cidr']) ?? '');
    if (!outer || !contains(outer, target)) return false;
    return !texts(block['except']).some((one) => {
      const inner = network(one);
      return inner !== undefined && contains(inner, target);
    });
  });
}

/** A rule lets packets go to most of the internet: no peers, or a block that is wider than any one owner's. */
export function allowsInternet(rule: Rule): boolean {
  if (rule.peers === undefined) return true;
  return rule.peers.some((peer) => {
    const block = network(text(dig(peer, 'ipBlock', 'cidr')) ?? '');
    return block !== undefined && block.prefix < 8;
  });
}

/** Pods on the host's network are beyond NetworkPolicies. */
export const onHostNetwork = (pod: PodTemplate): boolean => pod.spec['hostNetwork'] === true;
