import type { Finding } from '../model/finding.ts';
import type { Compared, Gone } from './scanned.ts';

/** What a comparison needs of a saved scan. */
export interface Baseline {
  readonly findings: readonly Gone[];
  readonly scannedAt?: string;
  /** What could not be read then, by `unreadKey`. */
  readonly unread: ReadonlySet<string>;
}

interface Unread {
  readonly code: string;
  readonly place: { readonly file: string };
}

/** A file with what is wrong with it, wherever in it that stands now. */
export const unreadKey = ({ code, place }: Unread): string => `${code} ${place.file}`;

/**
 * Marks what the saved scan did not have as new, and tells since when the rest is known: since the day that the saved scan says, or its
 * own day. Ids are stable across line moves, so that what moved is not new.
 */
export function compareWith<T extends Pick<Finding, 'id'>>(
  findings: readonly T[],
  { findings: before, scannedAt }: Baseline,
  today: string | undefined,
): { readonly findings: readonly T[]; readonly compared: Compared } {
  const known = new Map(before.map((one) => [one.id, one]));
  const marked = findings.map((finding): T => {
    const old = known.get(finding.id);
    const since = old ? (old.since ?? scannedAt) : today;
    return { ...finding, ...(old ? {} : { new: true }), ...(since === undefined ? {} : { since }) };
  });
  const there = new Set(findings.map(({ id }) => id));
  const gone = before
    .filter(({ id }) => !there.has(id))
    .map((one): Gone => ({
      ...one,
      ...(one.since === undefined && scannedAt !== undefined ? { since: scannedAt } : {}),
    }));
  const kept = marked.filter(({ id }) => known.has(id)).length;
  return {
    findings: marked,
    compared: { new: marked.length - kept, known: kept, gone, ...(scannedAt === undefined ? {} : { scannedAt }) },
  };
}

/** Days from one ISO date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
