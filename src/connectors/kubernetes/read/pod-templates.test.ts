import { describe, expect, it } from 'vitest';
import { objectsFromText } from '../load/from-text.ts';
import { buildWorld } from './world.ts';
import type { KubeWorld } from '../world.ts';

const world = (text: string): KubeWorld => buildWorld('r', objectsFromText(text, { realm: 'r' }));
const head = (apiVersion: string, kind: string, name = 'x', namespace = 'ns'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\n`;
const POD = '{ serviceAccountName: sa, containers: [{ name: c, image: i }] }';

/** Sentence, manifest, pods as `id account`. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['a bare pod is its own workload', head('v1', 'Pod') + `spec: ${POD}`, ['k8s:Pod:r/ns/x sa']],
  ['a pod without a name for its account runs as default', head('v1', 'Pod') + 'spec: { containers: [{ name: c }] }', ['k8s:Pod:r/ns/x default']],
  ['a deployment', head('apps/v1', 'Deployment') + `spec: { template: { spec: ${POD} } }`, ['k8s:Pod:r/ns/Deployment/x sa']],
  ['a cron job', head('batch/v1', 'CronJob') + `spec: { jobTemplate: { spec: { template: { spec: ${POD} } } } }`, ['k8s:Pod:r/ns/CronJob/x sa']],
  ['a notebook', head('kubeflow.org/v1', 'Notebook') + `spec: { template: { spec: ${POD} } }`, ['k8s:Pod:r/ns/Notebook/x sa']],
  [
    'a PyTorchJob has a pod for each role',
    head('kubeflow.org/v1', 'PyTorchJob') + `spec: { pytorchReplicaSpecs: { Master: { template: { spec: ${POD} } }, Worker: { template: { spec: ${POD} } } } }`,
    ['k8s:Pod:r/ns/PyTorchJob/x/Master sa', 'k8s:Pod:r/ns/PyTorchJob/x/Worker sa'],
  ],
  [
    'a Ray cluster that scales itself gives its head an account of its own name',
    head('ray.io/v1', 'RayCluster') +
      'spec: { enableInTreeAutoscaling: true, headGroupSpec: { template: { spec: { containers: [{ name: h }] } } }, workerGroupSpecs: [{ groupName: gpu, template: { spec: { containers: [{ name: w }] } } }] }',
    ['k8s:Pod:r/ns/RayCluster/x/head x', 'k8s:Pod:r/ns/RayCluster/x/worker-gpu default'],
  ],
  [
    'a Ray job submits from a pod of its own',
    head('ray.io/v1', 'RayJob') + `spec: { rayClusterSpec: { headGroupSpec: { template: { spec: ${POD} } } } }`,
    ['k8s:Pod:r/ns/RayJob/x/head sa', 'k8s:Pod:r/ns/RayJob/x/submitter default'],
  ],
  [
    'a workflow has a pod for each template that runs something, as the account of the workflow or of the template',
    head('argoproj.io/v1alpha1', 'Workflow') +
      'spec: { serviceAccountName: wf, templates: [{ name: main, steps: [] }, { name: a, container: { image: i } }, { name: b, serviceAccountName: other, script: { image: i } }] }',
    ['k8s:Pod:r/ns/Workflow/x/a wf', 'k8s:Pod:r/ns/Workflow/x/b other'],
  ],
  [
    'a workflow that refers to a template runs its pods as its own account',
    head('argoproj.io/v1alpha1', 'WorkflowTemplate', 't') +
      'spec: { serviceAccountName: theirs, templates: [{ name: a, container: { image: i } }] }\n---\n' +
      head('argoproj.io/v1alpha1', 'CronWorkflow') +
      'spec: { workflowSpec: { serviceAccountName: mine, workflowTemplateRef: { name: t } } }',
    ['k8s:Pod:r/ns/CronWorkflow/x/a mine', 'k8s:Pod:r/ns/WorkflowTemplate/t/a theirs'],
  ],
  [
    'an InferenceService in the old form has a predictor',
    head('serving.kserve.io/v1beta1', 'InferenceService') + 'spec: { predictor: { serviceAccountName: s3, sklearn: { storageUri: s3://m } } }',
    ['k8s:Pod:r/ns/InferenceService/x/predictor s3'],
  ],
  [
    'an LLMInferenceService has its scheduler run as an account that KServe makes',
    head('serving.kserve.io/v1alpha1', 'LLMInferenceService') + 'spec: { model: { uri: hf://a/b }, router: { scheduler: {} } }',
    ['k8s:Pod:r/ns/LLMInferenceService/x/main default', 'k8s:Pod:r/ns/LLMInferenceService/x/scheduler x-epp-sa'],
  ],
  [
    'a Katib experiment runs the job that it holds',
    head('kubeflow.org/v1beta1', 'Experiment') +
      `spec: { trialTemplate: { trialSpec: { apiVersion: batch/v1, kind: Job, spec: { template: { spec: ${POD} } } } } }`,
    ['k8s:Pod:r/ns/Experiment/x/trial sa'],
  ],
  [
    'a Spark application has a driver and executors',
    head('sparkoperator.k8s.io/v1beta2', 'SparkApplication') + 'spec: { image: spark, driver: { serviceAccount: spark }, executor: {} }',
    ['k8s:Pod:r/ns/SparkApplication/x/driver spark', 'k8s:Pod:r/ns/SparkApplication/x/executor default'],
  ],
  [
    'a LeaderWorkerSet has two templates',
    head('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet') +
      `spec: { leaderWorkerTemplate: { leaderTemplate: { spec: ${POD} }, workerTemplate: { spec: ${POD} } } }`,
    ['k8s:Pod:r/ns/LeaderWorkerSet/x/leader sa', 'k8s:Pod:r/ns/LeaderWorkerSet/x/worker sa'],
  ],
  ['a kind of another group with a known name is not taken', head('example.com/v1', 'Job') + `spec: { template: { spec: ${POD} } }`, []],
  ['a template of the wrong shape is no pod and no crash', head('apps/v1', 'Deployment') + 'spec: { template: [1, 2] }', []],
]; // prettier-ignore

describe('pod templates', () => {
  it.each(CASES)('%s', (_, text, pods) => {
    expect(
      world(text)
        .pods.map((pod) => `${pod.id} ${pod.account}`)
        .sort(),
    ).toEqual([...pods].sort());
  });

  it('an InferenceService takes image and args of the runtime that it selects', () => {
    const { pods } = world(
      head('serving.kserve.io/v1alpha1', 'ServingRuntime', 'vllm') +
        'spec: { supportedModelFormats: [{ name: huggingface, autoSelect: true }], containers: [{ name: kserve-container, image: vllm, args: [--a], env: [{ name: A, value: b }] }] }\n---\n' +
        head('serving.kserve.io/v1beta1', 'InferenceService') +
        'spec: { predictor: { model: { modelFormat: { name: huggingface }, args: [--b] } } }',
    );
    expect(pods[0]?.spec['containers']).toMatchObject([
      { name: 'kserve-container', image: 'vllm', args: ['--a', '--b'] },
    ]);
    expect(pods[0]?.synthetic).toContain('ServingRuntime vllm');
  });

  it('a profile implies its namespace, accounts and bindings', () => {
    const { objects, namespaces } = world(
      'apiVersion: kubeflow.org/v1\nkind: Profile\nmetadata: { name: ann }\nspec: { owner: { kind: User, name: ann@example.com } }\n',
    );
    expect(objects.map((one) => `${one.kind} ${one.namespace ?? '-'} ${one.name}`)).toEqual([
      'Profile - ann',
      'Namespace - ann',
      'ServiceAccount ann default-editor',
      'ServiceAccount ann default-viewer',
      'RoleBinding ann default-editor',
      'RoleBinding ann default-viewer',
      'RoleBinding ann namespaceAdmin',
    ]);
    expect(namespaces).toEqual(['ann']);
    expect(objects[2]?.at()).toEqual({ file: 'test.yaml', line: 1 });
  });

  it('an implied object never replaces a written one', () => {
    const { objects } = world(
      'apiVersion: kubeflow.org/v1\nkind: Profile\nmetadata: { name: ann }\nspec: {}\n---\n' +
        head('v1', 'ServiceAccount', 'default-editor', 'ann'),
    );
    expect(objects.filter((one) => one.kind === 'ServiceAccount' && one.name === 'default-editor')).toHaveLength(1);
  });
});
