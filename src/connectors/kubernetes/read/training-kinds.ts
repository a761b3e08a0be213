import { dig, fields, isFields, list, own, text, texts } from '../../../documents/value.ts';
import { mergeSpec } from './merge-spec.ts';
import { readPaths, type Body, type Lookup, type PodDraft, type PodSource } from './pod-source.ts';

/** Kubeflow training-operator v1: replica specs by role (kubeflow.org/docs/components/trainer/legacy-v1). */
const REPLICA_SPECS = [
  ['PyTorchJob', 'pytorchReplicaSpecs'],
  ['TFJob', 'tfReplicaSpecs'],
  ['XGBoostJob', 'xgbReplicaSpecs'],
  ['PaddleJob', 'paddleReplicaSpecs'],
  ['JAXJob', 'jaxReplicaSpecs'],
  ['MXJob', 'mxReplicaSpecs'],
  ['MPIJob', 'mpiReplicaSpecs'],
] as const;

const RUNTIME: PodSource = {
  group: 'trainer.kubeflow.org',
  kind: 'TrainJob',
  by: 'Kubeflow Trainer',
  paths: [{ path: 'spec.template.spec.replicatedJobs.*.template.spec.template', shape: 'template' }],
};

export const TRAINING_KINDS: readonly PodSource[] = [
  ...REPLICA_SPECS.map(([kind, key]): PodSource => ({
    group: 'kubeflow.org',
    kind,
    by: 'Kubeflow training operator',
    paths: [
      {
        path: `spec.${key}.*.template`,
        shape: 'template',
        labels: ({ name }, part) => ({
          'training.kubeflow.org/job-name': name,
          'training.kubeflow.org/replica-type': part.toLowerCase(),
        }),
      },
    ],
  })),
  { group: 'trainer.kubeflow.org', kind: 'TrainJob', by: 'Kubeflow Trainer', read: trainJob },
  {
    group: 'sparkoperator.k8s.io',
    kind: 'SparkApplication',
    by: 'Spark operator',
    read: (body) => spark(body, fields(own(body.body, 'spec')), [...body.base, 'spec']),
  },
  {
    group: 'sparkoperator.k8s.io',
    kind: 'ScheduledSparkApplication',
    by: 'Spark operator',
    read: (body) => spark(body, fields(dig(body.body, 'spec', 'template')), [...body.base, 'spec', 'template']),
  },
];

/** A TrainJob's pods are those of the runtime it refers to, with its trainer's image, command, env and overrides. */
function trainJob(body: Body, lookup: Lookup): readonly PodDraft[] {
  const spec = fields(own(body.body, 'spec'));
  const reference = fields(own(spec, 'runtimeRef'));
  const name = text(reference['name']);
  const kind = text(reference['kind']) ?? 'ClusterTrainingRuntime';
  const runtime =
    name === undefined
      ? undefined
      : lookup.find(kind, kind === 'ClusterTrainingRuntime' ? undefined : body.object.namespace, name)[0];
  const trainer = fields(own(spec, 'trainer'));
  const because = runtime
    ? `pod of ${kind} ${runtime.name}, selected by the TrainJob`
    : 'pod of a training runtime that is not in the estate';
  const drafts: readonly PodDraft[] = runtime
    ? readPaths(RUNTIME, { object: runtime, body: runtime.body, base: [], name: runtime.name })
    : [{ part: 'node', at: [], spec: { containers: [{ name: 'node' }] }, labels: {} }];
  return drafts.map((draft) => {
    const theirs = draft.part === 'node' || drafts.length === 1;
    const over = theirs ? { containers: [{ ...pick(trainer), name: 'node' }] } : {};
    return {
      ...draft,
      at: [...body.base, 'spec'],
      spec: overrides(mergeSpec(draft.spec, over), spec, draft.part),
      synthetic: because,
    };
  });
}

const TRAINER_KEYS = ['image', 'command', 'args', 'env'] as const;

function pick(trainer: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const key of TRAINER_KEYS) if (trainer[key] !== undefined) picked[key] = trainer[key];
  if (trainer['resourcesPerNode'] !== undefined) picked['resources'] = trainer['resourcesPerNode'];
  return picked;
}

/** `podTemplateOverrides` (and its earlier name `podSpecOverrides`): a spec for the jobs that it targets. */
function overrides(
  base: Readonly<Record<string, unknown>>,
  spec: Readonly<Record<string, unknown>>,
  part: string,
): Readonly<Record<string, unknown>> {
  let merged = base;
  for (const one of [...list(spec['podTemplateOverrides']), ...list(spec['podSpecOverrides'])]) {
    const targets = list(own(one, 'targetJobs')).map((target) => text(own(target, 'name')));
    const over = own(one, 'spec') ?? one;
    if (isFields(over) && (targets.length === 0 || targets.includes(part))) merged = mergeSpec(merged, over);
  }
  return merged;
}

/** SparkApplication states pods in its own words; the driver needs an account that may create executors. */
function spark(body: Body, spec: Readonly<Record<string, unknown>>, at: PodDraft['at']): readonly PodDraft[] {
  return (['driver', 'executor'] as const).map((role): PodDraft => {
    const theirs = fields(spec[role]);
    const base = own(own(theirs, 'template'), 'spec');
    const container = {
      name: `spark-kubernetes-${role}`,
      image: theirs['image'] ?? spec['image'],
      env: theirs['env'] ?? [],
      envFrom: theirs['envFrom'] ?? [],
      volumeMounts: theirs['volumeMounts'] ?? [],
      securityContext: theirs['securityContext'],
      args: [...texts(spec['arguments']), ...[text(spec['mainApplicationFile']) ?? ''].filter((one) => one !== '')],
      resources: { limits: fields(theirs['gpu'])['name'] === undefined ? {} : gpu(fields(theirs['gpu'])) },
    };
    const account = text(theirs['serviceAccount']);
    return {
      part: role,
      at: [...at, role],
      spec: mergeSpec(fields(base), {
        containers: [container],
        volumes: list(spec['volumes']),
        ...(account === undefined ? {} : { serviceAccountName: account }),
        ...(theirs['hostNetwork'] === undefined ? {} : { hostNetwork: theirs['hostNetwork'] }),
      }),
      labels: { 'spark-role': role, 'sparkoperator.k8s.io/app-name': body.name },
    };
  });
}

function gpu(written: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { [text(written['name']) ?? 'nvidia.com/gpu']: written['quantity'] };
}
