import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix, NOTHING_KNOWN } from './matrix.ts';
import { outcomeOf } from './outcome.ts';
import { layersOf, request, writtenLayers } from './slow/arbitrary.ts';

describe('matrix', () => {
  it('says of every principal and pair what a single question says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(request, writtenLayers), { minLength: 1, maxLength: 4 }), (asked) => {
        const all = asked.map(([{ caller, action, resource, resourceAccount }, written]) => {
          const { resource: resourcePolicy, rcps, ...layers } = layersOf(written);
          const pair = {
            action,
            resource,
            ...(resourceAccount === undefined ? {} : { resourceAccount }),
            ...(resourcePolicy ? { resourcePolicy } : {}),
            ...(rcps ? { rcps } : {}),
          };
          return { caller, layers, pair };
        });
        const seen: string[] = [];
        matrix(
          all,
          all.map(({ pair }) => pair),
          (principal, pair, outcome) => seen.push(`${pair} ${principal} ${outcome}`),
        );
        const single = all.flatMap(({ pair: { resourcePolicy, rcps, ...what } }, at) =>
          all.map(({ caller, layers }, of) => {
            const whole = {
              ...layers,
              ...(resourcePolicy ? { resource: resourcePolicy } : {}),
              ...(rcps ? { rcps } : {}),
            };
            return `${at} ${of} ${outcomeOf({ caller, ...what, context: NOTHING_KNOWN }, whole)}`;
          }),
        );
        expect(seen).toEqual(single);
      }),
      { numRuns: 200 },
    );
  });
});
