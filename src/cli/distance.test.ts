import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Distance } from './distance.ts';

/** Row by row. */
function naive(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

describe('the distance', () => {
  it.each([
    ['scan', 'scan', 0],
    ['scan', 'sacn', 2],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['', '', 0],
    ['kitten', 'sitting', 3],
  ])('from %s to %s is %i', (a, b, far) => {
    expect(new Distance(a).to(b, 9)).toBe(far);
  });

  it.each([[12], [40], [100]])(
    'of texts of up to %i characters is that of a table of rows, or told to be too far',
    (maxLength) => {
      const text = fc.oneof(
        fc.array(fc.constantFrom('a', 'b', '/', '\u{1f600}'), { maxLength }).map((all) => all.join('')),
        fc.string({ maxLength }),
      );
      fc.assert(
        fc.property(text, fc.array(text, { minLength: 1, maxLength: 4 }), fc.nat(maxLength), (a, others, most) => {
          // One for several texts: a comparison must leave nothing behind.
          const distance = new Distance(a);
          for (const b of [...others, a, a.slice(1), `${a}b`, a.split('').reverse().join('')])
            expect(distance.to(b, most)).toBe(Math.min(naive(a, b), most + 1));
        }),
        { numRuns: 300 },
      );
    },
  );
});
