import type { Evidence } from '../model/evidence.ts';

/** The place to look at first: a line that can be edited before an object that is only known of. */
export function firstPlace(evidence: readonly Evidence[]): Evidence | undefined {
  return evidence.find((place) => 'file' in place) ?? evidence[0];
}
