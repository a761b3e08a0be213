import type { AwsPolicy, AwsStatement } from './aws-policy.ts';
import type { Evidence } from './evidence.ts';
import type { FactBase } from './fact-base.ts';
import type { NodeId } from './id.ts';

/** What was computed from cloud policies beyond edges, for rules. Each says what holds, never what is wrong with it. */
export type CloudFindingFact =
  | WideTrustFact
  | ExternalTrustFact
  | PublicResourceFact
  | LimitModifiableFact
  | EscalationFact
  | WildcardRightFact
  | DutyFact;

export type ClusterWidth = 'cluster' | 'namespaces' | 'name' | 'namespace' | 'names';

/** A trust policy that admits more tokens than those it was written for. `node` is the role. */
export interface WideTrustFact extends FactBase {
  readonly fact: 'wide-trust';
  readonly of: 'ci' | 'cluster';
  readonly issuer: string;
  /**
   * The widest that is admitted. `anyone`: every customer of the issuer. `organisation`: every repository of an owner; `repositories`: each of an
   * owner whose name fits, also those that are made later; `repository`: every ref, pull request and environment of one. `cluster`: every account
   * of a cluster; `namespaces`: of those whose name fits; `name`: of one name, or of names that fit, in any of several namespaces; `namespace`: of
   * one; `names`: those of one namespace whose name fits. `none`: subjects are as narrow as they can be.
   */
  readonly admits: 'anyone' | 'organisation' | 'repositories' | 'repository' | ClusterWidth | 'none';
  /** Of a cluster: the subject as the trust policy writes it, with its wildcards. */
  readonly pattern?: string;
  /** A subject that is admitted and was not meant. */
  readonly example?: string;
  /** Tokens made out to somebody else are admitted too. */
  readonly anyAudience: boolean;
  /** The audience that its tokens have when nothing is asked for. */
  readonly audience?: string;
  readonly provider: string;
  /** The trust policy in AWS, of which the fix is made. */
  readonly policy?: AwsPolicy;
  /** The fix itself elsewhere. */
  readonly remedy?: string;
}

/** A role or resource admits an account that the files do not tell. `node` is what admits. */
export interface ExternalTrustFact extends FactBase {
  readonly fact: 'external-trust';
  readonly from: NodeId;
  /** Twelve digits, or `*` for every account. */
  readonly account: string;
  /** An organisation is told, and it is not in it. */
  readonly stranger: boolean;
  /** A condition on sts:ExternalId guards it. */
  readonly externalId: boolean;
  readonly precondition?: string;
  readonly policy: AwsPolicy;
}

/** Anybody may use the resource, without a credential or with any account. `node` is the resource. */
export interface PublicResourceFact extends FactBase {
  readonly fact: 'public-resource';
  readonly actions: readonly string[];
  readonly to: 'anonymous' | 'any-account' | 'any-google-account';
  readonly precondition?: string;
  /** Its policy in AWS, of which the fix is made. */
  readonly policy?: AwsPolicy;
  /** The fix itself elsewhere. */
  readonly remedy?: string;
}

/** A principal that a boundary or service control policy limits may change that limit. `node` is the principal. */
export interface LimitModifiableFact extends FactBase {
  readonly fact: 'limit-modifiable';
  readonly limit: 'boundary' | 'scp';
  /** The policy that limits it. */
  readonly name: string;
  readonly actions: readonly string[];
  readonly resource: string;
  readonly precondition?: string;
}

/** A way from the rights of an identity to more rights. `node` is the identity. */
export interface EscalationFact extends FactBase {
  readonly fact: 'escalation';
  /** Id of the row in the table of escalations. */
  readonly way: string;
  readonly actions: readonly string[];
  readonly to: NodeId;
  /** It ends at the whole account. */
  readonly whole: boolean;
  readonly precondition?: string;
}

/** An Allow of every action, or of every action of a service that matters, on everything. `node` is the identity. */
export interface WildcardRightFact extends FactBase {
  readonly fact: 'wildcard-right';
  /** `*` for every service. */
  readonly services: readonly string[];
  readonly statements: readonly { readonly policy: string; readonly statement: AwsStatement }[];
  readonly admin: boolean;
  /** `node` is a policy that nobody is known to have: whoever is given it. */
  readonly loose?: true;
}

export const DUTIES = [
  'serving',
  'gpu-provisioning',
  'platform-administration',
  'host-control',
  'deployment',
  'approval',
  'audit',
] as const;
export type Duty = (typeof DUTIES)[number];

/** A duty that an identity holds by its effective rights. `node` is the identity. */
export interface DutyFact extends FactBase {
  readonly fact: 'duty';
  readonly duty: Duty;
  /** The project, folder, subscription or group in which it holds it, where an identity may hold different ones in several. */
  readonly within?: NodeId;
  readonly actions: readonly string[];
  readonly statements: readonly { readonly name: string; readonly evidence: Evidence }[];
  /** Why it may not hold it; there whenever the duty is `possible`. */
  readonly doubt?: string;
}
