/** What a public corpus judges: a catalogue line of `npm run conformance`. */
export interface Corpus {
  readonly name: string;
  readonly about: string;
  run(): Promise<Verdict>;
}

/** One row of the table: a kind of the corpus. Precision is given where the corpus lists all pairs of the kind. */
export interface KindVerdict {
  readonly kind: string;
  readonly expected: number;
  readonly found: number;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  /** An extra pair breaks the case; else it is only reported. */
  readonly exact: boolean;
}

export interface Verdict {
  readonly kinds: readonly KindVerdict[];
  /** Cases that are no pairs: a sentence and whether it holds. */
  readonly claims: readonly { readonly sentence: string; readonly holds: boolean; readonly because: string }[];
}

/** A pair that must be there is a case, and so are "nothing else" of an exact kind, and each claim. */
export function count(verdict: Verdict): { readonly cases: number; readonly failed: number } {
  const pairs = verdict.kinds.reduce((sum, kind) => sum + kind.expected, 0);
  const missing = verdict.kinds.reduce((sum, kind) => sum + kind.missing.length, 0);
  const exact = verdict.kinds.filter((kind) => kind.exact);
  const wrong = exact.filter((kind) => kind.extra.length > 0).length;
  const broken = verdict.claims.filter((claim) => !claim.holds).length;
  return { cases: pairs + exact.length + verdict.claims.length, failed: missing + wrong + broken };
}
