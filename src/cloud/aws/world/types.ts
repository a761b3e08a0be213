import type { CompiledPolicy, Levels } from '../../../iam/port.ts';
import type {
  AwsIdentityFact,
  AwsOidcProviderFact,
  AwsPodIdentityFact,
  AwsResourceFact,
} from '../../../model/aws-facts.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { NodeId } from '../../../model/id.ts';
import type { Environment } from '../../../model/kinds.ts';
import type { Spoken } from './spoken.ts';

/** A role or user with everything that decides what it may do. Told by one file or several. */
export interface AwsIdentity {
  readonly node: NodeId;
  readonly type: 'role' | 'user';
  readonly account: AwsAccount;
  readonly arn: string;
  /** Every ARN by which files call it. */
  readonly arns: readonly string[];
  readonly name: string;
  readonly fact: AwsIdentityFact;
  /** Its own policies: attached, inline, and those of its groups. */
  readonly texts: readonly AwsPolicy[];
  /** Their statements, in order. */
  readonly spoken: readonly Spoken[];
  /** Actions that an Allow of its own may be about: see concerns.ts. */
  readonly concerns: Uint32Array;
  readonly boundary?: CompiledPolicy;
  readonly trust?: CompiledPolicy;
  readonly serviceLinked: boolean;
  readonly environment: Environment;
  /** Why an allow may not hold: a policy, boundary or level of the organisation that no file tells. */
  readonly doubts: readonly string[];
  readonly evidence: readonly Evidence[];
}

export interface AwsThing {
  readonly node: NodeId;
  readonly fact: AwsResourceFact;
  readonly account: AwsAccount;
  readonly policy?: CompiledPolicy;
}

export interface AwsAccount {
  /** Twelve digits, or a hole. */
  readonly id: string;
  readonly node: NodeId;
  readonly identities: AwsIdentity[];
  readonly things: AwsThing[];
  readonly standing: Standing;
}

/** Where an account stands under an organisation. */
export interface Standing {
  readonly scps?: Levels;
  readonly rcps?: Levels;
  readonly management: boolean;
  readonly organisation?: string;
  /** As `aws:PrincipalOrgPaths` writes it: `o-a1/r-ab/ou-ab-1/`. */
  readonly path?: string;
  /** Why the levels of service control policies may not be all of them. */
  readonly doubt?: string;
  /** The same of resource control policies. */
  readonly rcpDoubt?: string;
}

/** What the files tell of AWS, ready to be asked. Lists are in the order of ids. */
export interface World {
  readonly accounts: ReadonlyMap<string, AwsAccount>;
  readonly identities: readonly AwsIdentity[];
  readonly byArn: ReadonlyMap<string, AwsIdentity>;
  readonly byName: ReadonlyMap<string, readonly AwsIdentity[]>;
  readonly things: readonly AwsThing[];
  readonly groups: readonly AwsIdentityFact[];
  readonly managed: (arn: string) => AwsPolicy | undefined;
  /** A policy that AWS keeps, from a file or from the table. */
  readonly isAwsOwned: (policy: AwsPolicy) => boolean;
  readonly providers: readonly AwsOidcProviderFact[];
  readonly associations: readonly AwsPodIdentityFact[];
  /** Whether an organisation is told that does not hold this account. */
  readonly isStranger: (account: string) => boolean;
  readonly standingOf: (account: string) => Standing;
  /** The statements of a policy, as questions meet them. */
  readonly spokenOf: (policy: AwsPolicy) => readonly Spoken[];
  /** As the world writes what no file names: see ground.ts. */
  readonly grounded: (text: string) => string;
}
