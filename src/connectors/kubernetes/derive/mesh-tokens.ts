import { nodeId, type NodeId } from '../../../model/id.ts';
import { dig, list, own, text, textMap } from '../../../documents/value.ts';
import { selects } from '../rbac/selector.ts';
import type { K8sObject, Path } from '../world.ts';
import { policyApplies } from './mesh.ts';
import { standing } from './standing.ts';
import type { Telling } from './telling.ts';

/**
 * Gateways of a mesh that hand the token of whoever calls on to everything behind them (istio.io, RequestAuthentication, `forwardOriginalToken`). A
 * sidecar that does it hands the token to its own program, for which it may well be issued: that is no finding.
 */
export function deriveMeshTokens(telling: Telling): void {
  const all = telling.world.of('RequestAuthentication', 'security.istio.io');
  for (const policy of all) {
    const forwards = forwarded(policy);
    if (forwards.length === 0) continue;
    const gates = gatesOf(telling, policy);
    for (const { issuer, at } of forwards) {
      const span = policy.span(at);
      const instead = all.some((other) => other !== policy && trusts(other, issuer) && !sameGate(policy, other))
        ? {}
        : { instead: 'false' };
      for (const node of gates)
        telling.estate.fact({
          fact: 'passthrough', node, to: node, confidence: standing('configured', policy).confidence, evidence: [policy.at(at)],
          because: `RequestAuthentication ${policy.name} has forwardOriginalToken for tokens of ${issuer}: every service behind the gateway gets them`,
          ...(span ? { span, ...instead } : {}),
        }); // prettier-ignore
    }
  }
}

interface Forwarded {
  readonly issuer: string;
  readonly at: Path;
}

const issuersOf = (policy: K8sObject): readonly unknown[] => list(dig(policy.body, 'spec', 'jwtRules'));

function forwarded(policy: K8sObject): readonly Forwarded[] {
  return issuersOf(policy).flatMap((rule, index) =>
    own(rule, 'forwardOriginalToken') === true
      ? [{ issuer: text(own(rule, 'issuer')) ?? '?', at: ['spec', 'jwtRules', index, 'forwardOriginalToken'] }]
      : [],
  );
}

/** Somebody behind verifies tokens of the issuer too: without the token it would let nobody in. */
const trusts = (policy: K8sObject, issuer: string): boolean =>
  issuersOf(policy).some((rule) => text(own(rule, 'issuer')) === issuer);

const targeted = (policy: K8sObject): unknown => dig(policy.body, 'spec', 'selector', 'matchLabels');

const sameGate = (one: K8sObject, other: K8sObject): boolean =>
  JSON.stringify([one.namespace, targeted(one)]) === JSON.stringify([other.namespace, targeted(other)]);

/** The workloads of the gateways that it binds; where their pods stand in no file, the Gateway objects that select such pods. */
function gatesOf(telling: Telling, policy: K8sObject): ReadonlySet<NodeId> {
  const named = targets(policy).flatMap(({ namespace, name }) =>
    telling.world.find('Gateway', namespace, name).filter(({ group }) => group === 'gateway.networking.k8s.io'),
  );
  if (named.length > 0) return new Set(named.map((gate) => doorOf(telling, gate)));
  const wanted = { matchLabels: targeted(policy) };
  const found = telling.world.of('Gateway', 'networking.istio.io').flatMap((gate): readonly NodeId[] => {
    const pods = telling.world.pods.filter((pod) => selects({ matchLabels: picks(gate) }, pod.labels));
    if (pods.length > 0) return pods.filter((pod) => policyApplies(policy, pod)).map(({ workload }) => workload);
    return wanted.matchLabels !== undefined && selects(wanted, textMap(picks(gate))) ? [doorOf(telling, gate)] : [];
  });
  return new Set(found);
}

/** A Gateway binds the pods of its labels in every namespace (istio.io, Gateway, `selector`); one without labels binds none here. */
const picks = (gate: K8sObject): unknown => dig(gate.body, 'spec', 'selector') ?? { '': '' };

function targets(policy: K8sObject): readonly { readonly namespace: string | undefined; readonly name: string }[] {
  const spec = policy.body['spec'];
  const one = own(spec, 'targetRef');
  return [...(one === undefined ? [] : [one]), ...list(own(spec, 'targetRefs'))].flatMap((target) => {
    const name = text(own(target, 'name'));
    return name === undefined || own(target, 'kind') !== 'Gateway' ? [] : [{ namespace: policy.namespace, name }];
  });
}

function doorOf(telling: Telling, gate: K8sObject): NodeId {
  const namespace = gate.namespace ?? 'default';
  return telling.estate.node({
    id: nodeId('k8s', 'FrontDoor', gate.realm, namespace, gate.name), kind: 'FrontDoor', name: gate.name, realm: gate.realm,
    namespace, environment: telling.environment(gate), evidence: [gate.at()],
  }); // prettier-ignore
}
