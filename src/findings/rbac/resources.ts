import type { RoleFact } from '../../model/facts.ts';

/** What people mean by "everything" when they write a controller's rules: no verb that hands out rights. */
export const ORDINARY_VERBS: readonly string[] = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
export const READ_VERBS: readonly string[] = ['get', 'list', 'watch'];

/**
 * Resources of the groups that every cluster has, for writing out a `*`. Left out on purpose: what gives other rights than its own
 * (secrets, service accounts, tokens, nodes, volumes of the cluster, exec and proxy subresources, webhooks, signers).
 */
export const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  '': [
    'configmaps', 'endpoints', 'events', 'limitranges', 'persistentvolumeclaims', 'pods', 'pods/log', 'pods/status', 'podtemplates',
    'replicationcontrollers', 'resourcequotas', 'services',
  ],
  apps: ['controllerrevisions', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs', 'jobs'],
  'coordination.k8s.io': ['leases'],
  'discovery.k8s.io': ['endpointslices'],
  'events.k8s.io': ['events'],
  'networking.k8s.io': ['ingressclasses', 'ingresses', 'networkpolicies'],
  policy: ['poddisruptionbudgets'],
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles'],
  'scheduling.k8s.io': ['priorityclasses'],
  'storage.k8s.io': ['storageclasses', 'volumeattachments'],
}; // prettier-ignore

/** Whether something else is gained by changing it: not by status, finalizers, leases and the like. */
export function isHarmless(resource: string): boolean {
  return HARMLESS.has(resource) || /\/(?:status|finalizers)$/u.test(resource);
}

const HARMLESS: ReadonlySet<string> = new Set([
  'leases', 'events', 'poddisruptionbudgets', 'horizontalpodautoscalers', 'resourcequotas', 'limitranges', 'priorityclasses', 'controllerrevisions',
]); // prettier-ignore

/** Built-in resources that no namespace holds: a role that is bound in one does not give them. */
export const WITHOUT_NAMESPACE: ReadonlySet<string> = new Set([
  'certificatesigningrequests', 'clusterrolebindings', 'clusterroles', 'customresourcedefinitions', 'ingressclasses',
  'mutatingwebhookconfigurations', 'namespaces', 'nodes', 'persistentvolumes', 'priorityclasses', 'runtimeclasses', 'storageclasses',
  'validatingwebhookconfigurations', 'volumeattachments',
]); // prettier-ignore

/** Resources of AI platforms whose definitions are often installed from elsewhere. */
const AI: Readonly<Record<string, readonly string[]>> = {
  'ray.io': ['rayclusters', 'rayjobs', 'rayservices'],
  'kubeflow.org': ['notebooks', 'profiles', 'pytorchjobs', 'tfjobs', 'mpijobs', 'xgboostjobs', 'experiments', 'trials', 'suggestions'],
  'serving.kserve.io': ['inferenceservices', 'servingruntimes', 'clusterservingruntimes', 'trainedmodels', 'inferencegraphs'],
  'argoproj.io': ['workflows', 'cronworkflows', 'workflowtemplates', 'workflowtaskresults', 'workflowtasksets', 'workflowartifactgctasks'],
  'kueue.x-k8s.io': ['workloads', 'localqueues', 'clusterqueues', 'resourceflavors'],
}; // prettier-ignore

/** Groups of custom resources that make an identity one of an AI platform. */
export const AI_GROUPS: ReadonlySet<string> = new Set([
  ...Object.keys(AI), 'trainer.kubeflow.org', 'pipelines.kubeflow.org', 'production-stack.vllm.ai', 'jobset.x-k8s.io',
  'leaderworkerset.x-k8s.io', 'sparkoperator.k8s.io', 'machinelearning.seldon.io',
  'tensorboard.kubeflow.org', 'modelregistry.kubeflow.org',
]); // prettier-ignore

/** Resources of a group by what the roles of this estate name, else by the tables; undefined when nothing is known of it. */
export function resourcesOf(roles: readonly RoleFact[]): (group: string) => readonly string[] | undefined {
  const named = new Map<string, Set<string>>();
  for (const { rules } of roles)
    for (const rule of rules)
      for (const group of rule.apiGroups) {
        if (group === '*' || group in BUILT_IN) continue;
        const known = named.get(group) ?? new Set<string>();
        for (const resource of rule.resources) if (!resource.includes('*')) known.add(resource);
        named.set(group, known);
      }
  return (group) => {
    const built = Object.hasOwn(BUILT_IN, group) ? BUILT_IN[group] : undefined;
    if (built) return built;
    const all = new Set([...(named.get(group) ?? []), ...(Object.hasOwn(AI, group) ? (AI[group] ?? []) : [])]);
    return all.size === 0 ? undefined : [...all].sort();
  };
}
