import type { GcpType } from '../../model/gcp-facts.ts';
import type { EdgeKind, NodeKind } from '../../model/kinds.ts';

/** What a project has of a kind as a whole: where the things themselves are not listed, or are Google's own (publisher models, logs). */
export interface Hub {
  /** The word of its id: `gcp:<word>:<project>`. */
  readonly word: string;
  readonly kind: NodeKind;
  readonly says: string;
  /** Stands there besides the things that are listed. */
  readonly always?: true;
  readonly tier?: 8 | 5 | 3;
}

/** What holding permissions amounts to: a step to each thing of these types that stands where the role is granted. */
export interface GcpPower {
  readonly edge: EdgeKind;
  readonly to: readonly GcpType[];
  /** Any one of these permissions is enough. */
  readonly anyOf: readonly string[];
  /** What must hold besides and no policy says. */
  readonly when?: string;
  readonly hub?: Hub;
  /** Only things of this name. */
  readonly named?: RegExp;
  /** Only reads or uses: what a role that is called viewer or user may be about. */
  readonly reads?: true;
}

const HUBS = {
  storage: { word: 'Storage', kind: 'DataStore', says: 'buckets of', tier: 5 },
  secrets: { word: 'SecretManager', kind: 'SecretStore', says: 'secrets of', tier: 8 },
  tables: { word: 'BigQuery', kind: 'DataStore', says: 'BigQuery of', tier: 5 },
  vertex: { word: 'VertexAI', kind: 'ModelEndpoint', says: 'models that answer in', always: true, tier: 3 },
  logs: { word: 'Logs', kind: 'DataStore', says: 'logs of', always: true, tier: 3 },
  clusters: { word: 'Kubernetes', kind: 'Cluster', says: 'clusters of', tier: 8 },
  images: { word: 'ArtifactRegistry', kind: 'Registry', says: 'repositories of', tier: 5 },
} as const satisfies Record<string, Hub>;

const power = (
  edge: EdgeKind,
  to: readonly GcpType[],
  anyOf: readonly string[],
  more: Partial<GcpPower> = {},
): GcpPower => ({
  edge,
  to,
  anyOf,
  ...more,
});
const reads = { reads: true } as const;

/**
 * IAM permissions reference (docs.cloud.google.com/iam/docs/permissions-reference); for those that widen rights also IAM documentation, "Roles
 * for service account authentication" and "Best practices for working with service accounts"; Cloud Build documentation, "Default Cloud Build
 * service account"; Deployment Manager documentation, "Access control" (deployments act as the Google APIs service agent). The list was held
 * against that of Rhino Security Labs, GCP-IAM-Privilege-Escalation (facts only).
 */
