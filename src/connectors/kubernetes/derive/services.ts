import { selects } from '../rbac/selector.ts';
import { idOf } from '../read/ids.ts';
import { dig, fields, isFields, list, own, text } from '../read/value.ts';
import type { NodeId } from '../../../model/id.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { K8sObject, PodTemplate } from '../world.ts';
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
  readonly object: K8sObject;
  readonly evidence: Evidence;
  readonly known: Standing;
  /** How it is exposed by itself. */
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  readonly internalBalancer: boolean;
}

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
  const type = text(spec['type']);
  return {
    id: idOf.object(object),
    name: object.name,
    namespace,
    pods,
    ports: new Set(
      list(spec['ports']).flatMap((one) => {
        const port = own(one, 'targetPort') ?? own(one, 'port');
        return typeof port === 'number' || typeof port === 'string' ? [port] : [];
      }),
    ),
    object,
    evidence: object.at(),
    known: standing('configured', object),
    type: type === 'LoadBalancer' || type === 'NodePort' ? type : 'ClusterIP',
    internalBalancer: INTERNAL_BALANCER.some(([key, value]) => value.test(object.annotations[key] ?? '')),
  };
}

/** Services that controllers make for their pods: name and ports by kind, as their documentation says. */
const IMPLIED: Readonly<
  Record<string, { readonly part: string; readonly suffix: string; readonly ports: readonly number[] }>
> = {
  RayCluster: { part: 'head', suffix: '-head-svc', ports: [6379, 8265, 10001, 8000] },
  RayJob: { part: 'head', suffix: '-head-svc', ports: [6379, 8265, 10001, 8000] },
  RayService: { part: 'head', suffix: '-head-svc', ports: [6379, 8265, 10001, 8000] },
  Notebook: { part: '', suffix: '', ports: [8888] },
  Tensorboard: { part: '', suffix: '', ports: [6006] },
  InferenceService: { part: 'predictor', suffix: '-predictor', ports: [] },
  LLMInferenceService: { part: 'main', suffix: '-kserve-workload-svc', ports: [8000] },
  NIMService: { part: '', suffix: '', ports: [8000] },
};

const IMPLYING_GROUPS =
  /^(?:ray\.io|kubeflow\.org|tensorboard\.kubeflow\.org|serving\.kserve\.io|serving\.kubeflow\.org|apps\.nvidia\.com)$/u;

function impliedService(pod: PodTemplate): readonly ServiceView[] {
  const { object, namespace } = pod;
  const shape = Object.hasOwn(IMPLIED, object.kind) ? IMPLIED[object.kind] : undefined;
  if (!shape || !IMPLYING_GROUPS.test(object.group)) return [];
  if ((pod.segments[3] ?? '') !== shape.part) return [];
  const name = `${object.name}${shape.suffix}`;
  return [
    {
      id: idOf.service(object.realm, namespace, name),
      name,
      namespace,
      pods: [pod],
      ports: new Set(shape.ports),
      object,
      evidence: object.at(pod.at),
      known: standing('configured', object),
      type:
        text(dig(object.body, 'spec', 'headGroupSpec', 'serviceType')) === 'LoadBalancer'
          ? 'LoadBalancer'
          : 'ClusterIP',
      internalBalancer: false,
    },
  ];
}
