import type { FactBase } from './fact-base.ts';

/**
 * What files say of Google Cloud, whoever wrote them: gcloud, Terraform. Texts may hold holes (hole.ts). A project is its id where a file
 * says it, else its number or a hole.
 */
export type GcpFact =
  GcpGrantFact | GcpDenyFact | GcpServiceAccountFact | GcpRoleFact | GcpResourceFact | GcpProviderFact;

/** Things with a policy of their own or that roles are about (cloud/tell/gcp-kinds.ts says what each is in the estate). */
export const GCP_TYPES = [
  'organization',
  'folder',
  'project',
  'service-account',
  'bucket',
  'secret',
  'key',
  'dataset',
  'table',
  'topic',
  'database',
  'repository',
  'function',
  'run-service',
  'instance',
  'cluster',
  'endpoint',
  'model',
  'pipeline',
  'vertex-dataset',
  'vector-index',
  'notebook',
  'agent',
  'composer',
  'workload-identity-pool',
] as const;
export type GcpType = (typeof GCP_TYPES)[number];

/** A thing by the parts of its resource name. Buckets, organisations and folders stand in no project; a service account's name is its email. */
export interface GcpRef {
  readonly type: GcpType;
  readonly project?: string;
  readonly location?: string;
  /** The last part: id of the project, name of the bucket, id of the endpoint. */
  readonly name: string;
}

/** One binding of an allow policy (IAM reference, Policy). `node` is what the policy is on. */
export interface GcpGrantFact extends FactBase {
  readonly fact: 'gcp-grant';
  readonly on: GcpRef;
  /** `roles/NAME`, `projects/ID/roles/NAME`, `organizations/ID/roles/NAME`. */
  readonly role: string;
  /** As written: `user:...`, `serviceAccount:...`, `principalSet://...`. */
  readonly members: readonly string[];
  readonly condition?: { readonly title?: string; readonly expression: string };
  /** Why it may not be on `on` as it is told, such as a file that does not say whose policy it is. */
  readonly uncertain?: string;
}

/** A deny policy (IAM reference v2, Policy). `node` is where it is attached. */
export interface GcpDenyFact extends FactBase {
  readonly fact: 'gcp-deny';
  readonly on: GcpRef;
  readonly name: string;
  readonly rules: readonly {
    /** In the form of v2: `principal://goog/subject/EMAIL`, `principalSet://goog/public:all`. */
    readonly principals: readonly string[];
    readonly exceptPrincipals: readonly string[];
    /** `SERVICE.googleapis.com/RESOURCE.VERB`. */
    readonly permissions: readonly string[];
    readonly exceptPermissions: readonly string[];
    readonly condition?: string;
  }[];
}

/** `node` is the ServicePrincipal. */
export interface GcpServiceAccountFact extends FactBase {
  readonly fact: 'gcp-service-account';
  readonly email: string;
  readonly project?: string;
  readonly uniqueId?: string;
  readonly disabled?: boolean;
}

/** A role whose permissions a file prints: custom, or predefined as `gcloud iam roles describe` shows it. `node` is the PermissionSet. */
export interface GcpRoleFact extends FactBase {
  readonly fact: 'gcp-role';
  readonly role: string;
  readonly permissions: readonly string[];
  /** A deleted or disabled role grants nothing. */
  readonly inactive?: boolean;
  /** Permissions that could not be resolved, with the reason. */
  readonly unresolved?: string;
}

/** Node pools of a cluster of GKE, as far as pods are concerned. */
export interface GcpNodePool {
  /** Email; absent: the default account of Compute Engine. */
  readonly account?: string;
  /** What tokens of the machines are good for; absent: not said. */
  readonly scopes?: readonly string[];
  /** `pods`: the GKE metadata server gives each pod its own identity; `node`: pods are given that of the node. Absent: as the cluster has it. */
  readonly metadata?: 'pods' | 'node';
}

/** Something that exists. `node` is the DataStore, ModelEndpoint, CloudAccount... */
export interface GcpResourceFact extends FactBase {
  readonly fact: 'gcp-resource';
  readonly on: GcpRef;
  /** What people call it, where its name is a number. */
  readonly title?: string;
  /** The whole allow policy that stands on it is in the files: what they do not grant there is not granted there. */
  readonly policy?: true;
  /** The number of a project. */
  readonly number?: string;
  /** What a project or folder stands under. */
  readonly parent?: GcpRef;
  /** Email of the account that its code runs as. */
  readonly runsAs?: string;
  /** Of a cluster, or one that a pool of it says. */
  readonly pools?: readonly GcpNodePool[];
  /** Whether workload identity is on for a cluster. */
  readonly podIdentities?: boolean;
  /** Public access prevention is enforced on a bucket: what its policy grants to everybody counts for nobody (Cloud Storage). */
  readonly publicBlocked?: true;
  /** Models that an endpoint answers from. */
  readonly serves?: readonly GcpRef[];
  /** `gs://` address that a model was made of. */
  readonly artifact?: string;
}

/** A provider of a workload identity pool. `node` is the OidcProvider. */
export interface GcpProviderFact extends FactBase {
  readonly fact: 'gcp-provider';
  /** Project id or number that the pool is in. */
  readonly project: string;
  readonly pool: string;
  readonly provider: string;
  /** Host and path without scheme; absent for AWS and SAML providers. */
  readonly issuer?: string;
  /** Empty: the default audience, its own resource name. */
  readonly audiences: readonly string[];
  /** `google.subject` -> CEL over `assertion`. */
  readonly mapping: Readonly<Record<string, string>>;
  /** CEL over `assertion`, `google` and `attribute`. */
  readonly condition?: string;
  readonly disabled?: boolean;
}
