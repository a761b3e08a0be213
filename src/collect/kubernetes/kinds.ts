/** One kind that is asked for, where the cluster serves it. */
export interface KindRow {
  /** '' is the core group. */
  readonly group: string;
  readonly kind: string;
  /** As RBAC and paths name it. */
  readonly resource: string;
  /** `metadata`: names, labels and annotations are enough (meta.k8s.io/v1 PartialObjectMetadata). `table`: see Secret. */
  readonly form: 'whole' | 'metadata' | 'table';
  /** Leads to pods: what such a kind owns repeats its template, and is left out. */
  readonly pods?: true;
  /** Asked only with `--collect-secret-names`. */
  readonly onRequest?: true;
}

type Named = readonly [kind: string, resource: string];
const rows = (group: string, named: readonly Named[], more: Partial<KindRow> = {}): readonly KindRow[] =>
  named.map(([kind, resource]) => ({ group, kind, resource, form: 'whole', ...more }));
const pods = (group: string, ...named: readonly Named[]): readonly KindRow[] => rows(group, named, { pods: true });
const whole = (group: string, ...named: readonly Named[]): readonly KindRow[] => rows(group, named);
const metadata = (group: string, ...named: readonly Named[]): readonly KindRow[] =>
  rows(group, named, { form: 'metadata' });

