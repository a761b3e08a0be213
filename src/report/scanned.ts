import type { KeptFact } from '../cloud/kept.ts';
import type { Said } from '../findings/rule.ts';
import type { EstateGraph } from '../graph/port.ts';
import type { Estate } from '../model/estate.ts';
import type { Finding, Severity } from '../model/finding.ts';

/** A finding of the saved scan that is not there any more. */
export interface Gone {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly title: string;
  /** The first day on which a scan is known to have shown it. */
  readonly since?: string;
}

/** What the findings are compared with. */
export interface Compared {
  readonly new: number;
  readonly known: number;
  readonly gone: readonly Gone[];
  /** The day of the saved scan, where it says one. */
  readonly scannedAt?: string;
}

/** What the reports are made from: a fresh scan, or one that was saved. */
export interface Scanned {
  readonly estate: Estate;
  readonly graph: EstateGraph;
  /** Ranked: number 1 is what to fix first. What people took on stands last. */
  readonly findings: readonly Finding[];
  /** The day of the scan, ISO date. */
  readonly scannedAt?: string;
  /** Sentences that were declared to stay true. */
  readonly guards?: Said['guards'];
  readonly compared?: Compared;
  /** Of a saved scan what questions to policies are asked of, read only for those: few need it. Absent where it kept none. */
  readonly policies?: () => Promise<readonly KeptFact[]>;
}
