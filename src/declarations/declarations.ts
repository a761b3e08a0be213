import type { RealmRule } from '../connectors/port.ts';
import type { Condition, Guard } from '../guards/sentence.ts';
import type { Duty } from '../model/cloud-findings-facts.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Declared, Jewel } from '../model/estate.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Severity } from '../model/finding.ts';
import type { Glob } from '../model/glob.ts';
import type { Environment } from '../model/kinds.ts';

interface Said {
  readonly evidence: Evidence;
}

/** What is said of every node whose id the glob matches. */
export interface IdentityDeclaration extends Said {
  readonly id: Glob;
  readonly declared: Declared;
  readonly environment?: Environment;
}

export interface JewelDeclaration extends Said {
  readonly id: Glob;
  /** `false` takes an inferred jewel back. */
  readonly jewel: Omit<Jewel, 'confidence'> | false;
}

export interface ChainDeclaration extends Said {
  readonly service: string;
  readonly hops: readonly Glob[];
  readonly owner?: string;
}

export interface ApprovalDeclaration extends Said {
  readonly resource: Glob;
  readonly request: readonly string[];
  readonly approve: readonly string[];
  readonly revoke: readonly string[];
  readonly where?: string;
}

export interface ExceptionDeclaration extends Said {
  /** `null`: every rule. */
  readonly rule: string | null;
  readonly id: Glob;
  readonly owner: string;
  readonly reason: string;
  /** The last day. */
  readonly expires: string;
  readonly controls: readonly string[];
}

export interface AcceptedDeclaration extends Said {
  readonly finding?: string;
  /** `null`: every rule. */
  readonly rule?: string | null;
  readonly id?: Glob;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
}

export interface GuardDeclaration extends Said {
  readonly guard: Guard;
  readonly severity: Severity;
  readonly why?: string;
}

export interface RuleDeclaration extends Said {
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  readonly when: Condition;
  readonly frameworks: readonly string[];
  readonly fix: string;
}

export interface SeverityDeclaration extends Said {
  /** `null`: every rule. */
  readonly rule: string | null;
  readonly severity: Severity;
  readonly where?: Glob;
}

export interface DutiesDeclaration extends Said {
  /** No two of them in one hand. */
  readonly apart: readonly Duty[];
  /** They may be in one hand, whatever was said before. */
  readonly together: readonly Duty[];
  readonly why: string;
  readonly where?: Glob;
}

export interface IncludeDeclaration extends Said {
  readonly path: string;
}

export interface Declarations {
  readonly realms: readonly RealmRule[];
  readonly identities: readonly IdentityDeclaration[];
  readonly jewels: readonly JewelDeclaration[];
  readonly chains: readonly ChainDeclaration[];
  readonly approvals: readonly ApprovalDeclaration[];
  readonly exceptions: readonly ExceptionDeclaration[];
  readonly accepted: readonly AcceptedDeclaration[];
  readonly guards: readonly GuardDeclaration[];
  readonly rules: readonly RuleDeclaration[];
  readonly severities: readonly SeverityDeclaration[];
  readonly duties: readonly DutiesDeclaration[];
  readonly include: readonly IncludeDeclaration[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Several files: what each says, in the order in which they were read. */
export function together(all: readonly Declarations[]): Declarations {
  const list = <K extends keyof Declarations>(key: K): Declarations[K] =>
    all.flatMap((one) => one[key] as readonly unknown[]) as unknown as Declarations[K];
  return {
    realms: list('realms'), identities: list('identities'), jewels: list('jewels'), chains: list('chains'),
    approvals: list('approvals'), exceptions: list('exceptions'), accepted: list('accepted'), guards: list('guards'),
    rules: list('rules'), severities: list('severities'), duties: list('duties'), include: list('include'), diagnostics: list('diagnostics'),
  }; // prettier-ignore
}
