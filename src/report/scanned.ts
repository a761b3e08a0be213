import type { EstateGraph } from '../graph/port.ts';
import type { Estate } from '../model/estate.ts';
import type { Finding } from '../model/finding.ts';

/** What the reports are made from: a fresh scan, or one that was saved. */
export interface Scanned {
  readonly estate: Estate;
  readonly graph: EstateGraph;
  /** Ranked: number 1 is what to fix first. */
  readonly findings: readonly Finding[];
}
