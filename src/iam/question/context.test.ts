import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../outcome.ts';
import { layersOf, request, writtenLayers } from '../slow/arbitrary.ts';

describe('a context', () => {
  it('that is asked with often answers as one that is new', () => {
    const many = fc.array(fc.tuple(request, writtenLayers), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(many, ([first, ...rest]) => {
        const { context } = first?.[0] ?? {};
        if (!context) return;
        for (const [asked, written] of [...rest, ...rest]) {
          const layers = layersOf(written);
          expect(outcomeOf({ ...asked, context }, layers)).toBe(
            outcomeOf({ ...asked, context: { ...context } }, layers),
          );
        }
      }),
      { numRuns: 40 },
    );
  });
});
