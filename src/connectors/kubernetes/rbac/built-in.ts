import type { RbacRule } from '../../../model/facts.ts';
import type { Evidence } from '../../../model/evidence.ts';

/**
 * Roles that every cluster has, so that a binding to them is judged though no file declares them. Facts of the API server's
 * bootstrap policy (kubernetes.io/docs/reference/access-authn-authz/rbac, "Default roles and role bindings"), Kubernetes 1.30.
 * Each rule reads `verbs | apiGroups | resources | resourceNames`, words separated by spaces; the core group is `core`;
 * `verbs | url | urls` is for paths that are no resources.
 */
interface BuiltIn {
  readonly rules?: readonly string[];
  /** Only in this namespace: a Role. */
  readonly namespace?: string;
  /** Part of these aggregated roles. */
  readonly into?: 'admin' | 'edit' | 'view';
  /** Takes its rules from the ClusterRoles that are labelled as part of it. */
  readonly aggregates?: 'admin' | 'edit' | 'view';
}

const READ = 'get list watch';
const WRITE = 'create delete deletecollection patch update';
const EVENTS = 'create patch update | core events.k8s.io | events';

export const BUILT_IN_ROLES: Readonly<Record<string, BuiltIn>> = {
  'cluster-admin': { rules: ['* | * | *', '* | url | *'] },
  admin: { aggregates: 'admin' },
  edit: { aggregates: 'edit', into: 'admin' },
  view: { aggregates: 'view', into: 'edit' },
  'system:aggregate-to-admin': {
    into: 'admin',
    rules: [
      'create | authorization.k8s.io | localsubjectaccessreviews',
      `${WRITE} ${READ} | rbac.authorization.k8s.io | rolebindings roles`,
    ],
  },
  'system:aggregate-to-edit': {
    into: 'edit',
    rules: [
      `${READ} | core | pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy`,
      'impersonate | core | serviceaccounts',
      `${WRITE} | core | pods pods/attach pods/exec pods/portforward pods/proxy`,
      'create | core | pods/eviction',
      `${WRITE} | core | configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy`,
      'create | core | serviceaccounts/token',
      `${WRITE} | apps | daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale`,
      `${WRITE} | autoscaling | horizontalpodautoscalers`,
      `${WRITE} | batch | cronjobs jobs`,
      `${WRITE} | extensions | daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets replicasets/scale replicationcontrollers/scale`,
      `${WRITE} | policy | poddisruptionbudgets`,
      `${WRITE} | networking.k8s.io | ingresses networkpolicies`,
      `${WRITE} ${READ} | coordination.k8s.io | leases`,
    ],
  },
  'system:aggregate-to-view': {
    into: 'view',
    rules: [
      `${READ} | core | configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status`,
      `${READ} | core | bindings events limitranges namespaces namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status`,
      `${READ} | discovery.k8s.io | endpointslices`,
      `${READ} | apps | controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status`,
      `${READ} | autoscaling | horizontalpodautoscalers horizontalpodautoscalers/status`,
      `${READ} | batch | cronjobs cronjobs/status jobs jobs/status`,
      `${READ} | extensions | daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status networkpolicies replicasets replicasets/scale replicasets/status replicationcontrollers/scale`,
      `${READ} | policy | poddisruptionbudgets poddisruptionbudgets/status`,
      `${READ} | networking.k8s.io | ingresses ingresses/status networkpolicies`,
    ],
  },
  'system:auth-delegator': {
    rules: ['create | authentication.k8s.io | tokenreviews', 'create | authorization.k8s.io | subjectaccessreviews'],
  },
  'system:basic-user': {
    rules: [
      'create | authorization.k8s.io | selfsubjectaccessreviews selfsubjectrulesreviews',
      'create | authentication.k8s.io | selfsubjectreviews',
    ],
  },
  'system:certificates.k8s.io:certificatesigningrequests:nodeclient': {
    rules: ['create | certificates.k8s.io | certificatesigningrequests/nodeclient'],
  },
  'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient': {
    rules: ['create | certificates.k8s.io | certificatesigningrequests/selfnodeclient'],
  },
  'system:certificates.k8s.io:kube-apiserver-client-approver': {
    rules: ['approve | certificates.k8s.io | signers | kubernetes.io/kube-apiserver-client'],
  },
  'system:certificates.k8s.io:kube-apiserver-client-kubelet-approver': {
    rules: ['approve | certificates.k8s.io | signers | kubernetes.io/kube-apiserver-client-kubelet'],
  },
  'system:certificates.k8s.io:kubelet-serving-approver': {
    rules: ['approve | certificates.k8s.io | signers | kubernetes.io/kubelet-serving'],
  },
  'system:certificates.k8s.io:legacy-unknown-approver': {
    rules: ['approve | certificates.k8s.io | signers | kubernetes.io/legacy-unknown'],
  },
  'system:discovery': {
    rules: ['get | url | /api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/'],
  },
  'system:heapster': {
    rules: [`${READ} | core | events namespaces nodes pods`, `${READ} | extensions | deployments`],
  },
  'system:kube-aggregator': { rules: [`${READ} | core | endpoints services`] },
  'system:kube-controller-manager': {
    rules: [
      EVENTS,
      'create | coordination.k8s.io | leases',
      'get update | coordination.k8s.io | leases | kube-controller-manager',
      'create get update | core | secrets serviceaccounts',
      'delete | core | secrets',
      'get | core | configmaps namespaces',
      'create | authentication.k8s.io | tokenreviews',
      'create | authorization.k8s.io | subjectaccessreviews',
      'list watch | * | *',
      'create | core | serviceaccounts/token',
    ],
  },
  'system:kube-dns': { rules: ['list watch | core | endpoints services'] },
  'system:kube-scheduler': {
    rules: [
      EVENTS,
      'create | coordination.k8s.io | leases',
      'get update | coordination.k8s.io | leases | kube-scheduler',
      `${READ} | core | namespaces nodes persistentvolumeclaims persistentvolumes replicationcontrollers services`,
      `delete ${READ} | core | pods`,
      'create | core | bindings pods/binding',
      'patch update | core | pods/status',
      `${READ} | apps extensions | replicasets`,
      `${READ} | apps | statefulsets`,
      `${READ} | policy | poddisruptionbudgets`,
      'create | authentication.k8s.io | tokenreviews',
      'create | authorization.k8s.io | subjectaccessreviews',
      `${READ} | storage.k8s.io | csidrivers csinodes csistoragecapacities`,
    ],
  },
  'system:kubelet-api-admin': {
    rules: [`${READ} proxy | core | nodes`, '* | core | nodes/log nodes/metrics nodes/proxy nodes/stats'],
  },
  'system:monitoring': {
    rules: ['get | url | /healthz /healthz/* /livez /livez/* /metrics /metrics/slis /readyz /readyz/*'],
  },
  'system:node': {
    rules: [
      'create | authentication.k8s.io | tokenreviews',
      'create | authorization.k8s.io | localsubjectaccessreviews subjectaccessreviews',
      `${READ} | core | services configmaps secrets`,
      `create patch update ${READ} | core | nodes`,
      'patch update | core | nodes/status pods/status',
      'create patch update | core | events',
      `create delete ${READ} | core | pods`,
      'create | core | pods/eviction serviceaccounts/token',
      'get | core | persistentvolumeclaims persistentvolumes endpoints',
      `create ${READ} | certificates.k8s.io | certificatesigningrequests`,
      'create delete get patch update | coordination.k8s.io | leases',
      'get | storage.k8s.io | volumeattachments',
      'get patch update | core | persistentvolumeclaims/status',
      `${READ} | storage.k8s.io | csidrivers`,
      'create delete get patch update | storage.k8s.io | csinodes',
      `${READ} | node.k8s.io | runtimeclasses`,
    ],
  },
  'system:node-bootstrapper': { rules: [`create ${READ} | certificates.k8s.io | certificatesigningrequests`] },
  'system:node-problem-detector': {
    rules: ['get | core | nodes', 'patch | core | nodes/status', EVENTS],
  },
  'system:node-proxier': {
    rules: [
      'list watch | core | endpoints services',
      `${READ} | core | nodes`,
      EVENTS,
      'list watch | discovery.k8s.io | endpointslices',
    ],
  },
  'system:persistent-volume-provisioner': {
    rules: [
      `create delete ${READ} | core | persistentvolumes`,
      `update ${READ} | core | persistentvolumeclaims`,
      `${READ} | storage.k8s.io | storageclasses`,
      'watch | core | events',
      EVENTS,
    ],
  },
  'system:public-info-viewer': { rules: ['get | url | /healthz /livez /readyz /version /version/'] },
  'system:service-account-issuer-discovery': {
    rules: ['get | url | /.well-known/openid-configuration /openid/v1/jwks'],
  },
  'system:volume-scheduler': {
    rules: [
      `patch update ${READ} | core | persistentvolumes persistentvolumeclaims`,
      `${READ} | storage.k8s.io | storageclasses`,
    ],
  },
  'extension-apiserver-authentication-reader': {
    namespace: 'kube-system',
    rules: [`${READ} | core | configmaps | extension-apiserver-authentication`],
  },
  'system::leader-locking-kube-controller-manager': {
    namespace: 'kube-system',
    rules: ['create get list update watch | coordination.k8s.io | leases leasecandidates'],
  },
  'system::leader-locking-kube-scheduler': {
    namespace: 'kube-system',
    rules: ['create get list update watch | coordination.k8s.io | leases leasecandidates'],
  },
  'system:controller:bootstrap-signer': { namespace: 'kube-system', rules: [`${READ} | core | secrets`] },
  'system:controller:cloud-provider': {
    namespace: 'kube-system',
    rules: ['create get list watch | core | configmaps'],
  },
  'system:controller:token-cleaner': { namespace: 'kube-system', rules: [`delete ${READ} | core | secrets`, EVENTS] },
};

/** The label by which a ClusterRole becomes part of a built-in one. */
export const aggregateLabel = (into: string): string => `rbac.authorization.k8s.io/aggregate-to-${into}`;

/** A built-in role has no file: it is told by its name in the bootstrap policy. */
export const builtInPlace = (kind: string, name: string): Evidence => ({
  object: `${kind}/${name}`,
  at: 'Kubernetes bootstrap policy',
});

const words = (text = ''): readonly string[] => text.split(' ').filter((word) => word !== '');

export function builtInRules(name: string, role: BuiltIn): readonly RbacRule[] {
  const evidence = [builtInPlace(role.namespace === undefined ? 'ClusterRole' : 'Role', name)];
  return (role.rules ?? []).map((line): RbacRule => {
    const [verbs, groups, resources, names] = line.split(' | ').map((part) => words(part));
    const url = groups?.[0] === 'url';
    return {
      verbs: verbs ?? [],
      apiGroups: url ? [] : (groups ?? []).map((group) => (group === 'core' ? '' : group)),
      resources: url ? [] : (resources ?? []),
      resourceNames: names ?? [],
      nonResourceURLs: url ? (resources ?? []) : [],
      evidence,
    };
  });
}
