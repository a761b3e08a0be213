import type { EdgeKind } from '../model/kinds.ts';

/** One native right that amounts to an AI verb, in the words of its source. */
export interface NativeRight {
  readonly source: string;
  readonly right: string;
  /** The step into the thing that shows the right. */
  readonly edges: readonly EdgeKind[];
}

export interface AiVerb {
  readonly means: string;
  readonly rights: readonly NativeRight[];
  /** Things that stand for the asked one: who may write what a model is loaded from alters what it answers. */
  readonly also: readonly EdgeKind[];
  /** What stands before the asked one: who may use the endpoint invokes the workload behind it. */
  readonly before: readonly EdgeKind[];
}

const right = (source: string, what: string, ...edges: EdgeKind[]): NativeRight => ({ source, right: what, edges });

const TAKE_OVER = right(
  'kubernetes',
  'exec into, or change, the pod (pods/exec, patch pods and workloads)',
  'POD_EXEC',
  'POD_PATCH',
);
const ADMIN = right('kubernetes', 'every right in the cluster or namespace (cluster-admin, admin)', 'CONTROLS');
const ACCOUNT = right('cloud', 'every right in the account, project or subscription', 'ACCOUNT_ADMIN');
const DEPLOY = right('ci, argocd', 'a pipeline or application that deploys it', 'CI_DEPLOYS', 'ARGOCD_DEPLOYS');
const WRITE_MODEL = right(
  'registry, storage',
  'write the artefact (MLflow edit, s3:PutObject, Hub write token)',
  'CAN_WRITE_ARTIFACT',
);
const IMAGE = right('ci', 'build the image that runs', 'BUILDS_IMAGE');

