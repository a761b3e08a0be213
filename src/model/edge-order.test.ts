import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgesInOrder } from './edge-order.ts';
import type { EstateEdge } from './estate.ts';

const edge = (id: string): EstateEdge => ({
  id,
  kind: 'CALLS',
  from: 'a',
  to: 'b',
  confidence: 'proved',
  evidence: [],
});
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

describe('the order of edges', () => {
  // Few first digits, so that the last ones decide, and enough edges that they are not simply sorted.
  it('is that of their ids, also where they begin alike or are no hashes', () => {
    const first = fc.constantFrom('00000000', '0000ffff', '0000fffe', '7fffffff', '80000000', 'ffffffff');
    const id = fc.tuple(first, fc.nat(0xffffffff)).map(([a, b]) => `e:${a}${hex(b, 8)}`);
    const odd = fc.constantFrom('e:1', 'e:', 'e:000000000000000g', 'e:00000000:0000000');
    fc.assert(
      fc.property(fc.uniqueArray(id, { minLength: 1000, maxLength: 1200 }), fc.array(odd, { maxLength: 1 }), (ids, more) => {
        const all = [...ids, ...more];
        expect(edgesInOrder(all.map(edge)).map((one) => one.id)).toEqual([...all].sort());
      }),
      { numRuns: 20 },
    );
  });
}); // prettier-ignore
