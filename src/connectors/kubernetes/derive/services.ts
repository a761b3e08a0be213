import { selects } from '../rbac/selector.ts';
import { idOf } from '../read/ids.ts';
import { rayCluster } from '../read/ray-kinds.ts';
import { dig, fields, isFields, list, own, text } from '../../../documents/value.ts';
import type { NodeId } from '../../../model/id.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { K8sObject, Path, PodTemplate } from '../world.ts';
import { standing, type Standing } from './standing.ts';
import type { Telling } from './telling.ts';

/** A Service with the pods behind it, declared or made by a controller. */
export interface ServiceView {
  readonly id: NodeId;
  readonly name: string;
  readonly namespace: string;
  readonly pods: readonly PodTemplate[];
  /** Target ports; empty when unknown, then every port counts. */
  readonly ports: ReadonlySet<number | string>;
  /** Target ports by the number and the name under which the Service offers them. */
  readonly targets: ReadonlyMap<number | string, number | string>;
  readonly object: K8sObject;
  readonly evidence: Evidence;
  readonly known: Standing;
  /** How it is exposed by itself. */
  readonly type: ServiceType;
  /** Where its type is written. */
  readonly typeAt: Path;
  readonly internalBalancer: boolean;
}

type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer';

export function readServices(telling: Telling): readonly ServiceView[] {
  const { world } = telling;
  const declared = world.of('Service', '').map((object) => serviceOf(telling, object));
  const names = new Set(declared.map((one) => one.id));
  const implied = world.pods.flatMap((pod) => impliedService(pod)).filter((one) => !names.has(one.id));
  return [...declared, ...implied];
}

const INTERNAL_BALANCER: readonly (readonly [string, RegExp])[] = [
  ['service.beta.kubernetes.io/aws-load-balancer-internal', /^(?:true|0\.0\.0\.0\/0)$/u],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/u],
  ['networking.gke.io/load-balancer-type', /^internal$/iu],
  ['cloud.google.com/load-balancer-type', /^internal$/iu],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/u],
];

function serviceOf(telling: Telling, object: K8sObject): ServiceView {
  const spec = fields(own(object.body, 'spec'));
  const selector = spec['selector'];
  const namespace = object.namespace ?? 'default';
  const pods =
    isFields(selector) && Object.keys(selector).length > 0
      ? telling.podsIn(namespace).filter((pod) => selects({ matchLabels: selector }, pod.labels))
      : [];
  return {
    id: idOf.object(object),
    name: object.name,
    namespace,
    pods,
    ports: new Set(list(spec['ports']).flatMap((one) => portOf(own(one, 'targetPort') ?? own(one, 'port')))),
    targets: new Map(
      list(spec['ports']).flatMap((one) =>
        [own(one, 'port'), own(one, 'name')].flatMap((offered) =>
          portOf(offered).flatMap((from) =>
            portOf(own(one, 'targetPort') ?? own(one, 'port')).map((to) => [from, to] as const),
          ),
        ),
      ),
    ),
    object,
    evidence: object.at(),
    known: standing('configured', object),
    type: typeOf(spec['type']),
    typeAt: ['spec', 'type'],
    internalBalancer: isInternal(object.annotations),
  };
}

const portOf = (port: unknown): readonly (number | string)[] =>
  typeof port === 'number' || typeof port === 'string' ? [port] : [];

const typeOf = (type: unknown): ServiceType => (type === 'LoadBalancer' || type === 'NodePort' ? type : 'ClusterIP');

const isInternal = (annotations: Readonly<Record<string, unknown>>): boolean =>
  INTERNAL_BALANCER.some(([key, value]) => value.test(text(annotations[key]) ?? ''));

/** Services that controllers make for their pods: name and ports by kind, as their documentation says. */
const IMPLIED: Readonly<
  Record<string, { readonly part: string; readonly suffix: string; readonly ports: readonly number[] }>
> = {
  RayCluster: { part: 'head', suffix: '-head-svc', ports: [6379, 8265, 10001, 8000] },
  RayJob: { part: 'head', suffix: '-head-svc', ports: [6379, 8265, 10001, 8000] },
  RayService: { part: 'head', suffix: '-head-svc', ports: [6379, 8265, 10001, 8000] },
  RayCronJob: { part: 'head', suffix: '-head-svc', ports: [6379, 8265, 10001, 8000] },
  Notebook: { part: '', suffix: '', ports: [8888] },
  Tensorboard: { part: '', suffix: '', ports: [6006] },
  InferenceService: { part: 'predictor', suffix: '-predictor', ports: [] },
  LLMInferenceService: { part: 'main', suffix: '-kserve-workload-svc', ports: [8000] },
  NIMService: { part: '', suffix: '', ports: [8000] },
};

const IMPLYING_GROUPS =
  /^(?:ray\.io|kubeflow\.org|tensorboard\.kubeflow\.org|serving\.kserve\.io|serving\.kubeflow\.org|apps\.nvidia\.com)$/u;

/** For as long as the pod is held. */
const MADE = new WeakMap<PodTemplate, readonly ServiceView[]>();

function impliedService(pod: PodTemplate): readonly ServiceView[] {
  let made = MADE.get(pod);
  if (!made) MADE.set(pod, (made = servicesFor(pod)));
  return made;
}

function servicesFor(pod: PodTemplate): readonly ServiceView[] {
  const { object, namespace } = pod;
  const shape = Object.hasOwn(IMPLIED, object.kind) ? IMPLIED[object.kind] : undefined;
  if (!shape || !IMPLYING_GROUPS.test(object.group)) return [];
  if ((pod.segments[3] ?? '') !== shape.part) return [];
  const head = object.group === 'ray.io' ? rayHeadService(object) : undefined;
  const usual = `${object.name}${shape.suffix}`;
  // A RayService makes its own Service beside the one of its cluster, which has the author's name.
  const names = head?.name === undefined ? [usual] : object.kind === 'RayService' ? [usual, head.name] : [head.name];
  return names.map((name) => ({
    id: idOf.service(object.realm, namespace, name),
    name,
    namespace,
    pods: [pod],
    ports: new Set(shape.ports),
    targets: new Map(shape.ports.map((port) => [port, port])),
    object,
    evidence: object.at(pod.at),
    known: standing('configured', object),
    type: head?.type ?? 'ClusterIP',
    typeAt: head?.typeAt ?? [],
    internalBalancer: head?.internal ?? false,
  }));
}

/**
 * The Service of a Ray head. `headService` is merged with what KubeRay makes: its own ports are added to the usual ones, its type and
 * its name count.
 */
function rayHeadService(object: K8sObject): {
  readonly name?: string;
  readonly type: ServiceType;
  readonly typeAt: Path;
  readonly internal: boolean;
} {
  const cluster = rayCluster(object.kind, object.body);
  const head = dig(cluster?.spec, 'headGroupSpec');
  const at = [...(cluster?.at ?? []), 'headGroupSpec'];
  const custom = text(dig(head, 'headService', 'spec', 'type'));
  const name = text(dig(head, 'headService', 'metadata', 'name'));
  return {
    ...(name === undefined ? {} : { name }),
    type: typeOf(custom ?? text(own(head, 'serviceType'))),
    typeAt: custom === undefined ? [...at, 'serviceType'] : [...at, 'headService', 'spec', 'type'],
    internal: isInternal({
      ...fields(dig(cluster?.spec, 'headServiceAnnotations')),
      ...fields(dig(head, 'headService', 'metadata', 'annotations')),
    }),
  };
}
