import type { K8sObject } from '../world.ts';
import { rayCluster, rayHeadAccount } from './ray-kinds.ts';
import { schedulerAccount } from './llm-service.ts';
import { dig, isFields, list, own, text, type Fields } from '../../../documents/value.ts';

/**
 * Objects that a controller makes as soon as a resource exists, as its documentation says. They are read like written ones, so that
 * the rights they give are computed by the same code; their evidence is the resource that leads to them.
 */
export function impliedObjects(objects: readonly K8sObject[]): readonly K8sObject[] {
  const known = new Set(objects.map(keyOf));
  const implied: K8sObject[] = [];
  for (const object of objects)
    for (const one of impliedBy(object))
      if (!known.has(keyOf(one))) {
        known.add(keyOf(one));
        implied.push(one);
      }
  return implied;
}

/** For as long as the resource is held: a watch gets the same objects again. */
const MADE = new WeakMap<K8sObject, readonly K8sObject[]>();

function impliedBy(object: K8sObject): readonly K8sObject[] {
  const imply = IMPLIES[`${object.group}/${object.kind}`];
  if (!imply) return NONE;
  let made = MADE.get(object);
  if (!made) MADE.set(object, (made = imply(object)));
  return made;
}

const NONE: readonly K8sObject[] = [];

const keyOf = (one: K8sObject): string => `${one.group}/${one.kind}/${one.namespace ?? ''}/${one.name}`;

const IMPLIES: Readonly<Record<string, (object: K8sObject) => readonly K8sObject[]>> = {
  'kubeflow.org/Profile': profile,
  'ray.io/RayCluster': (object) => [...ray(object), ...rayPolicies(object)],
  'ray.io/RayJob': ray,
  'ray.io/RayService': ray,
  'ray.io/RayCronJob': ray,
  'serving.kserve.io/LLMInferenceService': llm,
  'apps.nvidia.com/NIMService': (object) => [account(object, object.namespace ?? 'default', object.name)],
};

/** Kubeflow's profile controller: a namespace of the same name, two accounts, and the owner as its administrator. */
function profile(object: K8sObject): readonly K8sObject[] {
  const namespace = object.name;
  const owner = dig(object.body, 'spec', 'owner');
  const subject = (name: string): Fields => ({ kind: 'ServiceAccount', name, namespace });
  return [
    make(object, '', 'v1', 'Namespace', undefined, namespace, {}, { owner: text(own(owner, 'name')) ?? '' }),
    account(object, namespace, 'default-editor'),
    account(object, namespace, 'default-viewer'),
    binding(object, namespace, 'default-editor', 'ClusterRole', 'kubeflow-edit', subject('default-editor')),
    binding(object, namespace, 'default-viewer', 'ClusterRole', 'kubeflow-view', subject('default-viewer')),
    ...(isFields(owner) ? [binding(object, namespace, 'namespaceAdmin', 'ClusterRole', 'kubeflow-admin', owner)] : []),
  ];
}

/** KubeRay: with in-tree autoscaling and no account named, the head gets an account that may list and delete pods and patch its cluster. */
function ray(object: K8sObject): readonly K8sObject[] {
  const cluster = rayCluster(object.kind, object.body);
  const name = cluster && rayHeadAccount(object.kind, object.name, cluster.spec);
  if (name === undefined) return [];
  const namespace = object.namespace ?? 'default';
  const rules = [
    { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch', 'patch', 'delete'] },
    { apiGroups: [''], resources: ['pods/resize'], verbs: ['patch'] },
    { apiGroups: ['ray.io'], resources: ['rayclusters'], verbs: ['get', 'patch'] },
  ];
  return [
    account(object, namespace, name),
    make(object, 'rbac.authorization.k8s.io', 'v1', 'Role', namespace, name, { rules }),
    binding(object, namespace, name, 'Role', name, { kind: 'ServiceAccount', name, namespace }),
  ];
}

/**
 * KubeRay 1.6: `networkPolicy` makes one policy for the head and one for each group of workers, which let the pods of the cluster
 * through and deny the rest but for the author's rules. Rules for single groups of workers are not read.
 */
function rayPolicies(object: K8sObject): readonly K8sObject[] {
  const written = dig(object.body, 'spec', 'networkPolicy');
  if (!isFields(written)) return [];
  const mode = text(written['mode']) ?? 'DenyAll';
  const types = mode === 'DenyAllIngress' ? ['Ingress'] : mode === 'DenyAllEgress' ? ['Egress'] : ['Ingress', 'Egress'];
  const cluster = { 'ray.io/cluster': object.name };
  const peers = [{ podSelector: { matchLabels: cluster } }];
  const policy = (part: string, type: string): K8sObject =>
    make(object, 'networking.k8s.io', 'v1', 'NetworkPolicy', object.namespace ?? 'default', `${object.name}-${part}`, {
      spec: {
        podSelector: { matchLabels: { ...cluster, 'ray.io/node-type': type } },
        policyTypes: types,
        ingress: [{ from: peers }, ...list(dig(written, part, 'ingressRules'))],
        egress: [{ to: peers }, ...list(dig(written, part, 'egressRules'))],
      },
    });
  return [policy('head', 'head'), policy('worker', 'worker')];
}

function llm(object: K8sObject): readonly K8sObject[] {
  const scheduler = dig(object.body, 'spec', 'router', 'scheduler');
  const named = text(dig(scheduler, 'template', 'serviceAccountName'));
  if (!isFields(scheduler) || scheduler['pool'] !== undefined || named !== undefined) return [];
  return [account(object, object.namespace ?? 'default', schedulerAccount(object.name))];
}

function account(from: K8sObject, namespace: string, name: string): K8sObject {
  return make(from, '', 'v1', 'ServiceAccount', namespace, name, {});
}

function binding(
  from: K8sObject,
  namespace: string,
  name: string,
  kind: string,
  role: string,
  subject: Fields,
): K8sObject {
  return make(from, 'rbac.authorization.k8s.io', 'v1', 'RoleBinding', namespace, name, {
    subjects: [subject],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: role },
  });
}

function make(
  from: K8sObject,
  group: string,
  version: string,
  kind: string,
  namespace: string | undefined,
  name: string,
  body: Fields,
  annotations: Readonly<Record<string, string>> = {},
): K8sObject {
  const whole = from.at();
  return {
    group,
    version,
    kind,
    name,
    realm: from.realm,
    environment: from.environment,
    reading: from.reading,
    labels: {},
    implied: true,
    annotations,
    ...(namespace === undefined ? {} : { namespace }),
    body: {
      apiVersion: group === '' ? version : `${group}/${version}`,
      kind,
      metadata: { name, ...(namespace === undefined ? {} : { namespace }), annotations },
      ...body,
    },
    at: () => whole,
    span: () => undefined,
    block: () => undefined,
    indent: () => undefined,
  };
}
