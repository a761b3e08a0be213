import type { AwsFact, FederationFact } from './aws-facts.ts';
import type { AzureFact } from './azure-facts.ts';
import type { FederationRefusedFact } from './federation-facts.ts';
import type { GcpFact } from './gcp-facts.ts';
import type { CloudFindingFact } from './cloud-findings-facts.ts';
import type { FactBase } from './fact-base.ts';
import type { Evidence, Span } from './evidence.ts';
import type {
  WorkflowFact,
  ActionFact,
  DeployFact,
  ToolServerFact,
  ToolFact,
  PassthroughFact,
  ConsentFact,
  LifetimeFact,
  OwnerFact,
  AuthorityFact,
  PersonFact,
  ExceptionFact,
  GoneFact,
  RepositoryListFact,
} from './system-facts.ts';
import type { Environment } from './kinds.ts';
import type { NodeId } from './id.ts';

/**
 * What connectors tell the rules beyond nodes and edges. A fact says what was read, never what is wrong with it: judging is for
 * `findings/`. A span, where there is one, is where a fix may edit; a templated or generated source has none.
 */
export type Fact =
  | WorkloadFact
  | GrantFact
  | RoleFact
  | CredentialFact
  | TokenFact
  | DanglingFact
  | EndpointFact
  | NetworkFact
  | ModelFact
  | SubmitFact
  | AccountFact
  | WorkflowFact
  | ActionFact
  | DeployFact
  | ToolServerFact
  | ToolFact
  | PassthroughFact
  | ConsentFact
  | LifetimeFact
  | OwnerFact
  | AuthorityFact
  | PersonFact
  | ExceptionFact
  | AwsFact
  | GcpFact
  | AzureFact
  | FederationFact
  | CloudFindingFact
  | FederationRefusedFact
  | UnusedFact
  | GoneFact
  | RepositoryListFact;

/** What a workload is for. One workload may have several. */
export const FUNCTIONS = [
  'serving',
  'training',
  'notebook',
  'pipeline',
  'data-access',
  'ci-cd',
  'observability',
  'gateway',
  'agent',
  'controller',
] as const;
export type WorkloadFunction = (typeof FUNCTIONS)[number];

/** One pod template with what it runs. `node` is the Workload (or the bare Pod). */
export interface WorkloadFact extends FactBase {
  readonly fact: 'workload';
  readonly pod: NodeId;
  readonly workloadKind: string;
  readonly account: NodeId;
  /** The template names its account; false when it falls to `default`. */
  readonly accountNamed: boolean;
  readonly tokenMounted: boolean;
  readonly functions: readonly { readonly is: WorkloadFunction; readonly because: string }[];
  readonly environment: Environment;
  readonly images: readonly string[];
  /** Equal for copies: SHA-256 over images without their versions, commands, args, ports and mounted kinds; names, namespaces and replicas left out. */
  readonly fingerprint: string;
  readonly gpus: number;
  readonly privileged: readonly { readonly what: string; readonly evidence: Evidence; readonly span?: Span }[];
  readonly args: readonly string[];
  /** Where `automountServiceAccountToken: false` can be written: an empty span just before the first key of the pod spec, and its indentation. */
  readonly podSpec?: { readonly at: Span; readonly indent: string; readonly automount?: Span };
  readonly accountSpan?: Span;
  /** Labels of the pod template: what a policy can select it by. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** One RBAC rule as written (Kubernetes rbac/v1 PolicyRule). */
export interface RbacRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
  readonly evidence: readonly Evidence[];
  /** Ranges of the values of these keys, and of the whole rule with its dash, line-aligned. */
  readonly spans?: {
    readonly rule?: Span;
    readonly verbs?: Span;
    readonly resources?: Span;
    readonly apiGroups?: Span;
  };
}

/** A binding: which subjects get which rules, where. `node` is the PermissionSet. */
export interface GrantFact extends FactBase {
  readonly fact: 'grant';
  readonly binding: {
    readonly kind: 'RoleBinding' | 'ClusterRoleBinding';
    readonly name: string;
    readonly namespace?: string;
  };
  readonly role: {
    readonly kind: 'Role' | 'ClusterRole';
    readonly name: string;
    readonly node: NodeId;
    readonly builtIn: boolean;
  };
  /** Absent for a cluster-wide grant. */
  readonly namespace?: string;
  readonly rules: readonly RbacRule[];
  /** The span is the whole list item with its dash, line-aligned. */
  readonly subjects: readonly { readonly node: NodeId; readonly evidence: Evidence; readonly span?: Span }[];
  readonly roleRef?: { readonly name?: Span; readonly kind?: Span };
  /** The whole binding document, line-aligned, without its `---`. */
  readonly document?: Span;
}

/** A Role or ClusterRole as declared. `node` is the K8sRole. */
export interface RoleFact extends FactBase {
  readonly fact: 'role';
  readonly name: string;
  readonly namespace?: string;
  readonly rules: readonly RbacRule[];
  readonly aggregated: boolean;
  readonly builtIn: boolean;
}

export const CREDENTIAL_KINDS = [
  'aws-access-key', 'aws-secret-key', 'gcp-key', 'azure-secret', 'huggingface-token', 'openai-key', 'anthropic-key', 'github-token',
  'gitlab-token', 'slack-token', 'private-key', 'jwt', 'service-account-token', 'database-url', 'docker-config', 'basic-auth', 'password',
  'api-key', 'token',
] as const; // prettier-ignore
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/**
 * A literal credential value in configuration. The value itself is not here and has no printable form.
 * `node` holds it: a K8sSecret, K8sConfigMap, Container, Workload.
 */