/** Everything that the kubernetes connector derives something from; a test holds it to the connector and to docs/collect-k8s.md. */
export const KINDS: readonly KindRow[] = [
  ...metadata('', ['Namespace', 'namespaces'], ['Node', 'nodes']),
  ...whole('', ['ServiceAccount', 'serviceaccounts'], ['Service', 'services'], ['ConfigMap', 'configmaps']),
  ...whole('', ['PersistentVolumeClaim', 'persistentvolumeclaims']),
  ...pods('', ['Pod', 'pods'], ['ReplicationController', 'replicationcontrollers']),
  // The printed columns say name, type and how many keys; neither keys nor values leave the server.
  { group: '', kind: 'Secret', resource: 'secrets', form: 'table', onRequest: true },
  ...whole('rbac.authorization.k8s.io', ['Role', 'roles'], ['RoleBinding', 'rolebindings'], ['ClusterRole', 'clusterroles'], ['ClusterRoleBinding', 'clusterrolebindings']),
  ...pods('apps', ['Deployment', 'deployments'], ['StatefulSet', 'statefulsets'], ['DaemonSet', 'daemonsets'], ['ReplicaSet', 'replicasets']),
  ...pods('batch', ['Job', 'jobs'], ['CronJob', 'cronjobs']),
  ...metadata('apiextensions.k8s.io', ['CustomResourceDefinition', 'customresourcedefinitions']),

  ...whole('networking.k8s.io', ['NetworkPolicy', 'networkpolicies'], ['Ingress', 'ingresses']),
  ...whole('gateway.networking.k8s.io', ['HTTPRoute', 'httproutes'], ['GRPCRoute', 'grpcroutes'], ['TCPRoute', 'tcproutes'], ['TLSRoute', 'tlsroutes'], ['Gateway', 'gateways']),
  ...whole('networking.istio.io', ['VirtualService', 'virtualservices'], ['Gateway', 'gateways']),
  ...whole('security.istio.io', ['AuthorizationPolicy', 'authorizationpolicies'], ['RequestAuthentication', 'requestauthentications']),
  ...metadata('cilium.io', ['CiliumNetworkPolicy', 'ciliumnetworkpolicies'], ['CiliumClusterwideNetworkPolicy', 'ciliumclusterwidenetworkpolicies']),
  ...metadata('crd.projectcalico.org', ['GlobalNetworkPolicy', 'globalnetworkpolicies']),
  ...metadata('policy.networking.k8s.io', ['AdminNetworkPolicy', 'adminnetworkpolicies'], ['BaselineAdminNetworkPolicy', 'baselineadminnetworkpolicies']),
  ...whole('route.openshift.io', ['Route', 'routes']),
  ...pods('apps.openshift.io', ['DeploymentConfig', 'deploymentconfigs']),

  ...whole('kubeflow.org', ['Profile', 'profiles']),
  ...pods('kubeflow.org', ['Notebook', 'notebooks'], ['PVCViewer', 'pvcviewers'], ['Experiment', 'experiments'], ['TFJob', 'tfjobs'], ['PyTorchJob', 'pytorchjobs'], ['MPIJob', 'mpijobs'], ['XGBoostJob', 'xgboostjobs'], ['PaddleJob', 'paddlejobs'], ['JAXJob', 'jaxjobs'], ['MXJob', 'mxjobs']),
  ...pods('tensorboard.kubeflow.org', ['Tensorboard', 'tensorboards']),
  ...pods('trainer.kubeflow.org', ['TrainJob', 'trainjobs']),
  ...whole('trainer.kubeflow.org', ['TrainingRuntime', 'trainingruntimes'], ['ClusterTrainingRuntime', 'clustertrainingruntimes']),
  ...pods('serving.kserve.io', ['InferenceService', 'inferenceservices'], ['LLMInferenceService', 'llminferenceservices'], ['InferenceGraph', 'inferencegraphs']),
  ...whole('serving.kserve.io', ['ServingRuntime', 'servingruntimes'], ['ClusterServingRuntime', 'clusterservingruntimes'], ['LLMInferenceServiceConfig', 'llminferenceserviceconfigs']),
  ...pods('serving.kubeflow.org', ['InferenceService', 'inferenceservices']),
  ...pods('serving.knative.dev', ['Service', 'services']),
  ...pods('machinelearning.seldon.io', ['SeldonDeployment', 'seldondeployments']),
  ...pods('apps.nvidia.com', ['NIMService', 'nimservices']),
  ...pods('ray.io', ['RayCluster', 'rayclusters'], ['RayJob', 'rayjobs'], ['RayService', 'rayservices'], ['RayCronJob', 'raycronjobs']),
  ...pods('argoproj.io', ['Workflow', 'workflows'], ['CronWorkflow', 'cronworkflows'], ['WorkflowTemplate', 'workflowtemplates'], ['ClusterWorkflowTemplate', 'clusterworkflowtemplates'], ['Rollout', 'rollouts']),
  ...whole('argoproj.io', ['Application', 'applications'], ['ApplicationSet', 'applicationsets'], ['AppProject', 'appprojects']),
  ...whole('helm.toolkit.fluxcd.io', ['HelmRelease', 'helmreleases']),
  ...whole('helm.cattle.io', ['HelmChart', 'helmcharts'], ['HelmChartConfig', 'helmchartconfigs']),
  ...pods('sparkoperator.k8s.io', ['SparkApplication', 'sparkapplications'], ['ScheduledSparkApplication', 'scheduledsparkapplications']),
  ...pods('jobset.x-k8s.io', ['JobSet', 'jobsets']),
  ...pods('leaderworkerset.x-k8s.io', ['LeaderWorkerSet', 'leaderworkersets']),
  ...pods('batch.volcano.sh', ['Job', 'jobs']),
  ...pods('workload.codeflare.dev', ['AppWrapper', 'appwrappers']),
  ...pods('agents.x-k8s.io', ['Sandbox', 'sandboxes']),
  ...pods('extensions.agents.x-k8s.io', ['SandboxTemplate', 'sandboxtemplates']),
  ...whole('kueue.x-k8s.io', ['ClusterQueue', 'clusterqueues'], ['LocalQueue', 'localqueues'], ['ResourceFlavor', 'resourceflavors']),

  ...whole('external-secrets.io', ['SecretStore', 'secretstores'], ['ClusterSecretStore', 'clustersecretstores'], ['ExternalSecret', 'externalsecrets'], ['ClusterExternalSecret', 'clusterexternalsecrets']),
  ...metadata('bitnami.com', ['SealedSecret', 'sealedsecrets']),
  ...whole('secrets.hashicorp.com', ['VaultStaticSecret', 'vaultstaticsecrets'], ['VaultDynamicSecret', 'vaultdynamicsecrets']),
  ...whole('secrets.infisical.com', ['InfisicalSecret', 'infisicalsecrets']),
  ...whole('cert-manager.io', ['Certificate', 'certificates']),
  ...whole('spire.spiffe.io', ['ClusterSPIFFEID', 'clusterspiffeids']),
  ...whole('aigateway.envoyproxy.io', ['AIGatewayRoute', 'aigatewayroutes'], ['AIServiceBackend', 'aiservicebackends'], ['BackendSecurityPolicy', 'backendsecuritypolicies'], ['MCPRoute', 'mcproutes']),
  ...whole('gateway.envoyproxy.io', ['Backend', 'backends']),
]; // prettier-ignore

export const kindKey = (group: string, kind: string): string => `${group}/${kind}`;

/** Kinds that lead to pods. */
export const POD_KINDS: ReadonlySet<string> = new Set(
  KINDS.filter((one) => one.pods).map(({ group, kind }) => kindKey(group, kind)),
);
