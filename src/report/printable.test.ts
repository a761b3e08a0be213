import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableLines, safeJson } from './printable.ts';

const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.string({
    unit: fc.constantFrom('\u001b', '[', '2', 'J', '\u202e', '\u200b', '\ud800', '\r', '\n', '\u0085', 'a'),
  }),
);

describe('printable', () => {
  it('leaves nothing that a terminal obeys or that cannot be seen', () => {
    fc.assert(fc.property(anyText, (text) => !UNSAFE.test(printable(text))));
  });

  it('shows what was there', () => {
    expect(printable('a\u001b[31mb')).toBe('a\\u{1b}[31mb');
    expect(printable('\u202egnp.exe')).toBe('\\u{202e}gnp.exe');
    expect(printable('\ud800')).toBe('\\u{d800}');
    expect(printable('\u{e0041}')).toBe('\\u{e0041}');
    expect(printable('naïve 模型 \u{1f600}')).toBe('naïve 模型 \u{1f600}');
  });

  it('keeps lines apart and turns tabs into spaces', () => {
    expect(printableLines('a\r\n\tb\u0000\n')).toEqual(['a', '    b\\u{0}']);
  });
});

describe('safeJson', () => {
  it('means the same and prints nothing unsafe', () => {
    fc.assert(
      fc.property(fc.jsonValue(), anyText, fc.constantFrom(undefined, 1), (value, text, indent) => {
        const json = safeJson({ value, text }, indent);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ value, text })));
        expect(json.replace(/\n/gu, '')).not.toMatch(UNSAFE);
      }),
    );
  });

  it('leaves nothing that a CI log would take for a command to its runner', () => {
    expect(printable('::add-mask::x')).toBe('\\u{3a}:add-mask::x');
    expect(printable('named ::error::x and ##[group]y')).toBe('named \\u{3a}:error::x and \\u{23}#[group]y');
    expect(printableLines(' a\n   ::stop-commands::t\n+::warning::b')).toEqual([
      ' a',
      '   \\u{3a}:stop-commands::t',
      '+::warning::b',
    ]);
    for (const kept of ['arn:aws:iam::111111111111:role/a', 'a::b', ':: ', '## [a]', '::1'])
      expect(printable(kept)).toBe(kept);
  });
});
