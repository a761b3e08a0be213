import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBundle, encodeBundle } from './bundle.ts';
import { parseTilePath, rightmost, TILE, tileLevels, tilePath } from './path.ts';

describe('names of tiles', () => {
  it('are those of the specification', () => {
    expect(tilePath(0, 1234067, TILE)).toBe('tile/0/x001/x234/067');
    expect(tilePath('entries', 7, 3)).toBe('tile/entries/007.p/3');
  });

  it('are read back, and nothing else is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<number | 'entries'>('entries', 0, 1, 5, 63),
        fc.nat({ max: 2 ** 40 }),
        fc.integer({ min: 1, max: TILE }),
        (kind, index, width) => {
          expect(parseTilePath(tilePath(kind, index, width))).toEqual({ kind, index, width });
        },
      ),
    );
    for (const path of [
      'tile/00/000',
      'tile/0/x000/001',
      'tile/0/1',
      'tile/0/000.p/256',
      'tile/0/000.p/0',
      'tile/0/../000',
      '/tile/0/000',
    ])
      expect(parseTilePath(path)).toBeUndefined();
  });

  it('end as in the example of the specification', () => {
    expect([0, 1, 2].map((level) => rightmost(70_000, level))).toEqual([
      { full: 273, width: 112 },
      { full: 1, width: 17 },
      { full: 0, width: 1 },
    ]);
    expect([0, 1, 256, 257, 65_536].map(tileLevels)).toEqual([0, 1, 2, 2, 3]);
  });
});

describe('bundles', () => {
  it('are read back, and refuse what is short, long or torn', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: TILE }), (entries) => {
        const bytes = encodeBundle(entries);
        expect(decodeBundle(bytes, entries.length)).toEqual(entries.map((one) => Buffer.from(one)));
        expect(decodeBundle(bytes, entries.length + 1)).toBeUndefined();
        if (bytes.length > 0) expect(decodeBundle(bytes.subarray(0, -1), entries.length)).toBeUndefined();
      }),
    );
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow('too large');
  });
});
