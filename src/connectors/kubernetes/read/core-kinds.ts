import type { PodSource } from './pod-source.ts';
import { own, text, textMap } from '../../../documents/value.ts';

const template = (group: string, kind: string, by: string, path = 'spec.template'): PodSource => ({
  group,
  kind,
  by,
  paths: [{ path, shape: 'template' }],
});

/** Kinds whose pods Kubernetes' own controllers make (kubernetes.io/docs/concepts/workloads), and close relatives. */
export const CORE_KINDS: readonly PodSource[] = [
  {
    group: '',
    kind: 'Pod',
    by: 'the kubelet',
    paths: [{ path: 'spec', shape: 'spec', labels: ({ body }) => textMap(own(own(body, 'metadata'), 'labels')) }],
  },
  template('', 'ReplicationController', 'replication controller'),
  template('apps', 'Deployment', 'deployment controller'),
  template('extensions', 'Deployment', 'deployment controller'),
  template('apps', 'StatefulSet', 'stateful set controller'),
  template('apps', 'DaemonSet', 'daemon set controller'),
  template('extensions', 'DaemonSet', 'daemon set controller'),
  template('apps', 'ReplicaSet', 'replica set controller'),
  template('batch', 'Job', 'job controller'),
  template('batch', 'CronJob', 'cron job controller', 'spec.jobTemplate.spec.template'),
  template('apps.openshift.io', 'DeploymentConfig', 'OpenShift deployment config controller'),
  template('argoproj.io', 'Rollout', 'Argo Rollouts controller'),
  {
    group: 'leaderworkerset.x-k8s.io',
    kind: 'LeaderWorkerSet',
    by: 'LeaderWorkerSet controller',
    paths: [
      { path: 'spec.leaderWorkerTemplate.leaderTemplate', shape: 'template', part: 'leader', labels: lwsLabels },
      { path: 'spec.leaderWorkerTemplate.workerTemplate', shape: 'template', part: 'worker', labels: lwsLabels },
    ],
  },
  {
    group: 'jobset.x-k8s.io',
    kind: 'JobSet',
    by: 'JobSet controller',
    paths: [{ path: 'spec.replicatedJobs.*.template.spec.template', shape: 'template' }],
  },
  {
    group: 'serving.knative.dev',
    kind: 'Service',
    by: 'Knative Serving',
    paths: [
      {
        path: 'spec.template',
        shape: 'template',
        labels: ({ name }) => ({ 'serving.knative.dev/service': name }),
      },
    ],
  },
  {
    group: 'batch.volcano.sh',
    kind: 'Job',
    by: 'Volcano',
    paths: [{ path: 'spec.tasks.*.template', shape: 'template' }],
  },
  {
    group: 'agents.x-k8s.io',
    kind: 'Sandbox',
    by: 'agent sandbox controller',
    paths: [{ path: 'spec.podTemplate', shape: 'template' }],
  },
  {
    group: 'extensions.agents.x-k8s.io',
    kind: 'SandboxTemplate',
    by: 'agent sandbox controller',
    paths: [{ path: 'spec.podTemplate', shape: 'template' }],
  },
];

function lwsLabels({ body }: { readonly body: unknown }): Readonly<Record<string, string>> {
  const name = text(own(own(body, 'metadata'), 'name'));
  return name === undefined ? {} : { 'leaderworkerset.sigs.k8s.io/name': name };
}
