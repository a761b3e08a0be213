import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastGroups } from './last-groups.ts';

const links = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 30 });

function reach(pairs: readonly (readonly [number, number])[], from: number): Set<number> {
  const seen = new Set([from]);
  for (const one of seen) for (const [a, b] of pairs) if (a === one) seen.add(b);
  return seen;
}

describe('where a way ends', () => {
  it('is every group from which nothing else is reached', () => {
    fc.assert(
      fc.property(links, (pairs) => {
        const groups = lastGroups('0', (id) => pairs.filter(([a]) => String(a) === id).map(([, b]) => String(b)));
        const last = [...reach(pairs, 0)].filter((one) => {
          const on = reach(pairs, one);
          return [...on].every((other) => reach(pairs, other).has(one));
        });
        expect(groups.flat().sort()).toEqual(last.map(String).sort());
        for (const group of groups)
          expect([...reach(pairs, Number(group[0]))].map(String).sort()).toEqual([...group].sort());
      }),
    );
  });
});
