import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hole } from '../../model/hole.ts';
import { arnGlob, glob, tokens } from '../slow/glob.ts';
import { MAYBE, NO, YES } from '../truth.ts';
import { ArnPattern } from './arn.ts';
import { openMatch } from './open.ts';
import { ANY, ONE, Pattern, wild } from './pattern.ts';

const RUNS = { numRuns: 2000 };
const from = (letters: readonly string[], maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...letters), { maxLength }).map((parts) => parts.join(''));
const pattern = from(['a', 'b', 'ab', 'B', ':', '*', '*', '**', '?', 'é'], 9);
const text = from(['a', 'b', 'ab', 'B', ':', 'é'], 9);
/** A pattern, and a text that is likelier than chance to match it. */
const both = fc.oneof(
  fc.tuple(pattern, text),
  pattern.chain((one) =>
    fc.array(text, { minLength: 9, maxLength: 9 }).map((fill): [string, string] => {
      let at = 0;
      return [one, one.replace(/\*|\?/gu, (star) => (star === '*' ? (fill[at++ % 9] ?? '') : 'b'))];
    }),
  ),
);

describe('patterns', () => {
  it('match what trying every way matches', () => {
    fc.assert(
      fc.property(both, ([one, other]) => {
        expect(new Pattern(wild(one)).test(other)).toBe(glob(tokens(one), other));
      }),
      RUNS,
    );
  });

  it('of ARNs match part by part', () => {
    const parts = fc.array(fc.tuple(from(['a', 'b', '*', '?'], 3), from(['a', 'b'], 3)), {
      minLength: 4,
      maxLength: 8,
    });
    fc.assert(
      fc.property(parts, (list) => {
        const one = list.map(([part]) => part).join(':');
        const other = list.map(([part, fill]) => part.replaceAll('*', fill).replaceAll('?', 'a')).join(':');
        for (const tried of [other, list.map(([, fill]) => fill).join(':')])
          expect(new ArnPattern(wild(one)).test(tried)).toBe(arnGlob(tokens(one), tried));
      }),
      RUNS,
    );
  });

  it('with holes say yes where every filling matches, no where none does', () => {
    const holed = (letters: readonly string[]): fc.Arbitrary<readonly string[]> =>
      fc.array(fc.constantFrom(...letters, hole('x')), { maxLength: 5 });
    const fillings = ['', 'a', 'b', 'ab', ':'];
    const filled = (parts: readonly string[], fill: string): string =>
      parts.map((part) => (part === hole('x') ? fill : part)).join('');
    fc.assert(
      fc.property(holed(['a', 'b', '*', '?']), holed(['a', 'b']), (left, right) => {
        const truth = openMatch(wild(left.join('')), right.join(''));
        const all = fillings.flatMap((one) =>
          fillings.map((other) => new Pattern(wild(filled(left, one))).test(filled(right, other))),
        );
        if (truth === YES) expect(all).not.toContain(false);
        if (truth === NO) expect(all).not.toContain(true);
        if (!left.includes(hole('x')) && !right.includes(hole('x'))) expect(truth).not.toBe(MAYBE);
      }),
      RUNS,
    );
  });

  it('the characters that stand for wildcards are none when somebody writes them', () => {
    expect(new Pattern(wild(`a${ANY}`)).test('abc')).toBe(false);
    expect(new Pattern(wild(`a${ONE}`)).test('ab')).toBe(false);
  });
});
