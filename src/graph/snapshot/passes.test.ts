import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstFall, firstNotAbove, greatest } from './passes.ts';

/** Both sides of every border: of a small integer, of 31 and of 32 bits. */
const word = fc.oneof(
  fc.constantFrom(0, 1, 2 ** 30 - 1, 2 ** 30, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1),
  fc.nat(2 ** 32 - 1),
);
const column = fc.array(word, { maxLength: 8 }).map((words) => Uint32Array.from(words));
const sorted = column.map((words) => words.slice().sort());

it('the greatest entry, an absent one counting as 0 when it may be absent', () => {
  fc.assert(
    fc.property(column, fc.constantFrom(0 as const, 1 as const), (words, shift) => {
      expect(greatest(words, shift)).toBe(Math.max(0, ...Array.from(words, (one) => (one + shift) % 2 ** 32)));
    }),
  );
});

it('the first place that falls, and the first pair that does not rise', () => {
  fc.assert(
    fc.property(fc.oneof(column, sorted), column, (high, low) => {
      const lows = Uint32Array.from(high, (_, i) => low[i] ?? 0);
      const pair = (i: number): bigint => (BigInt(high[i] ?? 0) << 32n) | BigInt(lows[i] ?? 0);
      expect(firstFall(high)).toBe(high.findIndex((one, i) => i > 0 && one < (high[i - 1] ?? 0)));
      expect(firstNotAbove(high, lows)).toBe(high.findIndex((_, i) => i > 0 && pair(i) <= pair(i - 1)));
    }),
  );
});
