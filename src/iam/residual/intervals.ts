import { numberOf, secondsOf } from '../condition/numbers.ts';
import { COMPARE } from '../condition/values.ts';
import type { Constraint } from './possible.ts';

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
  const points = [...new Set(tests.flatMap(({ bounds }) => bounds))].sort((a, b) => a - b);
  const tries = [
    (points[0] ?? 0) - 1,
    ...points.flatMap((point, at) => [point, (point + (points[at + 1] ?? point + 2)) / 2]),
  ];
  return tries.some((value) =>
    tests.every(({ bounds, among, compare }) => bounds.some((bound) => compare(value, bound)) === among),
  );
}