export const GCP_POWERS: readonly GcpPower[] = [
  // who grants rights
  power('IAM_SELF_ESCALATE', ['project'], ['resourcemanager.projects.setIamPolicy']),
  power('IAM_SELF_ESCALATE', ['folder'], ['resourcemanager.folders.setIamPolicy']),
  power('IAM_SELF_ESCALATE', ['organization'], ['resourcemanager.organizations.setIamPolicy']),
  power('IAM_SELF_ESCALATE', ['project', 'organization'], ['iam.roles.update'], { when: 'it holds a custom role that it may change' }),
  power('IAM_SELF_ESCALATE', ['service-account'], ['iam.serviceAccounts.setIamPolicy', 'iam.serviceAccountKeys.create']),
  power('IAM_SELF_ESCALATE', ['service-account'], ['storage.hmacKeys.create'], { when: 'the key opens storage only' }),
  power('IAM_SELF_ESCALATE', ['workload-identity-pool'], ['iam.workloadIdentityPoolProviders.create', 'iam.workloadIdentityPoolProviders.update']),
  power('IAM_SELF_ESCALATE', ['project', 'folder', 'organization'], ['orgpolicy.policy.set', 'orgpolicy.policies.create', 'orgpolicy.policies.update', 'orgpolicy.policies.delete'], { when: 'a constraint of the organisation is what holds it back' }),
  power('IAM_SELF_ESCALATE', ['project', 'folder', 'organization'], ['iam.denypolicies.update', 'iam.denypolicies.delete'], { when: 'a deny policy is what holds it back' }),
  power('IAM_SELF_ESCALATE', ['bucket'], ['storage.buckets.setIamPolicy']),
  power('IAM_SELF_ESCALATE', ['secret'], ['secretmanager.secrets.setIamPolicy']),
  power('IAM_SELF_ESCALATE', ['dataset'], ['bigquery.datasets.setIamPolicy', 'bigquery.datasets.update']),
  power('IAM_SELF_ESCALATE', ['repository'], ['artifactregistry.repositories.setIamPolicy']),
  power('IAM_SELF_ESCALATE', ['run-service'], ['run.services.setIamPolicy']),
  power('IAM_SELF_ESCALATE', ['function'], ['cloudfunctions.functions.setIamPolicy']),
  power('IAM_SELF_ESCALATE', ['topic'], ['pubsub.topics.setIamPolicy']),
  power('IAM_SELF_ESCALATE', ['key'], ['cloudkms.cryptoKeys.setIamPolicy']),
  // acting as service accounts
  power('SA_TOKEN_CREATOR', ['service-account'], ['iam.serviceAccounts.getAccessToken', 'iam.serviceAccounts.signBlob', 'iam.serviceAccounts.signJwt']),
  power('SA_TOKEN_CREATOR', ['service-account'], ['iam.serviceAccounts.implicitDelegation'], { when: 'the account may create tokens of the next one in a chain' }),
  power('SA_TOKEN_CREATOR', ['service-account'], ['iam.serviceAccounts.getOpenIdToken'], { when: 'an identity token of the account is enough' }),
  power('PASS_ROLE_EXEC', ['service-account'], ['cloudbuild.builds.create'], { named: /^\d{6,20}@cloudbuild\.gserviceaccount\.com$/u, when: 'builds that name no account run as it' }),
  power('PASS_ROLE_EXEC', ['service-account'], ['deploymentmanager.deployments.create', 'deploymentmanager.deployments.update'], { named: /^\d{6,20}@cloudservices\.gserviceaccount\.com$/u }),
  // machines
  power('COMPUTE_EXEC', ['instance', 'notebook'], ['compute.instances.setMetadata', 'compute.projects.setCommonInstanceMetadata', 'compute.instances.osAdminLogin', 'compute.instances.osLogin']),
  power('COMPUTE_EXEC', ['notebook'], ['notebooks.instances.use'], reads),
  power('COMPUTE_EXEC', ['composer'], ['composer.environments.update', 'composer.environments.executeAirflowCommand']),
  power('INVOKES', ['function', 'run-service'], ['run.routes.invoke', 'cloudfunctions.functions.invoke'], reads),
  power('CLUSTER_ADMIN', ['cluster'], ['container.clusterRoleBindings.create', 'container.clusterRoles.bind', 'container.clusterRoles.escalate'], { hub: HUBS.clusters }),
  power('POD_CREATE', ['cluster'], ['container.pods.create', 'container.deployments.create', 'container.pods.exec'], { hub: HUBS.clusters }),
  // data
  power('DATA_ACCESS', ['bucket'], ['storage.objects.get'], { hub: HUBS.storage, ...reads }),
  power('DATA_ACCESS', ['bucket'], ['storage.objects.create', 'storage.objects.update', 'storage.objects.delete'], { hub: HUBS.storage }),
  power('DATA_ACCESS', ['secret'], ['secretmanager.versions.access'], { hub: HUBS.secrets, ...reads }),
  power('WRITE_SECRET', ['secret'], ['secretmanager.versions.add'], { hub: HUBS.secrets }),
  power('DATA_ACCESS', ['key'], ['cloudkms.cryptoKeyVersions.useToDecrypt', 'cloudkms.cryptoKeyVersions.useToSign'], reads),
  power('DATA_ACCESS', ['dataset', 'table'], ['bigquery.tables.getData'], { hub: HUBS.tables, ...reads }),
  power('DATA_ACCESS', ['dataset', 'table'], ['bigquery.tables.updateData'], { hub: HUBS.tables }),
  power('DATA_ACCESS', ['database'], ['cloudsql.instances.connect', 'cloudsql.instances.login', 'cloudsql.instances.export'], reads),
  power('DATA_ACCESS', ['topic'], ['pubsub.topics.publish', 'pubsub.topics.attachSubscription'], reads),
  // images and packages
  power('CAN_WRITE_ARTIFACT', ['repository'], ['artifactregistry.repositories.uploadArtifacts'], { hub: HUBS.images }),
  power('PULLS_FROM', ['repository'], ['artifactregistry.repositories.downloadArtifacts'], { hub: HUBS.images, ...reads }),
  // models
  power('INVOKES', ['endpoint'], ['aiplatform.endpoints.predict', 'aiplatform.endpoints.explain'], { hub: HUBS.vertex, ...reads }),
  power('INVOKES', ['endpoint'], ['apikeys.keys.create'], { hub: HUBS.vertex, when: 'the project takes API keys for its models' }),
  power('INVOKES', ['agent'], ['aiplatform.reasoningEngines.query'], reads),
  power('CHANGES_SERVING', ['endpoint'], ['aiplatform.endpoints.deploy', 'aiplatform.endpoints.undeploy', 'aiplatform.endpoints.update', 'aiplatform.endpoints.delete'], { hub: HUBS.vertex }),
  power('PROMOTES', ['endpoint'], ['aiplatform.endpoints.deploy', 'aiplatform.endpoints.update'], { hub: HUBS.vertex }),
  power('PROMOTES', ['model'], ['aiplatform.models.update']),
  power('CAN_WRITE_ARTIFACT', ['model'], ['aiplatform.models.upload', 'aiplatform.models.delete']),
  power('PULLS_FROM', ['model'], ['aiplatform.models.export'], reads),
  power('CHANGES_SERVING', ['agent'], ['aiplatform.reasoningEngines.update', 'aiplatform.reasoningEngines.delete']),
  power('TRAINS', ['model', 'pipeline'], ['aiplatform.customJobs.create', 'aiplatform.trainingPipelines.create', 'aiplatform.pipelineJobs.create', 'aiplatform.hyperparameterTuningJobs.create', 'aiplatform.tuningJobs.create'], { hub: HUBS.vertex }),
  power('DATA_ACCESS', ['vertex-dataset'], ['aiplatform.datasets.export', 'aiplatform.datasets.import', 'aiplatform.datasets.update'], reads),
  power('INDEXES', ['vector-index'], ['aiplatform.indexes.update']),
  power('RETRIEVES_FROM', ['vector-index'], ['aiplatform.indexEndpoints.queryVectors'], reads),
  // logs
  power('READS_LOGS', [], ['logging.logEntries.list', 'logging.privateLogEntries.list', 'logging.views.access'], { hub: HUBS.logs, ...reads }),
  power('WRITE_CONFIG', [], ['logging.sinks.create', 'logging.sinks.update', 'logging.sinks.delete', 'logging.exclusions.create', 'logging.settings.update', 'logging.buckets.update', 'logging.logs.delete'], { hub: HUBS.logs }),
]; // prettier-ignore

