import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lately } from './lately.ts';

describe('what was asked lately', () => {
  it('is answered as it was set, or not at all', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.integer())), (all) => {
        const lately = new Lately<number>(10);
        const last = new Map<string, number>();
        for (const [key, value] of all) {
          expect([undefined, last.get(key)]).toContain(lately.get(key));
          lately.set(key, value);
          last.set(key, value);
          expect(lately.get(key)).toBe(value);
        }
      }),
    );
  });

  it('does not keep what is larger than its share', () => {
    const lately = new Lately<number>(3);
    lately.set('long', 1);
    expect(lately.get('long')).toBeUndefined();
  });

  it('stays while it is asked, and goes when it is not', () => {
    const lately = new Lately<number>(20);
    lately.set('kept', 1);
    lately.set('gone', 2);
    for (let round = 0; round < 20; round++) {
      lately.set(`other ${round}`, round);
      expect(lately.get('kept')).toBe(1);
    }
    expect(lately.get('gone')).toBeUndefined();
  });
});
