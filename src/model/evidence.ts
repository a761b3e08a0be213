/** Where a fact was read: a line of a file, or an object of a live source. Lines count from 1. */
export type Evidence =
  { readonly file: string; readonly line: number } | { readonly object: string; readonly at: string };

/**
 * How far a fact can be relied on.
 * - `proved`: the effective permission was computed from everything that decides it.
 * - `configured`: the configuration says so.
 * - `possible`: a precondition could not be decided; it is named beside.
 */
export type Confidence = 'proved' | 'configured' | 'possible';

const RANK: Record<Confidence, number> = { possible: 0, configured: 1, proved: 2 };

/** The confidence of a chain is that of its weakest link. */
export function weaker(a: Confidence, b: Confidence): Confidence {
  return RANK[a] <= RANK[b] ? a : b;
}

/** Of two independent reasons for one fact, the better one counts. */
export function stronger(a: Confidence, b: Confidence): Confidence {
  return RANK[a] >= RANK[b] ? a : b;
}

/** A place as people read it: `file:line`, or the object and its version. */
export function placeOf(evidence: Evidence): string {
  return 'file' in evidence ? `${evidence.file}:${evidence.line}` : `${evidence.object} (${evidence.at})`;
}

/** Whether `placeOf` says the same of both. */
export function samePlace(a: Evidence, b: Evidence): boolean {
  if ('file' in a) return 'file' in b && a.file === b.file && a.line === b.line;
  return !('file' in b) && a.object === b.object && a.at === b.at;
}

/** A half-open range of UTF-16 offsets in the decoded text of a file, where a fix may edit. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}
