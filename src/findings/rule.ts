import type { EstateGraph, Path } from '../graph/port.ts';
import type { Duty } from '../model/cloud-findings-facts.ts';
import type { Condition, Guard } from '../guards/sentence.ts';
import type { Estate, EstateEdge, EstateNode } from '../model/estate.ts';
import type {
  AccountFact,
  CredentialFact,
  DanglingFact,
  EndpointFact,
  Fact,
  GrantFact,
  ModelFact,
  NetworkFact,
  RoleFact,
  SubmitFact,
  TokenFact,
  WorkloadFact,
} from '../model/facts.ts';
import type { Evidence } from '../model/evidence.ts';
import type { EdgeKind, Environment } from '../model/kinds.ts';
import type { NodeId } from '../model/id.ts';
import type { FindingDraft, Severity } from '../model/finding.ts';

/** One kind of finding: a question asked of the whole estate. Pure; the same estate gives the same drafts in the same order. */
export interface Rule {
  /** kebab-case, unique, never reused: it is part of every finding's id and of people's exceptions. */
  readonly name: string;
  /** Its row in the table of findings of docs and estate.md. */
  readonly row: number;
  readonly title: string;
  /** When it is how severe, in the order in which it is decided. The documentation prints this table. */
  readonly severities: readonly (readonly [Severity, string])[];
  /** What makes it fire, and what is near but does not: for people who doubt a finding. */
  readonly fires: string;
  readonly quiet: string;
  /** Ids of the control catalogue. */
  readonly frameworks: readonly string[];
  judge(estate: JudgeContext): Iterable<FindingDraft>;
}

/** What people want judged besides the catalogue. Evidence is where each stands. */
export interface Said {
  readonly guards: readonly {
    readonly guard: Guard;
    readonly severity: Severity;
    readonly why?: string;
    readonly evidence: Evidence;
  }[];
  readonly rules: readonly {
    readonly name: string;
    readonly title: string;
    readonly severity: Severity;
    readonly when: Condition;
    readonly frameworks: readonly string[];
    readonly fix: string;
    readonly evidence: Evidence;
  }[];
  /** The last that fits a finding is its severity; `null` fits every rule. */
  readonly severities: readonly {
    readonly rule: string | null;
    readonly severity: Severity;
    readonly where?: { readonly test: (id: NodeId) => boolean };
  }[];
  /** Which duties may not be held together, and which may; the last that fits a pair counts. */
  readonly duties: readonly {
    readonly apart: readonly Duty[];
    readonly together: readonly Duty[];
    readonly why: string;
    readonly where?: { readonly test: (id: NodeId) => boolean };
  }[];
}

export const NOTHING_SAID: Said = { guards: [], rules: [], severities: [], duties: [] };

/** Something that an identity may do: one binding of one role. */
export interface Holder {
  readonly subject: NodeId;
  readonly grant: GrantFact;
}

/** The estate as rules see it: facts by kind and by node, each list in a stable order. */
export interface JudgeContext {
  readonly estate: Estate;
  /** Edges of these kinds, in the order of the estate. */
  readonly edgesOf: (kinds: Iterable<EdgeKind>) => readonly EstateEdge[];
  readonly graph: EstateGraph;
  readonly workloads: readonly WorkloadFact[];
  readonly grants: readonly GrantFact[];
  readonly roles: readonly RoleFact[];
  readonly credentials: readonly CredentialFact[];
  readonly tokens: readonly TokenFact[];
  readonly dangling: readonly DanglingFact[];
  readonly endpoints: readonly EndpointFact[];
  readonly networks: readonly NetworkFact[];
  readonly models: readonly ModelFact[];
  readonly submits: readonly SubmitFact[];
  readonly accounts: readonly AccountFact[];
  /** Facts of a kind that has no list of its own, in node order. */
  of<K extends Fact['fact']>(kind: K): readonly Extract<Fact, { fact: K }>[];
  /** The day of the scan, ISO date: expiry and age are judged against it. */
  readonly today: string;
  readonly guards: Said['guards'];
  readonly duties: Said['duties'];
  node(id: NodeId): EstateNode | undefined;
  /** What runs as the account. */
  runningAs(account: NodeId): readonly WorkloadFact[];
  workload(id: NodeId): WorkloadFact | undefined;
  account(id: NodeId): AccountFact | undefined;
  /** Bindings that name the identity itself, not a group that it is in. */
  grantsTo(subject: NodeId): readonly GrantFact[];
  /** Who holds the role, through which binding. */
  holders(role: NodeId): readonly Holder[];
  /** The environment of the node; that of its workloads where the node itself does not say. */
  environment(id: NodeId): Environment;
  /** Declared owner of the identity, or of what runs as it. */
  owner(id: NodeId): string | null;
  /** How a person calls it: `service account team-a/trainer`. Untrusted text: reports escape it. */
  named(id: NodeId): string;
  /** The least costly way from one of these to the most valuable jewel that any of them reaches. */
  pathToStake(from: readonly NodeId[], stakes?: (jewel: EstateNode) => boolean): Stake | undefined;
  /** What is reached over one of these edges, and from `holder` to that edge where one is given: what the weakness itself leads to. */
  stakeThrough(edges: readonly EstateEdge[], holder?: NodeId): Stake | undefined;
}

export interface Stake {
  readonly jewel: EstateNode;
  readonly path: Path;
}