/** May attach the account to something, or make something run as it: needs one of RUNS_CODE besides (docs, "Attach service accounts to resources"). */
export const ACT_AS = 'iam.serviceAccounts.actAs';

/** Permission -> what it starts: code of the caller that runs as an attached account. */
export const RUNS_CODE: Readonly<Record<string, string>> = {
  'compute.instances.create': 'a virtual machine',
  'compute.instances.setServiceAccount': 'a virtual machine',
  'cloudfunctions.functions.create': 'a function',
  'cloudfunctions.functions.update': 'a function',
  'run.services.create': 'a Cloud Run service',
  'run.services.update': 'a Cloud Run service',
  'run.jobs.create': 'a Cloud Run job',
  'run.jobs.update': 'a Cloud Run job',
  'run.workerpools.create': 'a Cloud Run worker pool',
  'run.workerpools.update': 'a Cloud Run worker pool',
  'appengine.versions.create': 'an App Engine version',
  'aiplatform.customJobs.create': 'a training job',
  'aiplatform.trainingPipelines.create': 'a training pipeline',
  'aiplatform.pipelineJobs.create': 'a pipeline run',
  'aiplatform.batchPredictionJobs.create': 'a batch prediction',
  'aiplatform.endpoints.deploy': 'a custom serving container',
  'aiplatform.notebookExecutionJobs.create': 'a notebook run',
  'aiplatform.reasoningEngines.create': 'an agent',
  'notebooks.instances.create': 'a notebook',
  'composer.environments.create': 'an Airflow environment',
  'dataflow.jobs.create': 'a Dataflow job',
  'dataproc.clusters.create': 'a Dataproc cluster',
  'dataproc.batches.create': 'a Spark batch',
  'batch.jobs.create': 'a batch job',
  'cloudbuild.builds.create': 'a build',
  'workflows.workflows.create': 'a workflow',
  'workflows.workflows.update': 'a workflow',
  'cloudscheduler.jobs.create': 'a scheduled call',
  'cloudscheduler.jobs.update': 'a scheduled call',
  'eventarc.triggers.create': 'a call on an event',
  'config.deployments.create': 'a Terraform run of Infrastructure Manager',
  'config.deployments.update': 'a Terraform run of Infrastructure Manager',
  'tpu.nodes.create': 'a TPU machine',
  'container.clusters.create': 'a cluster with its nodes',
};
