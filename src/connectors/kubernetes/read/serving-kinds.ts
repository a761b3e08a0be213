import type { K8sObject } from '../world.ts';
import { mergeContainer, mergeSpec } from './merge-spec.ts';
import type { Body, Lookup, PodDraft, PodSource } from './pod-source.ts';
import { llmInferenceService } from './llm-service.ts';
import { dig, fields, isFields, list, own, text, texts, type Fields } from '../../../documents/value.ts';

/** Framework keys of the first KServe APIs, each a model of that format (kserve.github.io, "Predictor"). */
export const FRAMEWORKS = [
  'sklearn', 'xgboost', 'tensorflow', 'pytorch', 'triton', 'onnx', 'huggingface', 'pmml', 'lightgbm', 'paddle',
] as const; // prettier-ignore

/** KServe, and KFServing as it was called before. */
export const KSERVE_GROUPS: ReadonlySet<string> = new Set(['serving.kserve.io', 'serving.kubeflow.org']);

export const SERVING_KINDS: readonly PodSource[] = [
  { group: 'serving.kserve.io', kind: 'InferenceService', by: 'KServe', read: inferenceService },
  { group: 'serving.kubeflow.org', kind: 'InferenceService', by: 'KFServing', read: inferenceService },
  { group: 'serving.kserve.io', kind: 'LLMInferenceService', by: 'KServe', read: llmInferenceService },
  { group: 'serving.kserve.io', kind: 'InferenceGraph', by: 'KServe', read: inferenceGraph },
  {
    group: 'machinelearning.seldon.io',
    kind: 'SeldonDeployment',
    by: 'Seldon Core',
    paths: [{ path: 'spec.predictors.*.componentSpecs.*', shape: 'template' }],
  },
  { group: 'apps.nvidia.com', kind: 'NIMService', by: 'NVIDIA NIM operator', read: nim },
];

/** The model that a predictor serves, in the new form (`model`) or an old one (`sklearn`). */
export function modelOf(
  predictor: unknown,
): { readonly key: string; readonly format: string; readonly model: Fields } | undefined {
  const model = own(predictor, 'model');
  if (isFields(model)) return { key: 'model', format: text(dig(model, 'modelFormat', 'name')) ?? 'unknown', model };
  for (const format of FRAMEWORKS) {
    const old = own(predictor, format);
    if (isFields(old)) return { key: format, format, model: old };
  }
  return undefined;
}

/** The runtime that KServe would select: the named one, else the automatic one of the format with the highest priority. */
export function runtimeOf(object: K8sObject, predictor: unknown, lookup: Lookup): K8sObject | undefined {
  const found = modelOf(predictor);
  if (!found) return undefined;
  const named = text(found.model['runtime']);
  if (named !== undefined)
    return (
      lookup.find('ServingRuntime', object.namespace, named)[0] ??
      lookup.find('ClusterServingRuntime', undefined, named)[0]
    );
  const fit = (candidates: readonly K8sObject[]): K8sObject | undefined =>
    candidates
      .map((runtime) => ({ runtime, priority: priorityFor(runtime, found.format) }))
      .filter(({ priority }) => priority >= 0)
      .sort((a, b) => b.priority - a.priority || (a.runtime.name < b.runtime.name ? -1 : 1))[0]?.runtime;
  return (
    fit(lookup.of('ServingRuntime').filter((one) => one.namespace === object.namespace)) ??
    fit(lookup.of('ClusterServingRuntime'))
  );
}

function priorityFor(runtime: K8sObject, format: string): number {
  const spec = fields(own(runtime.body, 'spec'));
  if (spec['disabled'] === true || spec['multiModel'] === true) return -1;
  for (const one of list(spec['supportedModelFormats']))
    if (text(own(one, 'name')) === format && own(one, 'autoSelect') === true)
      return Number(own(one, 'priority') ?? 0) || 0;
  return -1;
}

function inferenceService(body: Body, lookup: Lookup): readonly PodDraft[] {
  const spec = fields(own(body.body, 'spec'));
  const drafts: PodDraft[] = [];
  for (const part of ['predictor', 'transformer', 'explainer']) {
    const component = own(spec, part);
    if (!isFields(component)) continue;
    const labels = {
      'serving.kserve.io/inferenceservice': body.name,
      component: part,
      app: `isvc.${body.name}-${part}`,
    };
    const at = [...body.base, 'spec', part];
    const runtime = part === 'predictor' ? runtimeOf(body.object, component, lookup) : undefined;
    drafts.push({ part, at, labels, ...compose(component, runtime) });
    const worker = own(component, 'workerSpec');
    if (isFields(worker))
      drafts.push({
        part: `${part}-worker`,
        at: [...at, 'workerSpec'],
        labels,
        spec: mergeSpec(fields(dig(runtime?.body, 'spec', 'workerSpec')), worker),
      });
  }
  return drafts;
}

/** The runtime's pod with the model's image, args and env over its `kserve-container`. */
function compose(
  component: Fields,
  runtime: K8sObject | undefined,
): { readonly spec: Fields; readonly synthetic?: string } {
  const found = modelOf(component);
  if (!found) return { spec: component };
  const base = fields(own(runtime?.body, 'spec'));
  const containers = list(base['containers']);
  const theirs = fields(containers.find((one) => text(own(one, 'name')) === 'kserve-container') ?? containers[0]);
  const main = { ...mergeContainer(theirs, found.model), name: text(theirs['name']) ?? 'kserve-container' };
  const others = containers.filter((one) => text(own(one, 'name')) !== main.name);
  const spec = mergeSpec({ ...base, containers: [main, ...others] }, component);
  return runtime
    ? { spec, synthetic: `pod of ${runtime.kind} ${runtime.name}, selected for format ${found.format}` }
    : { spec, synthetic: `pod of a serving runtime for format ${found.format} that is not in the estate` };
}

function inferenceGraph(body: Body): readonly PodDraft[] {
  const spec = fields(own(body.body, 'spec'));
  const account = text(spec['serviceAccountName']);
  return [
    {
      part: '',
      at: [...body.base, 'spec'],
      spec: {
        containers: [{ name: 'router', resources: spec['resources'] }],
        ...(account === undefined ? {} : { serviceAccountName: account }),
      },
      labels: { 'serving.kserve.io/inferencegraph': body.name },
      synthetic: 'the router of the InferenceGraph',
    },
  ];
}

/** A NIMService's pod runs as an account that the operator names after the service. */
function nim(body: Body): readonly PodDraft[] {
  const spec = fields(own(body.body, 'spec'));
  const repository = text(dig(spec, 'image', 'repository')) ?? '';
  const secret = text(spec['authSecret']);
  return [
    {
      part: '',
      at: [...body.base, 'spec'],
      spec: {
        containers: [
          {
            name: `${body.name}-ctr`,
            image: `${repository}:${text(dig(spec, 'image', 'tag')) ?? 'latest'}`,
            env: [
              ...list(spec['env']),
              ...(secret === undefined
                ? []
                : [{ name: 'NGC_API_KEY', valueFrom: { secretKeyRef: { name: secret, key: 'NGC_API_KEY' } } }]),
            ],
            resources: spec['resources'],
          },
        ],
        imagePullSecrets: texts(dig(spec, 'image', 'pullSecrets')).map((name) => ({ name })),
        nodeSelector: spec['nodeSelector'],
      },
      labels: { app: body.name, 'app.kubernetes.io/name': body.name },
      unnamed: body.name,
      synthetic: 'composed by the NIM operator',
    },
  ];
}