/** Verbs of AI and what they are in each source. Data: the answer prints the rows that it used. */
export const AI_VERBS = {
  'move-data': {
    means: 'read the data and take it elsewhere',
    rights: [
      right(
        'cloud, sql',
        'read or write the data (s3:GetObject, storage.objects.get, SELECT)',
        'DATA_ACCESS',
        'PULLS_FROM',
      ),
      right('kubernetes', 'mount the volume, or a pod that does', 'MOUNTS', 'POD_EXEC', 'POD_PATCH'),
      right('credential', 'a password or key of the store', 'SECRET_IS_CRED_FOR', 'OPENS'),
      right('cloud', 'read what was asked and answered (logs of invocations)', 'READS_LOGS'),
      right('third party', 'a consent whose scopes cover it', 'OAUTH_GRANT'),
      right('retrieval', 'retrieve from the index', 'RETRIEVES_FROM', 'CALLS', 'EXPLOITS_SERVICE'),
      right('tool', 'a tool that acts on it', 'TOOL_ACTS_AS', 'TOOL_EXEC'),
      ADMIN,
      ACCOUNT,
    ],
    also: [],
    before: ['ANSWERED_BY'],
  },
  retrain: {
    means: 'start or change a training run',
    rights: [
      right(
        'kubernetes',
        'create or change the job (create pods, pytorchjobs, rayjobs, workflows)',
        'CRD_SPAWNS_POD',
        'POD_CREATE',
        'POD_PATCH',
        'POD_EXEC',
      ),
      right(
        'scheduler',
        'submit to the queue (kueue, slurm sbatch, ray job submit)',
        'SCHED_SUBMIT',
        'EXPLOITS_SERVICE',
      ),
      right('notebook', 'execute the notebook', 'RUNS_NOTEBOOK', 'NOTEBOOK_SPAWN'),
      right(
        'cloud',
        'start or change a training run (sagemaker:CreateTrainingJob, aiplatform.customJobs.create, workspaces/jobs/write)',
        'TRAINS',
        'COMPUTE_EXEC',
      ),
      DEPLOY,
      IMAGE,
      ADMIN,
      ACCOUNT,
    ],
    also: [],
    before: ['ANSWERED_BY'],
  },
  promote: {
    means: 'make a model the one that is served',
    rights: [
      right('registry', 'move a stage or alias (mlflow transition, sagemaker approval)', 'PROMOTES'),
      WRITE_MODEL,
      right(
        'kubernetes',
        'change the serving resource (patch inferenceservices, deployments)',
        'POD_PATCH',
        'CRD_SPAWNS_POD',
      ),
      right(
        'cloud',
        'change what answers (sagemaker:UpdateEndpoint, bedrock:UpdateAgent, aiplatform.endpoints.deploy)',
        'CHANGES_SERVING',
        'COMPUTE_EXEC',
      ),
      DEPLOY,
      ADMIN,
      ACCOUNT,
    ],
    also: ['SERVES', 'PULLS_FROM'],
    before: [],
  },
  invoke: {
    means: 'send it a request that it answers',
    rights: [
      right('network', 'a route that leads there', 'ROUTES_TO', 'CALLS', 'EXPLOITS_SERVICE'),
      right('mesh', 'an authorization policy that admits the caller', 'ALLOWS_CALLER'),
      right('front door', 'a key that it accepts', 'OPENS'),
      right(
        'agent',
        'an agent or client that uses it',
        'AGENT_USES',
        'PROVIDES_TOOL',
        'DELEGATES_TO',
        'INJECTS_PROMPT',
      ),
      right('cloud', 'invoke it (bedrock:InvokeModel, sagemaker:InvokeEndpoint, lambda:InvokeFunction)', 'INVOKES'),
      right('kubernetes', 'exec into the pod', 'POD_EXEC'),
      ADMIN,
      ACCOUNT,
    ],
    also: [],
    before: ['ANSWERED_BY', 'ROUTES_TO'],
  },
  export: {
    means: 'take the model or its outputs away',
    rights: [
      right(
        'registry, storage',
        'read the artefact (s3:GetObject, Hub read token)',
        'PULLS_FROM',
        'DATA_ACCESS',
        'CAN_WRITE_ARTIFACT',
      ),
      right('kubernetes', 'exec into the pod, or mount its volume', 'POD_EXEC', 'POD_PATCH', 'MOUNTS'),
      right('credential', 'a key of the store', 'SECRET_IS_CRED_FOR', 'OPENS'),
      right('third party', 'a consent whose scopes cover it', 'OAUTH_GRANT'),
      ADMIN,
      ACCOUNT,
    ],
    also: ['SERVES', 'PULLS_FROM'],
    before: [],
  },
  'alter-output': {
    means: 'change what it answers',
    rights: [
      TAKE_OVER,
      right(
        'kubernetes',
        'change its configuration or the secrets that it reads',
        'WRITE_CONFIG',
        'WRITE_SECRET',
        'CRD_SPAWNS_POD',
      ),
      WRITE_MODEL,
      right('artefact', 'code in an artefact that is loaded', 'LOADS_UNSAFE', 'PROMOTES'),
      right('retrieval', 'write what is retrieved', 'INDEXES', 'CAN_POISON'),
      right(
        'cloud',
        'change what answers (sagemaker:UpdateEndpoint, bedrock:UpdateAgent, aiplatform.endpoints.deploy)',
        'CHANGES_SERVING',
        'COMPUTE_EXEC',
      ),
      DEPLOY,
      IMAGE,
      ADMIN,
      ACCOUNT,
    ],
    also: ['SERVES', 'PULLS_FROM', 'RETRIEVES_FROM'],
    before: [],
  },
  'write-input': {
    means: 'put words before the model or agent that others did not mean it to read',
    rights: [
      right('request', 'send it a request', 'ROUTES_TO', 'CALLS', 'INJECTS_PROMPT', 'ALLOWS_CALLER'),
      right('cloud', 'invoke it', 'INVOKES'),
      right('retrieval', 'write what is retrieved', 'INDEXES', 'CAN_POISON'),
      right('data', 'write the data that it reads', 'DATA_ACCESS', 'OAUTH_GRANT'),
      ADMIN,
      ACCOUNT,
    ],
    also: ['RETRIEVES_FROM'],
    before: ['ANSWERED_BY', 'ROUTES_TO'],
  },
  'read-secret': {
    means: 'learn the value of the credential',
    rights: [
      right(
        'kubernetes',
        'get, list or watch the Secret; mint a token; mount it',
        'READ_SECRET',
        'READ_TOKEN',
        'MINT_TOKEN',
        'MOUNTS_SECRET',
      ),
      right('cloud', 'read the value (secretsmanager:GetSecretValue, ssm:GetParameter)', 'DATA_ACCESS'),
      right('ci', 'a workflow that receives it', 'WORKFLOW_SECRET'),
      right(
        'file',
        'a file, notebook or variable that holds it',
        'HOLDS',
        'NOTEBOOK_HOLDS_CRED',
        'SAME_CREDENTIAL',
        'SECRET_IS_CRED_FOR',
      ),
      right('tool', 'a tool server that is started with it', 'TOOL_ACTS_AS'),
      right('gateway', 'a front door that calls others with it', 'GATEWAY_FORWARDS_AS'),
      ADMIN,
      ACCOUNT,
    ],
    also: [],
    before: [],
  },
} as const satisfies Record<string, AiVerb>;
export type AiVerbName = keyof typeof AI_VERBS;

export function isAiVerb(word: string): word is AiVerbName {
  return Object.hasOwn(AI_VERBS, word);
}
