import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from './printable.ts';
import { displayWidth, splitAt, truncate, truncateStart, wrap } from './width.ts';

describe('displayWidth', () => {
  it.each([
    ['trainer', 7],
    ['模型', 4],
    ['e\u0301', 1],
    ['\u{1f600}', 2],
    ['한글', 4],
    ['ｱ', 1],
    ['', 0],
  ])('of %s is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

const texts = fc.string({ unit: 'grapheme' }).map(printable);

describe('cutting', () => {
  it('never passes the width and never loses text', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 40 }), (text, width) => {
        const [head, rest] = splitAt(text, width);
        expect(head + rest).toBe(text);
        expect(displayWidth(head)).toBeLessThanOrEqual(width);
        expect(displayWidth(truncate(text, width))).toBeLessThanOrEqual(width);
        expect(displayWidth(truncateStart(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('says that something is missing', () => {
    expect(truncate('profiles-controller', 10)).toBe('profile...');
    expect(truncateStart('a/very/long/path.yaml:9', 12)).toBe('...th.yaml:9');
  });
});

describe('wrap', () => {
  it('keeps every word and the width', () => {
    fc.assert(
      fc.property(fc.array(texts), fc.integer({ min: 2, max: 40 }), (words, width) => {
        const text = words.join(' ');
        const lines = wrap(text, width);
        expect(lines.join('').replace(/ /gu, '')).toBe(text.replace(/ /gu, ''));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
