import type { AwsPolicy } from './aws-policy.ts';
import type { FactBase } from './fact-base.ts';
import type { WorkloadFunction } from './facts.ts';
import type { NodeId } from './id.ts';
import type { Environment } from './kinds.ts';

/**
 * What files say of AWS accounts, whoever wrote them: authorization details, Terraform, CloudFormation. `account` is twelve digits, or
 * a hole where no file names it. Texts may hold holes.
 */
export type AwsFact =
  | AwsIdentityFact
  | AwsManagedPolicyFact
  | AwsLoosePolicyFact
  | AwsResourceFact
  | AwsOrganisationFact
  | AwsPodIdentityFact
  | AwsOidcProviderFact;

/** A role, user or group. `node` is the CloudRole, CloudUser or Group. */
export interface AwsIdentityFact extends FactBase {
  readonly fact: 'aws-identity';
  readonly type: 'role' | 'user' | 'group';
  readonly account: string;
  readonly arn: string;
  readonly name: string;
  readonly inline: readonly AwsPolicy[];
  /** ARNs of attached managed policies. */
  readonly attached: readonly string[];
  readonly boundary?: string;
  /** Names of the groups of a user. */
  readonly groups: readonly string[];
  readonly trust?: AwsPolicy;
  readonly tags: Readonly<Record<string, string>>;
  /** ARNs of the instance profiles that hand the role to machines. */
  readonly instanceProfiles: readonly string[];
  /** A role that a service made for itself: SCPs and RCPs do not restrict it. */
  readonly serviceLinked: boolean;
  /** ISO dates. */
  readonly created?: string;
  readonly lastUsed?: string;
  /** Policies that are attached but could not be resolved, each with its reason. They may allow anything. */
  readonly unresolved: readonly string[];
}

/** A customer-managed policy, or one of AWS whose text the file prints. `node` is the policy (PermissionSet). */
export interface AwsManagedPolicyFact extends FactBase {
  readonly fact: 'aws-policy';
  readonly account: string;
  readonly arn: string;
  readonly policy: AwsPolicy;
}

/** A policy document alone in a file: nothing in it says who or what has it. `node` is the document (PermissionSet). */
export interface AwsLoosePolicyFact extends FactBase {
  readonly fact: 'aws-loose-policy';
  readonly file: string;
  readonly policy: AwsPolicy;
  /** The account of a thing that the document is about and whose ARN names none (a bucket). */
  readonly account: string;
  readonly environment: Environment;
}

/** What runs in containers that a cloud starts. */
export interface ContainerCode {
  readonly images: readonly string[];
  readonly args: readonly string[];
  readonly functions: readonly { readonly is: WorkloadFunction; readonly because: string }[];
  /** Equal for copies, as that of a workload. */
  readonly fingerprint: string;
}

/** A thing with an ARN that identities reach. `node` is the DataStore, SecretStore, ModelEndpoint, Workload... */
export interface AwsResourceFact extends FactBase {
  readonly fact: 'aws-resource';
  /** Service prefix of its ARN and its type as the service authorization reference writes it: `s3`, `bucket`. */
  readonly service: string;
  readonly type: string;
  readonly account: string;
  readonly arn: string;
  readonly policy?: AwsPolicy;
  /** The role that its code runs with: of a function, notebook, training job, agent, instance. */
  readonly role?: string;
  /** What its containers run, where the source says it. */
  readonly code?: ContainerCode;
  /** ARN or id of the key that encrypts it. */
  readonly kmsKey?: string;
  /** The instance metadata service of a machine (EC2 user guide, "Instance metadata options"): `hops` is the response hop limit. */
  readonly metadata?: { readonly tokens: 'required' | 'optional'; readonly hops?: number; readonly off: boolean };
  /** The name of the EKS cluster whose nodes it is, or makes. */
  readonly cluster?: string;
  /** S3 Block Public Access is on for it or its account. */
  readonly publicBlocked?: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Reason why its resource policy is not known although it has one. */
  readonly unresolved?: string;
}

/** Where accounts stand under an organisation, and the policies at each level. `node` is the CloudAccount of the management account. */
export interface AwsOrganisationFact extends FactBase {
  readonly fact: 'aws-organisation';
  readonly id: string;
  readonly management: string;
  /** Account or unit id -> id of the unit or root above it. */
  readonly parents: Readonly<Record<string, string>>;
  readonly accountNames: Readonly<Record<string, string>>;
  /** Policies at each root, unit or account id. One at least is attached to each, so an id with none listed was not read. */
  readonly scps: Readonly<Record<string, readonly AwsPolicy[]>>;
  readonly rcps: Readonly<Record<string, readonly AwsPolicy[]>>;
  /** Ids to which more is attached than was read. */
  readonly unreadScps?: readonly string[];
  readonly unreadRcps?: readonly string[];
  /** Whether the policy type is enabled; without it the layer is not evaluated. */
  readonly scpsEnabled: boolean;
  readonly rcpsEnabled: boolean;
}

/** An EKS Pod Identity association. `node` is the CloudRole. */
export interface AwsPodIdentityFact extends FactBase {
  readonly fact: 'aws-pod-identity';
  readonly cluster: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly role: string;
}

/** An OIDC provider of an account. `node` is the OidcProvider. */
export interface AwsOidcProviderFact extends FactBase {
  readonly fact: 'aws-oidc-provider';
  readonly account: string;
  readonly arn: string;
  /** Host and path, without scheme. */
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** The name of the EKS cluster whose issuer it is, where a file says so. */
  readonly cluster?: string;
}

/**
 * An identity of one system that asks another for a credential: the side that asks. Whether the other side admits it is decided where both
 * are known. `node` asks.
 */
export interface FederationFact extends FactBase {
  readonly fact: 'federation';
  readonly kind: 'IRSA' | 'GKE_WI' | 'AKS_WI' | 'GH_OIDC';
  /** The node told for what is asked for; implied by who asks. */
  readonly to: NodeId;
  /** ARN, email or client id. */
  readonly target: string;
  /** Host and path without scheme; absent when no file says who issues (a cluster). */
  readonly issuer?: string;
  /** The subjects that its tokens may carry; a part that any value may take is a hole. */
  readonly subjects: readonly string[];
  readonly audience?: string;
  /** The job that asks, where `node` is a workflow of several, and the environment that it works on. */
  readonly job?: string;
  readonly environment?: Environment;
  /** Said of the edge while the other side is not known. */
  readonly precondition: string;
}
