import type { AwsPolicy, AwsStatement } from '../model/aws-policy.ts';

/**
 * Who asks. ARNs are full; an account is twelve digits. `role` is a session of the role: the sources of its request context
 * (`aws:PrincipalArn` is the role's ARN, `aws:userid`) follow the IAM user guide, "AWS global condition context keys".
 */
export type Caller =
  | {
      readonly type: 'role';
      readonly arn: string;
      readonly account: string;
      readonly session?: string;
      readonly serviceLinked?: boolean;
      readonly tags?: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'user';
      readonly arn: string;
      readonly account: string;
      readonly tags?: Readonly<Record<string, string>>;
    }
  | { readonly type: 'root'; readonly account: string }
  | { readonly type: 'federated-user'; readonly arn: string; readonly account: string }
  | { readonly type: 'service'; readonly name: string }
  /** With a token of the provider: an ARN of an OIDC provider, or the word of a built-in one (`accounts.google.com`). */
  | { readonly type: 'web-identity'; readonly provider: string }
  | { readonly type: 'saml'; readonly provider: string }
  | { readonly type: 'anonymous' };

/**
 * What is known of the request beyond caller, action and resource. A key is present with its values, missing, or unknown. Keys that the
 * caller and the resource determine (aws:PrincipalArn, aws:PrincipalAccount, aws:PrincipalTag/*, aws:ResourceAccount...) are
 * filled in by the evaluator unless given. Keys compare without case.
 */
export interface RequestContext {
  readonly present: Readonly<Record<string, readonly string[]>>;
  /** Keys of which nothing is known, or `all`: every key that is neither present nor missing. */
  readonly unknown: readonly string[] | 'all';
  /** Known not to be there; only needed with `all`. */
  readonly missing: readonly string[];
}

export interface Request {
  readonly caller: Caller;
  /** `service:Action`. */
  readonly action: string;
  /** An ARN, which may hold holes, or `*` for an action without resources. */
  readonly resource: string;
  /** Whose resource it is; the caller's account when absent. */
  readonly resourceAccount?: string;
  readonly context: RequestContext;
}

/** A policy made ready to be asked many times. Opaque: made by `compile`, shared by everyone to whom it is attached. */
export interface CompiledPolicy {
  readonly policy: AwsPolicy;
}

/** Levels of an organisation from root to account; at each level what is attached there. Absent: no organisation, or the type is off. */
export type Levels = readonly (readonly CompiledPolicy[])[];

/** What the caller brings to every request of its own. */
export interface OwnLayers {
  readonly identity: readonly CompiledPolicy[];
  readonly boundary?: CompiledPolicy | undefined;
  /** Session policies; absent: none were passed. */
  readonly session?: readonly CompiledPolicy[] | undefined;
  readonly scps?: Levels | undefined;
  /** The caller's account is the management account: SCPs do not restrict it. */
  readonly callerInManagement?: boolean | undefined;
}

/** What the resource brings. */
export interface ResourceLayers {
  /** The policy of the resource; for sts:AssumeRole* the trust policy, for kms the key policy. */
  readonly resource?: CompiledPolicy | undefined;
  readonly rcps?: Levels | undefined;
  /** The resource is of the management account: RCPs do not restrict it. */
  readonly resourceInManagement?: boolean | undefined;
}

/** For very many questions made by `layered`, which gives all of them one shape. */
export type Layers = OwnLayers & ResourceLayers;

export const LAYERS = ['identity', 'boundary', 'session', 'resource', 'scp', 'rcp'] as const;
export type Layer = (typeof LAYERS)[number];

export interface Determining {
  readonly layer: Layer;
  readonly policy: AwsPolicy;
  readonly statement: AwsStatement;
}

/** What an allow-if waits for, as people read it: `aws:SourceIp is in 203.0.113.0/24`. */
export interface Need {
  /** A condition key, or a hole's name for something that no file told. */
  readonly key: string;
  readonly text: string;
  readonly kind: 'condition' | 'unresolved';
}

/**
 * `allow` and `deny` hold for every request that agrees with what is known; `allow-if` for those that meet the needs. What no possible request
 * can satisfy is a deny.
 */
export interface Answer {
  readonly outcome: 'allow' | 'deny' | 'allow-if';
  /** Statements that decide: the denying ones of an explicit deny, else the allowing ones (also the possible ones); none for an implicit deny. */
  readonly by: readonly Determining[];
  /** For a deny: the layer, and whether a statement says so. */
  readonly denied?: { readonly layer: Layer; readonly explicit: boolean };
  /** Sorted by key; empty unless allow-if. */
  readonly needs: readonly Need[];
}

/** compile.ts */
export type Compile = (policy: AwsPolicy) => CompiledPolicy;
/** evaluate.ts: the whole answer with its reasons. */
export type Evaluate = (request: Request, layers: Layers) => Answer;
/** outcome.ts: the outcome alone, without reasons; the same answer, for many questions. */
export type OutcomeOf = (request: Request, layers: Layers) => Answer['outcome'];
