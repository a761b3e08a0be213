import { numberOf, secondsOf } from '../condition/numbers.ts';
import { COMPARE } from '../condition/values.ts';
import type { Constraint } from './possible.ts';

/**
 * No token is used that was issued before this program was written: sessions last 36 hours at most (STS API reference, GetSessionToken). Dates
 * that a policy asks for before it are met by nobody (AWSRevokeOlderSessions and its kin).
 */
const NO_TOKEN_BEFORE = Date.UTC(2026, 0, 1) / 1000;

/**
 * Whether a number meets all comparisons. Between two neighbouring bounds all numbers compare alike, so the bounds, one number between each
 * two, and one beyond each end are all there is to try.
 */
export function numberExists(constraints: readonly Constraint[], kind: 'number' | 'date'): boolean {
  const read = kind === 'number' ? numberOf : secondsOf;
  const tests = constraints.map(({ condition, among }) => {
    const bounds = condition.closed.flatMap((value) => read(value) ?? []);
    return { bounds, among, compare: COMPARE[condition.shape.order] };
  });
  const issued = constraints[0]?.condition.key.name === 'aws:tokenissuetime';
  const floor = issued ? [NO_TOKEN_BEFORE] : [];
  const points = [...new Set([...tests.flatMap(({ bounds }) => bounds), ...floor])].sort((a, b) => a - b);
  const tries = [
    (points[0] ?? 0) - 1,
    ...points.flatMap((point, at) => [point, (point + (points[at + 1] ?? point + 2)) / 2]),
  ];
  return tries.some(
    (value) =>
      (!issued || value >= NO_TOKEN_BEFORE) &&
      tests.every(({ bounds, among, compare }) => bounds.some((bound) => compare(value, bound)) === among),
  );
}
