import type { Confidence, Evidence } from './evidence.ts';
import type { EdgeKind, EntryKind, Environment, NodeKind } from './kinds.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Fact, RbacRule, WorkloadFunction } from './facts.ts';
import type { NodeId } from './id.ts';

/** What is at stake. Tiers are estate.md's: 13 admin, 8 secret store / prod registry / customer data, 5 training data / prod endpoint / tool, 3 the rest. */
export interface Jewel {
  readonly tier: 13 | 8 | 5 | 3;
  /** In words: "cluster-admin of prod". */
  readonly name: string;
  /** `possible` when inferred by rule, `configured` when declared. */
  readonly confidence: Confidence;
  readonly reason: string;
}

/** What people declare about an identity or a thing; missing fields are findings. */
export interface Declared {
  readonly owner?: string;
  readonly purpose?: string;
  readonly dataScope?: string;
  readonly rotation?: string;
  readonly stage?: string;
  readonly sensitivity?: string;
  readonly vendor?: string;
}

export interface EstateNode {
  readonly id: NodeId;
  readonly kind: NodeKind;
  /** The native name, as the source writes it. */
  readonly name: string;
  readonly realm: string;
  readonly environment: Environment;
  readonly namespace?: string;
  readonly evidence: readonly Evidence[];
  readonly declared?: Declared;
  readonly jewel?: Jewel;
  readonly entry?: EntryKind;
  /** What a workload or its pod is for. Written by the scan from the facts, so that a saved estate can still be asked. */
  readonly functions?: readonly WorkloadFunction[];
  /** Set on nodes that a source implies but does not declare, such as the `default` service account. */
  readonly implied?: true;
  /** The rules of a PermissionSet or role, for who-can. */
  readonly rules?: readonly RbacRule[];
}

export interface EstateEdge {
  /** `e:` and 16 hex digits of SHA-256 over kind, from, to, precondition. */
  readonly id: string;
  readonly kind: EdgeKind;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly confidence: Confidence;
  readonly precondition?: string;
  readonly evidence: readonly Evidence[];
}

/** One place that was read, and what was seen there. */
export interface Source {
  readonly path: string;
  readonly kind: string;
  readonly files: number;
  readonly objects: number;
}

/** Everything that a scan has understood. */
export interface Estate {
  readonly nodes: readonly EstateNode[];
  readonly edges: readonly EstateEdge[];
  readonly facts: readonly Fact[];
  readonly sources: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
}
