/** A predefined role with those of its permissions that some power or RUNS_CODE is about; `*` stands for what follows. */
export interface GcpRoleRow {
  readonly permissions: readonly string[];
  /** Page of the roles and permissions reference, after GCP_ROLES_SOURCE. */
  readonly page: string;
  /**
   * Where it was looked up: the commit of GCP_ROLES_READ_IN whose file `gcp/roles/NAME.json` holds the role as `gcloud iam roles describe`
   * prints it; `page`: the page itself, as far as it gives whole services (`container.*`). `recalled`: it was not looked up.
   */
  readonly seen: string;
  /** Permissions that it has only as long as the bucket keeps the policy that it was made with (Cloud Storage, "IAM roles", basic roles). */
  readonly byDefaultPolicy?: readonly string[];
}

/** The day of which the table is. Roles change: a file that prints the permissions of a role counts before it. */
export const GCP_ROLES_AS_OF = '2026-11-30';
export const GCP_ROLES_SOURCE = 'https://docs.cloud.google.com/iam/docs/roles-permissions';
export const GCP_ROLES_READ_IN = 'https://github.com/iann0036/iam-dataset';

const row = (page: string, seen: string, ...permissions: readonly string[]): GcpRoleRow => ({
  page,
  seen,
  permissions,
});

const RUN = [
  'compute.instances.create', 'compute.instances.setServiceAccount', 'compute.instances.setMetadata', 'compute.projects.setCommonInstanceMetadata',
  'cloudfunctions.functions.create', 'cloudfunctions.functions.update', 'run.services.create', 'run.services.update', 'run.jobs.create', 'run.jobs.update',
  'appengine.versions.create', 'notebooks.instances.create', 'composer.environments.create', 'composer.environments.update',
  'composer.environments.executeAirflowCommand', 'dataflow.jobs.create', 'dataproc.clusters.create', 'dataproc.batches.create', 'batch.jobs.create',
  'cloudbuild.builds.create', 'workflows.workflows.create', 'workflows.workflows.update', 'cloudscheduler.jobs.create', 'container.clusters.create',
  'cloudscheduler.jobs.update', 'eventarc.triggers.create', 'config.deployments.create', 'config.deployments.update', 'tpu.nodes.create',
] as const; // prettier-ignore
const VERTEX_USER = [
  'aiplatform.endpoints.predict', 'aiplatform.endpoints.explain', 'aiplatform.endpoints.deploy', 'aiplatform.endpoints.undeploy',
  'aiplatform.endpoints.update', 'aiplatform.endpoints.delete', 'aiplatform.models.upload', 'aiplatform.models.update', 'aiplatform.models.delete',
  'aiplatform.models.export', 'aiplatform.customJobs.create', 'aiplatform.trainingPipelines.create', 'aiplatform.pipelineJobs.create',
  'aiplatform.hyperparameterTuningJobs.create', 'aiplatform.tuningJobs.create', 'aiplatform.batchPredictionJobs.create',
  'aiplatform.notebookExecutionJobs.create', 'aiplatform.datasets.export', 'aiplatform.datasets.import', 'aiplatform.datasets.update',
  'aiplatform.indexes.update', 'aiplatform.indexEndpoints.queryVectors', 'aiplatform.reasoningEngines.query', 'aiplatform.reasoningEngines.create',
  'aiplatform.reasoningEngines.update', 'aiplatform.reasoningEngines.delete',
] as const; // prettier-ignore
const OBJECTS = [
  'storage.objects.get',
  'storage.objects.create',
  'storage.objects.update',
  'storage.objects.delete',
] as const;
const RUN_DEVELOPER = ['run.services.create', 'run.services.update', 'run.jobs.create', 'run.jobs.update', 'run.workerpools.create', 'run.workerpools.update', 'run.routes.invoke'] as const; // prettier-ignore
const GKE_ADMIN = ['container.clusterRoleBindings.create', 'container.clusterRoles.bind', 'container.clusterRoles.escalate'] as const; // prettier-ignore
const GKE_WRITE = ['container.pods.create', 'container.pods.exec', 'container.deployments.create'] as const;
const LOGS_CHANGE = ['logging.sinks.*', 'logging.exclusions.*', 'logging.buckets.update'] as const;

