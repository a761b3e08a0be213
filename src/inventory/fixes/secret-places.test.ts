import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SecretPlaces, secretsIn } from './secret-places.ts';

const FILE = 'a.yaml';
const span = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => ({ file: FILE, start, end: start + length }));
const line = fc.nat(20).map((one) => ({ file: FILE, line: one + 1 }));

describe('the places of secrets in a file', () => {
  it('are those that one look at each would find', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(span, line)), fc.nat(80), fc.nat(80), (places, a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const found = new SecretPlaces([...places, { file: 'b', line: 3 }, { object: 'o', at: '1' }], FILE);
        const lines = places.flatMap((one) => ('line' in one && one.line >= from && one.line <= to ? [one.line] : []));
        expect([...found.linesIn(from, to)]).toEqual(lines.sort((x, y) => x - y));
        const spans = places.filter((one) => 'start' in one && one.end >= from && one.start <= to);
        expect(new Set(found.spansIn(from, to))).toEqual(new Set(spans));
      }),
    );
  });

  it('are put in order once for all that share a list', () => {
    const places = [{ file: FILE, line: 1 }];
    expect(secretsIn(places, FILE)).toBe(secretsIn(places, FILE));
    expect(secretsIn(places, 'b')).not.toBe(secretsIn(places, FILE));
  });
});
