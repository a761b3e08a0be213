import type { Body, PodDraft, PodSource } from './pod-source.ts';
import { dig, fields, list, own, text, type Fields } from '../../../documents/value.ts';
import { readPaths } from './pod-source.ts';

/** The field that holds the RayClusterSpec, by kind (docs.ray.io/en/latest/cluster/kubernetes). */
const CLUSTER_AT: Readonly<Record<string, readonly string[]>> = {
  RayCluster: ['spec'],
  RayJob: ['spec', 'rayClusterSpec'],
  RayService: ['spec', 'rayClusterConfig'],
  RayCronJob: ['spec', 'jobTemplate', 'rayClusterSpec'],
};

export const RAY_KINDS: readonly PodSource[] = Object.keys(CLUSTER_AT).map((kind) => ({
  group: 'ray.io',
  kind,
  by: 'KubeRay',
  read: (body: Body) => ray(kind, body),
}));

/** Where a Ray resource keeps its cluster spec; undefined when it uses a running cluster (`clusterSelector`). */
export function rayCluster(
  kind: string,
  body: Fields,
): { readonly spec: Fields; readonly at: readonly string[] } | undefined {
  const at = CLUSTER_AT[kind];
  const spec = at && dig(body, ...at);
  return at && spec !== undefined ? { spec: fields(spec), at } : undefined;
}

/** The account that KubeRay makes for the head when the autoscaler runs in it and none is named; it is called as the cluster is. */
export function rayHeadAccount(kind: string, name: string, cluster: Fields): string | undefined {
  if (own(cluster, 'enableInTreeAutoscaling') !== true) return undefined;
  const head = fields(dig(cluster, 'headGroupSpec', 'template', 'spec'));
  if (text(head['serviceAccountName']) !== undefined) return undefined;
  return kind === 'RayCluster' ? name : `${name}-{random}`;
}

function ray(kind: string, body: Body): readonly PodDraft[] {
  const found = rayCluster(kind, body.body);
  if (!found) return [];
  const at = found.at.join('.');
  const label = (type: string, group: string): Readonly<Record<string, string>> => ({
    'ray.io/node-type': type,
    'ray.io/group': group,
    'ray.io/is-ray-node': 'yes',
    ...(kind === 'RayCluster' ? { 'ray.io/cluster': body.name } : {}),
    'app.kubernetes.io/created-by': 'kuberay-operator',
  });
  const pods = readPaths(
    {
      group: 'ray.io',
      kind,
      by: 'KubeRay',
      paths: [
        {
          path: `${at}.headGroupSpec.template`,
          shape: 'template',
          part: 'head',
          labels: () => label('head', 'headgroup'),
          unnamed: () => rayHeadAccount(kind, body.name, found.spec),
        },
        {
          path: `${at}.workerGroupSpecs.*.template`,
          shape: 'template',
          part: 'worker',
          labels: (_, group) => label('worker', group),
        },
      ],
    },
    body,
  );
  return [...pods, ...submitter(kind, body, pods)];
}

/** A RayJob in its default mode submits through a Kubernetes Job whose pod uses the head's image. */
function submitter(kind: string, body: Body, pods: readonly PodDraft[]): readonly PodDraft[] {
  if (kind !== 'RayJob') return [];
  const mode = text(dig(body.body, 'spec', 'submissionMode')) ?? 'K8sJobMode';
  if (mode !== 'K8sJobMode') return [];
  const written = dig(body.body, 'spec', 'submitterPodTemplate');
  if (written !== undefined)
    return readPaths(
      {
        group: 'ray.io',
        kind,
        by: 'KubeRay',
        paths: [{ path: 'spec.submitterPodTemplate', shape: 'template', part: 'submitter' }],
      },
      body,
    );
  const image = text(own(list(own(pods[0]?.spec, 'containers'))[0], 'image'));
  return [
    {
      part: 'submitter',
      at: [...body.base, 'spec'],
      spec: { containers: [{ name: 'ray-job-submitter', ...(image === undefined ? {} : { image }) }] },
      labels: {},
      synthetic: 'KubeRay submits the job from a pod of its own (submissionMode K8sJobMode)',
    },
  ];
}