/** The roles that matter to platforms of AI. What is not here is possible, by its name. */
export const GCP_ROLES: Readonly<Record<string, GcpRoleRow>> = {
  'roles/owner': row('basic', 'recalled', '*'),
  'roles/admin': row('basic', 'page', '*'),
  'roles/editor': {
    ...row(
      'basic', 'recalled', ...RUN, 'run.workerpools.create', 'run.workerpools.update', ...VERTEX_USER, ...GKE_WRITE, 'iam.serviceAccounts.actAs', 'iam.serviceAccountKeys.create', 'storage.hmacKeys.create',
      'bigquery.datasets.update', 'secretmanager.versions.add', 'run.routes.invoke', 'cloudfunctions.functions.invoke', 'cloudsql.instances.connect', 'cloudsql.instances.export',
      'pubsub.topics.publish', 'pubsub.topics.attachSubscription', 'artifactregistry.repositories.uploadArtifacts',
      'artifactregistry.repositories.downloadArtifacts', 'logging.logEntries.list', 'logging.settings.update', 'logging.logs.delete',
      'deploymentmanager.deployments.create', 'deploymentmanager.deployments.update', 'apikeys.keys.create',
    ),
    byDefaultPolicy: [...OBJECTS, 'bigquery.tables.getData', 'bigquery.tables.updateData'],
  },
  'roles/viewer': {
    ...row('basic', 'recalled', 'artifactregistry.repositories.downloadArtifacts', 'logging.logEntries.list'),
    byDefaultPolicy: ['storage.objects.get', 'bigquery.tables.getData'],
  },
  'roles/browser': row('resourcemanager', '1818bc7'),
  // rights
  'roles/resourcemanager.organizationAdmin': row('resourcemanager', '1818bc7', 'resourcemanager.organizations.setIamPolicy', 'resourcemanager.folders.setIamPolicy', 'resourcemanager.projects.setIamPolicy'),
  'roles/resourcemanager.folderAdmin': row('resourcemanager', '02aacf9', 'resourcemanager.folders.setIamPolicy', 'resourcemanager.projects.setIamPolicy'),
  'roles/resourcemanager.folderIamAdmin': row('resourcemanager', '1818bc7', 'resourcemanager.folders.setIamPolicy'),
  'roles/resourcemanager.projectIamAdmin': row('resourcemanager', '1818bc7', 'resourcemanager.projects.setIamPolicy'),
  'roles/resourcemanager.projectCreator': row('resourcemanager', '1818bc7'),
  'roles/iam.securityAdmin': row(
    'iam', 'recalled', 'resourcemanager.organizations.setIamPolicy', 'resourcemanager.folders.setIamPolicy', 'resourcemanager.projects.setIamPolicy',
    'iam.serviceAccounts.setIamPolicy', 'storage.buckets.setIamPolicy', 'secretmanager.secrets.setIamPolicy', 'bigquery.datasets.setIamPolicy',
    'artifactregistry.repositories.setIamPolicy', 'run.services.setIamPolicy', 'cloudfunctions.functions.setIamPolicy',
    'pubsub.topics.setIamPolicy', 'cloudkms.cryptoKeys.setIamPolicy',
  ),
  'roles/iam.denyAdmin': row('iam', '1818bc7', 'iam.denypolicies.update', 'iam.denypolicies.delete'),
  'roles/orgpolicy.policyAdmin': row('orgpolicy', '0e00ce8', 'orgpolicy.policy.set', 'orgpolicy.policies.create', 'orgpolicy.policies.update', 'orgpolicy.policies.delete'),
  'roles/deploymentmanager.editor': row('deploymentmanager', '1818bc7', 'deploymentmanager.deployments.create', 'deploymentmanager.deployments.update'),
  'roles/serviceusage.apiKeysAdmin': row('serviceusage', '0eecfe1', 'apikeys.keys.create'),
  'roles/iam.securityReviewer': row('iam', 'recalled'),
  'roles/iam.roleAdmin': row('iam', '1818bc7', 'iam.roles.update'),
  'roles/iam.organizationRoleAdmin': row('iam', '1818bc7', 'iam.roles.update'),
  'roles/iam.roleViewer': row('iam', '1818bc7'),
  'roles/iam.serviceAccountAdmin': row('iam', '1392678', 'iam.serviceAccounts.setIamPolicy'),
  'roles/iam.serviceAccountCreator': row('iam', '1818bc7'),
  'roles/iam.serviceAccountViewer': row('iam', '1cc00e5'),
  'roles/iam.serviceAccountKeyAdmin': row('iam', '7d7aafe', 'iam.serviceAccountKeys.create'),
  'roles/iam.serviceAccountUser': row('iam', '1818bc7', 'iam.serviceAccounts.actAs'),
  'roles/iam.serviceAccountTokenCreator': row('iam', '1818bc7', 'iam.serviceAccounts.getAccessToken', 'iam.serviceAccounts.getOpenIdToken', 'iam.serviceAccounts.implicitDelegation', 'iam.serviceAccounts.signBlob', 'iam.serviceAccounts.signJwt'),
  'roles/iam.serviceAccountOpenIdTokenCreator': row('iam', 'c09d25d', 'iam.serviceAccounts.getOpenIdToken'),
  'roles/iam.workloadIdentityUser': row('iam', '18b64dc', 'iam.serviceAccounts.getAccessToken', 'iam.serviceAccounts.getOpenIdToken'),
  'roles/iam.workloadIdentityPoolAdmin': row('iam', '1818bc7', 'iam.workloadIdentityPoolProviders.create', 'iam.workloadIdentityPoolProviders.update'),
  'roles/iam.workloadIdentityPoolViewer': row('iam', '1818bc7'),
  'roles/iam.dataScientist': row(
    'iam', '17f2336', ...VERTEX_USER, ...OBJECTS, 'iam.serviceAccounts.actAs', 'bigquery.tables.getData', 'bigquery.tables.updateData', 'dataproc.batches.create',
    'cloudfunctions.functions.create', 'cloudfunctions.functions.update', 'cloudfunctions.functions.invoke', ...RUN_DEVELOPER, 'logging.logEntries.list',
    'cloudkms.cryptoKeyVersions.useToDecrypt', 'cloudsql.instances.connect', 'cloudsql.instances.login', 'artifactregistry.repositories.downloadArtifacts',
    'pubsub.topics.publish', 'pubsub.topics.attachSubscription',
  ),
  // storage and data
  'roles/storage.admin': row('storage', '0197cfe', ...OBJECTS, 'storage.buckets.setIamPolicy'),
  'roles/storage.objectAdmin': row('storage', '0197cfe', ...OBJECTS),
  'roles/storage.objectUser': row('storage', '0f631eb', ...OBJECTS),
  'roles/storage.objectCreator': row('storage', '53c2302', 'storage.objects.create'),
  'roles/storage.objectViewer': row('storage', '49a20a5', 'storage.objects.get'),
  'roles/storage.insightsCollectorService': row('storage', '609a451'),
  'roles/storage.bucketViewer': row('storage', '6d74d6d'),
  'roles/storage.hmacKeyAdmin': row('storage', '01aa272', 'storage.hmacKeys.create'),
  'roles/storage.legacyBucketOwner': row('storage', '48ca8ce', 'storage.objects.create', 'storage.objects.delete', 'storage.buckets.setIamPolicy'),
  'roles/storage.legacyBucketWriter': row('storage', '1818bc7', 'storage.objects.create', 'storage.objects.delete'),
  'roles/storage.legacyBucketReader': row('storage', '56e63e4'),
  'roles/storage.legacyObjectOwner': row('storage', '1818bc7', 'storage.objects.get', 'storage.objects.update'),
  'roles/storage.legacyObjectReader': row('storage', '1818bc7', 'storage.objects.get'),
  'roles/bigquery.admin': row('bigquery', '078b24f', 'bigquery.tables.getData', 'bigquery.tables.updateData', 'bigquery.datasets.update', 'bigquery.datasets.setIamPolicy'),
  'roles/bigquery.dataOwner': row('bigquery', '16961aa', 'bigquery.tables.getData', 'bigquery.tables.updateData', 'bigquery.datasets.update', 'bigquery.datasets.setIamPolicy'),
  'roles/bigquery.dataEditor': row('bigquery', '078b24f', 'bigquery.tables.getData', 'bigquery.tables.updateData'),
  'roles/bigquery.dataViewer': row('bigquery', '1818bc7', 'bigquery.tables.getData'),
  'roles/bigquery.user': row('bigquery', '033ef4b'),
  'roles/bigquery.jobUser': row('bigquery', '1818bc7'),
  'roles/bigquery.metadataViewer': row('bigquery', '1818bc7'),
  'roles/bigquery.readSessionUser': row('bigquery', '1818bc7'),
  'roles/cloudsql.admin': row('cloudsql', '033ef4b', 'cloudsql.instances.connect', 'cloudsql.instances.login', 'cloudsql.instances.export'),
  'roles/cloudsql.client': row('cloudsql', '1818bc7', 'cloudsql.instances.connect'),
  'roles/cloudsql.instanceUser': row('cloudsql', '1818bc7', 'cloudsql.instances.login'),
  'roles/pubsub.admin': row('pubsub', '4388ec2', 'pubsub.topics.publish', 'pubsub.topics.attachSubscription', 'pubsub.topics.setIamPolicy'),
  'roles/pubsub.editor': row('pubsub', '1818bc7', 'pubsub.topics.publish', 'pubsub.topics.attachSubscription'),
  'roles/pubsub.publisher': row('pubsub', '1818bc7', 'pubsub.topics.publish'),
  'roles/pubsub.subscriber': row('pubsub', '1818bc7', 'pubsub.topics.attachSubscription'),
  'roles/secretmanager.admin': row('secretmanager', '1818bc7', 'secretmanager.versions.access', 'secretmanager.versions.add', 'secretmanager.secrets.setIamPolicy'),
  'roles/secretmanager.secretAccessor': row('secretmanager', '1818bc7', 'secretmanager.versions.access'),
  'roles/secretmanager.secretVersionManager': row('secretmanager', '1818bc7', 'secretmanager.versions.add'),
  'roles/secretmanager.secretVersionAdder': row('secretmanager', '1818bc7', 'secretmanager.versions.add'),
  'roles/secretmanager.viewer': row('secretmanager', '1818bc7'),
  'roles/cloudkms.cryptoKeyDecrypter': row('cloudkms', '1818bc7', 'cloudkms.cryptoKeyVersions.useToDecrypt'),
  'roles/cloudkms.cryptoKeyEncrypterDecrypter': row('cloudkms', '1818bc7', 'cloudkms.cryptoKeyVersions.useToDecrypt'),
  'roles/cloudkms.cryptoKeyEncrypter': row('cloudkms', '1818bc7'),
  'roles/cloudkms.signer': row('cloudkms', '1818bc7', 'cloudkms.cryptoKeyVersions.useToSign'),
  'roles/artifactregistry.admin': row('artifactregistry', '033ef4b', 'artifactregistry.repositories.uploadArtifacts', 'artifactregistry.repositories.downloadArtifacts', 'artifactregistry.repositories.setIamPolicy'),
  'roles/artifactregistry.repoAdmin': row('artifactregistry', '048907c', 'artifactregistry.repositories.uploadArtifacts', 'artifactregistry.repositories.downloadArtifacts'),
  'roles/artifactregistry.writer': row('artifactregistry', '109091c', 'artifactregistry.repositories.uploadArtifacts', 'artifactregistry.repositories.downloadArtifacts'),
  'roles/artifactregistry.reader': row('artifactregistry', '007750e', 'artifactregistry.repositories.downloadArtifacts'),
  // models
  'roles/aiplatform.admin': row('aiplatform', 'page', 'aiplatform.*'),
  'roles/aiplatform.user': row('aiplatform', '1e151e5', ...VERTEX_USER),
  'roles/aiplatform.viewer': row('aiplatform', '1815f2a'),
  'roles/aiplatform.expressUser': row('aiplatform', '117ae27', 'aiplatform.endpoints.predict', 'aiplatform.reasoningEngines.create', 'aiplatform.reasoningEngines.query', 'aiplatform.reasoningEngines.update', 'aiplatform.reasoningEngines.delete'),
  'roles/aiplatform.notebookRuntimeUser': row('aiplatform', '2f8509a'),
  'roles/aiplatform.notebookExecutorUser': row('aiplatform', '9a41db2', 'aiplatform.notebookExecutionJobs.create', 'aiplatform.pipelineJobs.create'),
  'roles/ml.admin': row('ml', '1818bc7'),
  'roles/ml.developer': row('ml', '1818bc7'),
  'roles/notebooks.admin': row('notebooks', 'page', 'notebooks.*', 'aiplatform.notebookExecutionJobs.create', 'aiplatform.pipelineJobs.create'),
  'roles/notebooks.runner': row('notebooks', '0197cfe', 'notebooks.instances.create', 'aiplatform.notebookExecutionJobs.create', 'aiplatform.pipelineJobs.create'),
  'roles/notebooks.viewer': row('notebooks', 'recalled'),
  // machines
  'roles/compute.admin': row('compute', 'recalled', 'compute.instances.*', 'compute.projects.setCommonInstanceMetadata'),
  'roles/compute.instanceAdmin': row('compute', '0043e40', 'compute.instances.create', 'compute.instances.setMetadata', 'compute.instances.setServiceAccount', 'compute.instances.osAdminLogin', 'compute.instances.osLogin'),
  'roles/compute.instanceAdmin.v1': row('compute', 'recalled', 'compute.instances.*', 'compute.projects.setCommonInstanceMetadata'),
  'roles/compute.osAdminLogin': row('compute', '3595609', 'compute.instances.osAdminLogin', 'compute.instances.osLogin'),
  'roles/compute.osLogin': row('compute', '1818bc7', 'compute.instances.osLogin'),
  'roles/compute.viewer': row('compute', 'recalled'),
  'roles/compute.networkUser': row('compute', '000967c'),
  'roles/container.admin': row('container', 'page', 'container.*'),
  'roles/container.clusterAdmin': row('container', '1818bc7', 'container.clusters.create'),
  'roles/container.developer': row('container', '893e982', ...GKE_WRITE),
  'roles/container.viewer': row('container', 'recalled'),
  'roles/container.clusterViewer': row('container', '1818bc7'),
  'roles/container.nodeServiceAccount': row('container', '395100f', 'storage.objects.get'),
  'roles/container.defaultNodeServiceAccount': row('container', '4253604'),
  'roles/cloudfunctions.admin': row('cloudfunctions', '0197cfe', 'cloudfunctions.*', 'run.services.create', 'run.services.update', 'run.services.setIamPolicy', 'run.jobs.create', 'run.jobs.update', 'run.routes.invoke'),
  'roles/cloudfunctions.developer': row('cloudfunctions', '16961aa', 'cloudfunctions.functions.create', 'cloudfunctions.functions.update', 'cloudfunctions.functions.invoke', 'run.services.create', 'run.services.update', 'run.routes.invoke'),
  'roles/cloudfunctions.invoker': row('cloudfunctions', '0197cfe', 'cloudfunctions.functions.invoke'),
  'roles/run.admin': row('run', '0f12962', 'run.*'),
  'roles/run.developer': row('run', '0f12962', ...RUN_DEVELOPER),
  'roles/run.invoker': row('run', '1818bc7', 'run.routes.invoke'),
  'roles/run.viewer': row('run', '0f12962'),
  'roles/composer.admin': row('composer', '0043e40', 'composer.*'),
  'roles/composer.environmentAndStorageObjectAdmin': row('composer', '0043e40', 'composer.*', ...OBJECTS),
  'roles/composer.worker': row('composer', '0e00ce8', ...OBJECTS, ...GKE_WRITE, ...GKE_ADMIN, 'container.clusters.create', 'cloudbuild.builds.create', 'artifactregistry.repositories.setIamPolicy', 'artifactregistry.repositories.uploadArtifacts', 'artifactregistry.repositories.downloadArtifacts', 'pubsub.topics.publish', 'pubsub.topics.attachSubscription', 'logging.logEntries.list', 'logging.views.access'),
  'roles/dataflow.admin': row('dataflow', '1818bc7', 'dataflow.jobs.create', 'storage.objects.get', 'storage.objects.create'),
  'roles/dataflow.developer': row('dataflow', '0e00ce8', 'dataflow.jobs.create', 'cloudbuild.builds.create'),
  'roles/dataflow.worker': row('dataflow', '000967c', 'storage.objects.get', 'storage.objects.create'),
  'roles/dataproc.admin': row('dataproc', '1818bc7', 'dataproc.*'),
  'roles/dataproc.editor': row('dataproc', '02b6c7c', 'dataproc.clusters.create', 'dataproc.batches.create'),
  'roles/batch.jobsEditor': row('batch', '5a05bcd', 'batch.jobs.create'),
  'roles/cloudbuild.builds.editor': row('cloudbuild', '1818bc7', 'cloudbuild.builds.create'),
  'roles/cloudbuild.builds.builder': row('cloudbuild', '01aa272', 'cloudbuild.builds.create', ...OBJECTS, 'artifactregistry.repositories.uploadArtifacts', 'artifactregistry.repositories.downloadArtifacts', 'logging.logEntries.list', 'logging.privateLogEntries.list', 'logging.views.access', 'pubsub.topics.publish'),
  'roles/cloudbuild.builds.approver': row('cloudbuild', '1818bc7', 'cloudbuild.builds.approve'),
  'roles/clouddeploy.approver': row('clouddeploy', '1818bc7', 'clouddeploy.rollouts.approve'),
  'roles/clouddeploy.releaser': row('clouddeploy', '02b6c7c', 'clouddeploy.rollouts.create'),
  'roles/clouddeploy.operator': row('clouddeploy', '152fb87', 'clouddeploy.rollouts.create'),
  'roles/workflows.admin': row('workflows', '1818bc7', 'workflows.workflows.create', 'workflows.workflows.update'),
  'roles/workflows.editor': row('workflows', '17e37ae', 'workflows.workflows.create', 'workflows.workflows.update'),
  'roles/cloudscheduler.admin': row('cloudscheduler', '1818bc7', 'cloudscheduler.jobs.create', 'cloudscheduler.jobs.update'),
  // logs and metrics
  'roles/logging.admin': row('logging', '1818bc7', 'logging.*'),
  'roles/logging.configWriter': row('logging', '1818bc7', ...LOGS_CHANGE),
  'roles/logging.viewer': row('logging', '1818bc7', 'logging.logEntries.list'),
  'roles/logging.privateLogViewer': row('logging', '0043e40', 'logging.logEntries.list', 'logging.privateLogEntries.list', 'logging.views.access'),
  'roles/logging.viewAccessor': row('logging', '1818bc7', 'logging.views.access'),
  'roles/logging.logWriter': row('logging', '1818bc7'),
  'roles/monitoring.viewer': row('monitoring', '34460e1'),
  'roles/monitoring.metricWriter': row('monitoring', '1818bc7'),
  'roles/stackdriver.resourceMetadata.writer': row('stackdriver', '1818bc7'),
  'roles/autoscaling.metricsWriter': row('autoscaling', '1818bc7'),
  'roles/serviceusage.serviceUsageConsumer': row('serviceusage', '1818bc7'),
  'roles/serviceusage.serviceUsageAdmin': row('serviceusage', '1818bc7'),
  'roles/cloudtrace.agent': row('cloudtrace', '1818bc7'),
}; // prettier-ignore
