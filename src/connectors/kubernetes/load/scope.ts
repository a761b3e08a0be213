/** Built-in kinds that stand outside namespaces, and custom ones whose projects are read; a CustomResourceDefinition in the input adds its own. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  '/Namespace', '/Node', '/PersistentVolume', '/ComponentStatus',
  'rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding',
  'apiextensions.k8s.io/CustomResourceDefinition', 'apiregistration.k8s.io/APIService',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration', 'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy', 'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'authentication.k8s.io/TokenReview', 'authentication.k8s.io/SelfSubjectReview',
  'authorization.k8s.io/SelfSubjectAccessReview', 'authorization.k8s.io/SelfSubjectRulesReview',
  'authorization.k8s.io/SubjectAccessReview', 'certificates.k8s.io/CertificateSigningRequest',
  'certificates.k8s.io/ClusterTrustBundle', 'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration', 'networking.k8s.io/IngressClass', 'networking.k8s.io/IPAddress',
  'networking.k8s.io/ServiceCIDR', 'node.k8s.io/RuntimeClass', 'policy/PodSecurityPolicy',
  'resource.k8s.io/DeviceClass', 'resource.k8s.io/ResourceSlice', 'resource.k8s.io/DeviceTaintRule',
  'scheduling.k8s.io/PriorityClass', 'storage.k8s.io/StorageClass', 'storage.k8s.io/CSIDriver', 'storage.k8s.io/CSINode',
  'storage.k8s.io/VolumeAttachment', 'storage.k8s.io/VolumeAttributesClass', 'gateway.networking.k8s.io/GatewayClass',
  'cert-manager.io/ClusterIssuer', 'kubeflow.org/Profile', 'serving.kserve.io/ClusterServingRuntime',
  'serving.kserve.io/ClusterStorageContainer', 'serving.kserve.io/LocalModelCache', 'serving.kserve.io/LocalModelNodeGroup',
  'serving.kserve.io/LocalModelNode', 'argoproj.io/ClusterWorkflowTemplate', 'trainer.kubeflow.org/ClusterTrainingRuntime',
  'kueue.x-k8s.io/ClusterQueue', 'kueue.x-k8s.io/Cohort', 'kueue.x-k8s.io/ResourceFlavor', 'kueue.x-k8s.io/AdmissionCheck',
  'kueue.x-k8s.io/Topology', 'kueue.x-k8s.io/WorkloadPriorityClass', 'kueue.x-k8s.io/MultiKueueCluster',
  'kueue.x-k8s.io/MultiKueueConfig', 'kueue.x-k8s.io/ProvisioningRequestConfig', 'spire.spiffe.io/ClusterSPIFFEID',
  'spire.spiffe.io/ClusterFederatedTrustDomain', 'spire.spiffe.io/ClusterStaticEntry',
  'external-secrets.io/ClusterSecretStore', 'external-secrets.io/ClusterExternalSecret', 'external-secrets.io/ClusterPushSecret',
  'kyverno.io/ClusterPolicy', 'config.gatekeeper.sh/Config', 'templates.gatekeeper.sh/ConstraintTemplate',
  'caching.internal.knative.dev/ClusterImage', 'karpenter.sh/NodePool', 'karpenter.sh/NodeClaim', 'karpenter.k8s.aws/EC2NodeClass',
  'nvidia.com/ClusterPolicy', 'projectcalico.org/GlobalNetworkPolicy', 'crd.projectcalico.org/GlobalNetworkPolicy',
  'cilium.io/CiliumClusterwideNetworkPolicy', 'policy.networking.k8s.io/AdminNetworkPolicy',
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy', 'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'snapshot.storage.k8s.io/VolumeSnapshotContent', 'operator.knative.dev/ClusterKnative', 'operators.coreos.com/Operator',
  'config.openshift.io/OAuth', 'project.openshift.io/Project', 'user.openshift.io/User', 'user.openshift.io/Group',
  'security.openshift.io/SecurityContextConstraints',
]); // prettier-ignore

/** Which kinds of one scan stand outside namespaces. */
export class Scopes {
  /** group/kind -> cluster-scoped, from the CustomResourceDefinitions of the input. */
  readonly #declared = new Map<string, boolean>();

  declare(group: string, kind: string, scope: string): void {
    if (scope === 'Cluster' || scope === 'Namespaced') this.#declared.set(`${group}/${kind}`, scope === 'Cluster');
  }

  /** All that was declared, as one text. */
  get declared(): string {
    return [...this.#declared].map(([key, cluster]) => `${key} ${cluster ? 'cluster' : ''}`).join('\n');
  }

  clusterScoped(group: string, kind: string): boolean {
    const key = `${group}/${kind}`;
    return this.#declared.get(key) ?? CLUSTER_SCOPED.has(key);
  }
}
