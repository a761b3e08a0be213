import type { Entry } from '../../documents/entry.ts';
import type { AwsResourceFact, ContainerCode } from '../../model/aws-facts.ts';
import type { AwsPolicy } from '../../model/aws-policy.ts';
import type { Environment } from '../../model/kinds.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { AwsPlace } from './arns.ts';

/** What each piece of a stack says of itself. */
export interface Piece extends AwsPlace {
  readonly environment: Environment;
  readonly evidence: Evidence;
  /** Why it may not be there: what it tells is then possible. */
  readonly uncertain?: string;
}

/** A role, user or group while the pieces of its stack are put together. */
export interface IdentityDraft {
  readonly type: 'role' | 'user' | 'group';
  readonly account: string;
  readonly arn: string;
  readonly name: string;
  environment: Environment;
  readonly evidence: Evidence[];
  readonly inline: AwsPolicy[];
  /** ARN of the policy -> where it is attached. */
  readonly attached: Map<string, Evidence>;
  /** Names of groups -> where. */
  readonly groups: Map<string, Evidence>;
  readonly instanceProfiles: Set<string>;
  readonly unresolved: Set<string>;
  tags: Readonly<Record<string, string>>;
  trust?: AwsPolicy;
  boundary?: string;
  /** One of its pieces may not be there. */
  uncertain: boolean;
}

/** A thing with an ARN while the pieces of its stack are put together. */
export interface ResourceDraft {
  readonly service: string;
  readonly type: string;
  readonly account: string;
  readonly arn: string;
  environment: Environment;
  readonly evidence: Evidence[];
  /** Statements of its policy may stand in several pieces (permissions of a function). */
  readonly policies: AwsPolicy[];
  role?: string;
  code?: ContainerCode;
  kmsKey?: string;
  publicBlocked?: boolean;
  metadata?: NonNullable<AwsResourceFact['metadata']>;
  cluster?: string;
  tags: Readonly<Record<string, string>>;
  /** Environment variables of what runs in it, as they are written. */
  readonly variables: (readonly [name: string, value: Entry])[];
  unresolved?: string;
  uncertain: boolean;
}