export interface CredentialFact extends FactBase {
  readonly fact: 'credential';
  readonly kind: CredentialKind;
  /** The key, variable or flag that carries it. */
  readonly key: string;
  readonly where:
    'secret' | 'configmap' | 'env' | 'args' | 'annotation' | 'url' | 'values' | 'file' | 'header' | 'cell' | 'output';
  /** Keyed digest for equality, stable per estate; the key is kept outside the output. */
  readonly digest: string;
  /** Last four characters, only when the value has 20 or more. */
  readonly last4?: string;
  /** The product whose shipped default this value is. */
  readonly defaultOf?: string;
  /** Static cloud or vendor credential that a federation could replace. */
  readonly cloud?: 'aws' | 'gcp' | 'azure' | 'vendor';
  /** The value alone, with its quotes. */
  readonly span?: Span;
  /**
   * The span is a whole text of Python code inside the JSON strings of a notebook; `importAt` is where `import os` goes when it has none,
   * `lines` are those of the file that replacing the text rewrites.
   */
  readonly python?: { readonly importAt?: Span; readonly lines: readonly number[] };
  /** What the reader of the file takes in its place: a reference that it resolves itself, such as `${env:NAME}`, with quotes as needed. */
  readonly reference?: string;
  /** The whole document of the Secret that holds it, line-aligned, without its `---`. */
  readonly document?: Span;
}

/** A token or certificate without an end. `node` is its Secret. */
export interface TokenFact extends FactBase {
  readonly fact: 'long-lived-token';
  readonly of: NodeId;
  readonly kind: 'service-account-token' | 'certificate';
  readonly document?: Span;
}

/** A reference to something that is not in the estate. `node` refers. */
export interface DanglingFact extends FactBase {
  readonly fact: 'dangling';
  readonly relation: 'subject' | 'role' | 'account' | 'secret';
  readonly missing: NodeId;
  /** Everything that could declare it was exported from the cluster. */
  readonly whole?: true;
  /** The whole list item with its dash, line-aligned, for a subject; the name otherwise. */
  readonly span?: Span;
}

/** A service account that nothing which was read runs as or names, or a Secret that nothing names. `node` is it. */
export interface UnusedFact extends FactBase {
  readonly fact: 'unused';
  /** Everything of its namespace was exported from the cluster: what is not there does not run there. */
  readonly whole: boolean;
}

/** Something that answers requests. `node` is the Endpoint, FrontDoor or ModelEndpoint. */
export interface EndpointFact extends FactBase {
  readonly fact: 'endpoint';
  readonly workload: NodeId;
  readonly product: string;
  readonly function: 'model' | 'gateway' | 'scheduler' | 'notebook' | 'registry' | 'dashboard' | 'other';
  /** `ingress`: from outside over a route, or a port of the machine. `private`: only for what is deployed with it. */
  readonly exposure: 'internet' | 'ingress' | 'cluster' | 'private';
  readonly authentication: 'required' | 'none' | 'unknown';
  readonly because: string;
  /** Where it is published on every address of a machine, and how that reads for the machine itself alone. */
  readonly local?: readonly { readonly span: Span; readonly text: string }[];
  /** A gateway: what it tells those behind it of who asked, and by which setting. Its own credential stays what they judge by. */
  readonly passesOn?: string;
}

/** What the network lets a pod do. `node` is the Pod. */
export interface NetworkFact extends FactBase {
  readonly fact: 'network';
  readonly workload: NodeId;
  readonly egress: 'open' | 'restricted';
  readonly metadata: 'open' | 'blocked';
  /** It is on the network of its node. */
  readonly onNode?: true;
  readonly because: string;
}

/** A model and how it is loaded. `node` is the ModelArtifact. */
export interface ModelFact extends FactBase {
  readonly fact: 'model';
  readonly workload: NodeId;
  readonly uri: string;
  readonly format: string;
  /** Loading runs code from the artefact (pickle, joblib, torch .pt without weights_only, keras lambda). */
  readonly unsafe: boolean;
  /** `--trust-remote-code` or its equivalent is on. */
  readonly remoteCode: boolean;
  readonly span?: Span;
}

/** A scheduler or job API that runs submitted work. `node` is the Queue or Endpoint. */
export interface SubmitFact extends FactBase {
  readonly fact: 'submit';
  readonly product: string;
  readonly runsAs: NodeId;
  readonly authentication: 'required' | 'none' | 'unknown';
  readonly workload: NodeId;
  /** Where authentication is switched on by writing one value. */
  readonly secure?: { readonly at: Span; readonly text: string; readonly why: string };
}

/** A service account as declared. `node` is the K8sServiceAccount. */
export interface AccountFact extends FactBase {
  readonly fact: 'account';
  readonly namespace: string;
  readonly implied: boolean;
  readonly automount: boolean;
  /** Where metadata can be added: an empty span at the start of the first key under `metadata`, and its indentation. */
  readonly metadata?: { readonly at: Span; readonly indent: string };
  /** Where an annotation can be added when `annotations` stands there already: at the start of its first key, and its indentation. */
  readonly annotations?: { readonly at: Span; readonly indent: string };
}
