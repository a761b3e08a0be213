/** What a scan can say about a control: decide it, give evidence towards it, or nothing. A report that never says "none" is not believed. */
export type Checks = 'full' | 'part' | 'none';

/** The framework's own id, a short name, and what Writ checks. */
export type ControlRow = readonly [id: string, name: string, checks: Checks];

export interface Framework {
  readonly key: string;
  readonly title: string;
  /** Put before the framework's own id in `frameworks` of a finding. */
  readonly prefix: string;
  readonly source: string;
  /** The snapshot that was read; null where no versioned text was open to read. */
  readonly commit: string | null;
  /** `primary`: the publisher's own text. `secondary`: someone's copy or account of it. */
  readonly read: 'primary' | 'secondary';
  readonly controls: readonly ControlRow[];
}

export interface Control {
  /** As printed in findings: `NHI5:2025`, `AI-RMF GOVERN 1.6`. */
  readonly id: string;
  /** As the framework writes it: `GOVERN 1.6`. */
  readonly own: string;
  readonly name: string;
  readonly framework: string;
  readonly source: string;
  readonly commit: string | null;
  readonly checks: Checks;
}
