import type { Evidence, Span } from './evidence.ts';

/**
 * A policy of AWS IAM as written (IAM user guide, "Grammar of the IAM JSON policy language"), parsed once at the door. Texts may hold holes
 * (see hole.ts). Lists are as written, one value for a list of one; nothing is trimmed or folded: AWS does neither.
 */
export interface AwsPolicy {
  /** 2008-10-17 when none is given; other versions do not parse. */
  readonly version: '2012-10-17' | '2008-10-17';
  /** The name it has where it stands: of the managed or inline policy, `trust`, `bucket policy`. */
  readonly name: string;
  readonly statements: readonly AwsStatement[];
  readonly evidence: Evidence;
}

export interface AwsStatement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  /** Exactly one of `principals`, `notPrincipals` in a resource policy, none in an identity policy. */
  readonly principals?: AwsPrincipals;
  readonly notPrincipals?: AwsPrincipals;
  /** Exactly one of the two. */
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  /** At most one of the two: a trust policy has none. */
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly conditions: readonly AwsCondition[];
  readonly evidence: Evidence;
  /** The statement in its file, where a fix may edit. */
  readonly span?: Span;
  /** Why it may not hold as it is read: what AWS would reject, or could not be resolved. An allow is then possible, and so is a deny. */
  readonly uncertain?: string;
}

/** `"*"` and `{"AWS": "*"}` are `aws: ['*']`. */
export interface AwsPrincipals {
  readonly aws: readonly string[];
  readonly service: readonly string[];
  readonly federated: readonly string[];
  readonly canonical: readonly string[];
}

export interface AwsCondition {
  /** As written, with its set prefix and IfExists: `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly evidence: Evidence;
}
