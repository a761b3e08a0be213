import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closest, distance } from './closest.ts';

describe('distance', () => {
  it.each([
    ['scan', 'scan', 0],
    ['scan', 'sacn', 2],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('from %s to %s is %i', (a, b, far) => {
    expect(distance(a, b, 9)).toBe(far);
  });

  it('is the same both ways, and zero only for equals', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(distance(a, b, 20)).toBe(distance(b, a, 20));
        expect(distance(a, b, 20) === 0).toBe(a === b);
      }),
    );
  });
});

it('the nearest come first, what is far does not come', () => {
  const ids = [
    'k8s:ServiceAccount:prod/team-a/trainer',
    'k8s:ServiceAccount:prod/team-a/server',
    'k8s:Node:prod/gpu-1',
  ];
  expect(closest('trainre', ids)).toEqual([ids[0]]);
  expect(closest('team-a/servr', ids)[0]).toBe(ids[1]);
  expect(closest('payments', ids)).toEqual([]);
});
