import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolve } from '../outcome.ts';
import { Question } from '../question/question.ts';
import { layersOf, request, writtenLayers } from '../slow/arbitrary.ts';
import { MAYBE, NO, YES, type Truth } from '../truth.ts';
import { partsOf } from './build.ts';
import { all } from './node.ts';
import { satisfiable } from './solve.ts';

/** The same by the formula alone, without the short cuts of `decide`. */
function byFormula(question: Question): Truth {
  const whole = all(partsOf(question).map(({ node }) => node));
  if (!satisfiable(whole, true)) return NO;
  return satisfiable(whole, false) ? MAYBE : YES;
}

describe('the formula of a question', () => {
  it('says what the layers say one by one, where nothing hangs together too', () => {
    fc.assert(
      fc.property(fc.array(request, { minLength: 4, maxLength: 4 }), writtenLayers, (asked, written) => {
        const layers = layersOf(written);
        for (const one of asked) {
          const question = new Question().ask(one, layers);
          if (!question.action.free) expect(resolve(question)).toBe(byFormula(question));
        }
      }),
      { numRuns: 300 },
    );
  });
});
