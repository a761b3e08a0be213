import { dig, text } from '../../../documents/value.ts';
import type { KubeWorld } from '../world.ts';

/** Resources that stand outside namespaces, `group/resource`, the core group empty: a RoleBinding gives no right over them. */
export const CLUSTER_RESOURCES: ReadonlySet<string> = new Set([
  '/namespaces', '/nodes', '/persistentvolumes', '/componentstatuses', '/users', '/groups',
  'authentication.k8s.io/tokenreviews', 'authentication.k8s.io/selfsubjectreviews', 'authentication.k8s.io/userextras', 'authentication.k8s.io/uids',
  'authorization.k8s.io/subjectaccessreviews', 'authorization.k8s.io/selfsubjectaccessreviews', 'authorization.k8s.io/selfsubjectrulesreviews',
  'rbac.authorization.k8s.io/clusterroles', 'rbac.authorization.k8s.io/clusterrolebindings',
  'apiextensions.k8s.io/customresourcedefinitions', 'apiregistration.k8s.io/apiservices',
  'admissionregistration.k8s.io/mutatingwebhookconfigurations', 'admissionregistration.k8s.io/validatingwebhookconfigurations',
  'admissionregistration.k8s.io/validatingadmissionpolicies', 'admissionregistration.k8s.io/validatingadmissionpolicybindings',
  'admissionregistration.k8s.io/mutatingadmissionpolicies', 'admissionregistration.k8s.io/mutatingadmissionpolicybindings',
  'certificates.k8s.io/certificatesigningrequests', 'certificates.k8s.io/signers', 'certificates.k8s.io/clustertrustbundles',
  'storage.k8s.io/storageclasses', 'storage.k8s.io/csidrivers', 'storage.k8s.io/csinodes', 'storage.k8s.io/volumeattachments',
  'scheduling.k8s.io/priorityclasses', 'node.k8s.io/runtimeclasses', 'networking.k8s.io/ingressclasses',
  'flowcontrol.apiserver.k8s.io/flowschemas', 'flowcontrol.apiserver.k8s.io/prioritylevelconfigurations',
  'gateway.networking.k8s.io/gatewayclasses', 'kubeflow.org/profiles', 'serving.kserve.io/clusterservingruntimes',
  'serving.kserve.io/clusterstoragecontainers', 'argoproj.io/clusterworkflowtemplates', 'kueue.x-k8s.io/clusterqueues',
  'kueue.x-k8s.io/resourceflavors', 'trainer.kubeflow.org/clustertrainingruntimes', 'cert-manager.io/clusterissuers',
  'external-secrets.io/clustersecretstores', 'spire.spiffe.io/clusterspiffeids',
]); // prettier-ignore

/**
 * Namespaces are special: a request for one object carries its own name as its namespace, so a RoleBinding there does give rights
 * over that namespace object.
 */
export function isClusterScoped(group: string, resource: string): boolean {
  return CLUSTER_RESOURCES.has(`${group}/${resource}`);
}

/** The plural by which RBAC names a kind: from a definition in the input, else by English rules, which all known kinds follow. */
export function pluralsOf(world: KubeWorld): (group: string, kind: string) => string {
  const defined = new Map<string, string>();
  for (const { body } of world.of('CustomResourceDefinition')) {
    const plural = text(dig(body, 'spec', 'names', 'plural'));
    const kind = text(dig(body, 'spec', 'names', 'kind'));
    if (plural !== undefined && kind !== undefined)
      defined.set(`${text(dig(body, 'spec', 'group')) ?? ''}/${kind}`, plural);
  }
  return (group, kind) => defined.get(`${group}/${kind}`) ?? english(kind.toLowerCase());
}

function english(word: string): string {
  if (/(?:s|x|z|ch|sh)$/u.test(word)) return `${word}es`;
  return /[^aeiou]y$/u.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** Resources of the groups that every cluster has, for questions that name no group. */
const GROUPS: Readonly<Record<string, string>> = {
  '': 'bindings componentstatuses configmaps endpoints events limitranges namespaces nodes persistentvolumeclaims persistentvolumes pods podtemplates replicationcontrollers resourcequotas secrets serviceaccounts services users groups',
  apps: 'controllerrevisions daemonsets deployments replicasets statefulsets',
  batch: 'cronjobs jobs',
  autoscaling: 'horizontalpodautoscalers',
  policy: 'poddisruptionbudgets',
  'rbac.authorization.k8s.io': 'clusterrolebindings clusterroles rolebindings roles',
  'networking.k8s.io': 'ingressclasses ingresses networkpolicies',
  'admissionregistration.k8s.io': 'mutatingadmissionpolicies mutatingwebhookconfigurations validatingadmissionpolicies validatingwebhookconfigurations',
  'apiextensions.k8s.io': 'customresourcedefinitions',
  'apiregistration.k8s.io': 'apiservices',
  'certificates.k8s.io': 'certificatesigningrequests clustertrustbundles signers',
  'authentication.k8s.io': 'tokenreviews uids userextras',
  'authorization.k8s.io': 'localsubjectaccessreviews subjectaccessreviews',
  'coordination.k8s.io': 'leases',
  'storage.k8s.io': 'csidrivers csinodes storageclasses volumeattachments',
  'ray.io': 'rayclusters rayjobs rayservices',
  'argoproj.io': 'applications appprojects clusterworkflowtemplates cronworkflows workflows workflowtemplates',
  'serving.kserve.io': 'clusterservingruntimes inferencegraphs inferenceservices llminferenceservices servingruntimes trainedmodels',
  'kueue.x-k8s.io': 'clusterqueues localqueues resourceflavors workloads',
  'kubeflow.org': 'experiments mpijobs notebooks profiles pytorchjobs tfjobs',
}; // prettier-ignore

const GROUPS_OF: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, string[]>();
  for (const [group, resources] of Object.entries(GROUPS))
    for (const resource of resources.split(' ')) found.set(resource, [...(found.get(resource) ?? []), group]);
  return found;
})();

/** API groups that are known to have the resource; none for a resource that is not known. */
export const groupsOf = (resource: string): readonly string[] => GROUPS_OF.get(resource) ?? [];
