import { selects } from '../rbac/selector.ts';
import { dig, fields, list, own, text, texts } from '../../../documents/value.ts';
import type { K8sObject, KubeWorld, PodTemplate } from '../world.ts';

/** Who is let through to a pod by Istio, when its AuthorizationPolicies say anything. */
export interface MeshAnswer {
  readonly authentication: 'required' | 'none' | 'unknown';
  readonly because: string;
  readonly policy: K8sObject;
  /** Principals named exactly: `cluster.local/ns/<namespace>/sa/<name>`. */
  readonly callers: readonly { readonly namespace: string; readonly account: string; readonly policy: K8sObject }[];
}

/** Where mesh-wide policies stand, unless the mesh is configured otherwise. */
const ROOT = 'istio-system';

/** istio.io/latest/docs/reference/config/security/authorization-policy: CUSTOM, then DENY, then ALLOW; no ALLOW policy lets all through. */
export function meshAnswer(world: KubeWorld, pod: PodTemplate): MeshAnswer | undefined {
  const member = inMesh(world, pod);
  if (member === false) return undefined;
  const answer = policyAnswer(world, pod);
  if (answer?.authentication !== 'required' || member) return answer;
  return {
    ...answer,
    authentication: 'unknown',
    because: `${answer.because}, if namespace ${pod.namespace} is in the mesh`,
  };
}

/** Policies bind pods with a sidecar or in ambient mode; undefined when the namespace is not in the estate. */
function inMesh(world: KubeWorld, pod: PodTemplate): boolean | undefined {
  const theirs = pod.labels['sidecar.istio.io/inject'];
  if (theirs !== undefined) return theirs === 'true';
  const namespaces = world.find('Namespace', undefined, pod.namespace);
  if (namespaces.length === 0) return undefined;
  return namespaces.some(
    ({ labels }) =>
      labels['istio-injection'] === 'enabled' ||
      labels['istio.io/rev'] !== undefined ||
      labels['istio.io/dataplane-mode'] === 'ambient',
  );
}

function policyAnswer(world: KubeWorld, pod: PodTemplate): MeshAnswer | undefined {
  const policies = world.of('AuthorizationPolicy', 'security.istio.io').filter((policy) => policyApplies(policy, pod));
  if (policies.length === 0) return undefined;
  const action = (policy: K8sObject): string => (text(dig(policy.body, 'spec', 'action')) ?? 'ALLOW').toUpperCase();
  const allow = policies.filter((policy) => action(policy) === 'ALLOW');
  const callers = allow.flatMap(callersOf);
  const custom = policies.find((policy) => action(policy) === 'CUSTOM');
  if (custom)
    return {
      authentication: 'required',
      because: `AuthorizationPolicy ${custom.name} asks an external authorizer`,
      policy: custom,
      callers,
    };
  const deny = policies.find((policy) => action(policy) === 'DENY' && rules(policy).some(deniesAnonymous));
  if (deny)
    return {
      authentication: 'required',
      because: `AuthorizationPolicy ${deny.name} denies callers without an identity`,
      policy: deny,
      callers,
    };
  const [first] = allow;
  if (!first) return undefined;
  const open = allow.find((policy) => rules(policy).some((rule) => !demandsIdentity(rule)));
  return open
    ? {
        authentication: 'none',
        because: `AuthorizationPolicy ${open.name} allows callers without an identity`,
        policy: open,
        callers,
      }
    : {
        authentication: 'required',
        because: `AuthorizationPolicy ${allow
          .map((one) => one.name)
          .sort()
          .join(', ')} names who may call`,
        policy: first,
        callers,
      };
}

/** Policies of the root namespace bind the pods of all namespaces. */
export function policyApplies(policy: K8sObject, pod: PodTemplate): boolean {
  const namespace = policy.namespace ?? 'default';
  if (namespace !== pod.namespace && namespace !== ROOT) return false;
  const spec = fields(own(policy.body, 'spec'));
  if (spec['targetRef'] !== undefined || spec['targetRefs'] !== undefined) return false;
  const selector = spec['selector'];
  return selector === undefined || selects({ matchLabels: own(selector, 'matchLabels') ?? {} }, pod.labels);
}

const rules = (policy: K8sObject): readonly unknown[] => list(dig(policy.body, 'spec', 'rules'));

const IDENTITY = [
  'principals',
  'requestPrincipals',
  'namespaces',
  'serviceAccounts',
  'notPrincipals',
  'notRequestPrincipals',
] as const;

/** Every source of a rule names an identity; a rule without sources is for everybody unless a condition on the caller stands in it. */
function demandsIdentity(rule: unknown): boolean {
  const from = list(own(rule, 'from'));
  if (from.length === 0)
    return list(own(rule, 'when')).some((one) =>
      /^(?:request\.auth|source\.(?:principal|namespace)|request\.headers\[(?:kubeflow-userid|authorization)\])/u.test(
        text(own(one, 'key')) ?? '',
      ),
    );
  return from.every((one) => IDENTITY.some((key) => texts(dig(one, 'source', key)).length > 0));
}

function deniesAnonymous(rule: unknown): boolean {
  return list(own(rule, 'from')).some((one) =>
    ['notRequestPrincipals', 'notPrincipals'].some((key) => texts(dig(one, 'source', key)).includes('*')),
  );
}

function callersOf(policy: K8sObject): MeshAnswer['callers'] {
  return rules(policy).flatMap((rule) =>
    list(own(rule, 'from')).flatMap((one) =>
      texts(dig(one, 'source', 'principals')).flatMap((principal) => {
        const match = /^[^/]+\/ns\/([^/*]+)\/sa\/([^/*]+)$/u.exec(principal);
        const [, namespace, account] = match ?? [];
        return namespace === undefined || account === undefined ? [] : [{ namespace, account, policy }];
      }),
    ),
  );
}
