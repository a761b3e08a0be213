/** A custom resource whose author names the account of the pods that its controller makes. */
export interface Spawner {
  readonly group: string;
  readonly resource: string;
  /** Where the author names the account, and where that is documented. */
  readonly field: string;
  readonly source: string;
}

export const SPAWNERS: readonly Spawner[] = [
  { group: 'serving.kserve.io', resource: 'inferenceservices', field: 'spec.predictor.serviceAccountName', source: 'KServe API reference, PodSpec' },
  { group: 'serving.kserve.io', resource: 'inferencegraphs', field: 'spec.serviceAccountName', source: 'KServe API reference, InferenceGraphSpec' },
  { group: 'serving.kserve.io', resource: 'llminferenceservices', field: 'spec.template.serviceAccountName', source: 'KServe API reference, LLMInferenceServiceSpec' },
  { group: 'kubeflow.org', resource: 'notebooks', field: 'spec.template.spec.serviceAccountName', source: 'Kubeflow notebooks API reference' },
  { group: 'kubeflow.org', resource: 'pvcviewers', field: 'spec.podSpec.serviceAccountName', source: 'Kubeflow pvcviewer controller' },
  ...['pytorchjobs', 'tfjobs', 'mpijobs', 'xgboostjobs', 'paddlejobs', 'jaxjobs', 'mxjobs'].map((resource) => ({
    group: 'kubeflow.org',
    resource,
    field: 'spec.*ReplicaSpecs.*.template.spec.serviceAccountName',
    source: 'Kubeflow training operator API reference, ReplicaSpec',
  })),
  { group: 'kubeflow.org', resource: 'experiments', field: 'spec.trialTemplate.trialSpec', source: 'Katib experiment configuration' },
  { group: 'trainer.kubeflow.org', resource: 'trainjobs', field: 'spec.podTemplateOverrides[].spec.serviceAccountName', source: 'Kubeflow Trainer API reference' },
  { group: 'ray.io', resource: 'rayclusters', field: 'spec.headGroupSpec.template.spec.serviceAccountName', source: 'KubeRay API reference' },
  { group: 'ray.io', resource: 'rayjobs', field: 'spec.rayClusterSpec.headGroupSpec.template.spec.serviceAccountName', source: 'KubeRay API reference' },
  { group: 'ray.io', resource: 'rayservices', field: 'spec.rayClusterConfig.headGroupSpec.template.spec.serviceAccountName', source: 'KubeRay API reference' },
  { group: 'argoproj.io', resource: 'workflows', field: 'spec.serviceAccountName', source: 'Argo Workflows field reference' },
  { group: 'argoproj.io', resource: 'cronworkflows', field: 'spec.workflowSpec.serviceAccountName', source: 'Argo Workflows field reference' },
  { group: 'argoproj.io', resource: 'rollouts', field: 'spec.template.spec.serviceAccountName', source: 'Argo Rollouts specification' },
  { group: 'sparkoperator.k8s.io', resource: 'sparkapplications', field: 'spec.driver.serviceAccount', source: 'Spark operator API reference' },
  { group: 'sparkoperator.k8s.io', resource: 'scheduledsparkapplications', field: 'spec.template.driver.serviceAccount', source: 'Spark operator API reference' },
  { group: 'leaderworkerset.x-k8s.io', resource: 'leaderworkersets', field: 'spec.leaderWorkerTemplate.workerTemplate.spec.serviceAccountName', source: 'LeaderWorkerSet API reference' },
  { group: 'jobset.x-k8s.io', resource: 'jobsets', field: 'spec.replicatedJobs[].template.spec.template.spec.serviceAccountName', source: 'JobSet API reference' },
  { group: 'serving.knative.dev', resource: 'services', field: 'spec.template.spec.serviceAccountName', source: 'Knative Serving specification' },
  { group: 'serving.knative.dev', resource: 'configurations', field: 'spec.template.spec.serviceAccountName', source: 'Knative Serving specification' },
  { group: 'machinelearning.seldon.io', resource: 'seldondeployments', field: 'spec.predictors[].componentSpecs[].spec.serviceAccountName', source: 'Seldon Core API reference' },
  { group: 'batch.volcano.sh', resource: 'jobs', field: 'spec.tasks[].template.spec.serviceAccountName', source: 'Volcano job API' },
  { group: 'workload.codeflare.dev', resource: 'appwrappers', field: 'spec.components[].template', source: 'AppWrapper API reference' },
  { group: 'tekton.dev', resource: 'taskruns', field: 'spec.serviceAccountName', source: 'Tekton TaskRun documentation' },
  { group: 'tekton.dev', resource: 'pipelineruns', field: 'spec.taskRunTemplate.serviceAccountName', source: 'Tekton PipelineRun documentation' },
  { group: 'apps.openshift.io', resource: 'deploymentconfigs', field: 'spec.template.spec.serviceAccountName', source: 'OpenShift API reference' },
  { group: 'agents.x-k8s.io', resource: 'sandboxes', field: 'spec.podTemplate.spec.serviceAccountName', source: 'agent-sandbox API' },
  { group: 'keda.sh', resource: 'scaledjobs', field: 'spec.jobTargetRef.template.spec.serviceAccountName', source: 'KEDA ScaledJob specification' },
  { group: 'flink.apache.org', resource: 'flinkdeployments', field: 'spec.serviceAccount', source: 'Flink Kubernetes Operator reference, FlinkDeploymentSpec' },
  { group: 'kubernetes.dask.org', resource: 'daskclusters', field: 'spec.worker.spec.serviceAccountName', source: 'Dask Kubernetes Operator, custom resources' },
  { group: 'kubernetes.dask.org', resource: 'daskworkergroups', field: 'spec.worker.spec.serviceAccountName', source: 'Dask Kubernetes Operator, custom resources' },
  { group: 'kubernetes.dask.org', resource: 'daskjobs', field: 'spec.job.spec.serviceAccountName', source: 'Dask Kubernetes Operator, custom resources' },
  { group: 'kaito.sh', resource: 'workspaces', field: 'inference.template.spec.serviceAccountName', source: 'KAITO API, InferenceSpec' },
]; // prettier-ignore
