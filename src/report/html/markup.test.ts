import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, Markup, plain } from './markup.ts';

const h = Markup.make;
const evil = fc.string({
  unit: fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '&',
    '/',
    'script',
    ' onerror=',
    '\u202e',
    '\u2028',
    '\u0000',
    '\ud800',
    '-->',
    '\n',
    'a',
  ),
});

describe('mark-up', () => {
  it('makes text of every string, whatever it contains', () => {
    expect(h('p', null, '<img src=x onerror=alert(1)>').toString()).toBe('<p>&lt;img src=x onerror=alert(1)&gt;</p>');
    fc.assert(
      fc.property(evil, (text) => {
        const made = h('span', { title: text }, text).toString();
        return /^<span title="[^<>"]*">[^<>]*<\/span>$/u.test(made);
      }),
    );
  });

  it('shows what does not print, and keeps line ends', () => {
    fc.assert(
      fc.property(evil, (text) => !/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u0000-\u0009\u000b-\u001f]/u.test(escaped(text))),
    );
    expect(plain('a\u202eb\nc\u2028')).toBe('a\\u{202e}b\nc\\u{2028}');
  });

  it('begins no line with a command to the runner of a job that prints it', () => {
    const page = h('p', { title: '\n::error::a' }, 'a\n::add-mask::b\n \t::c\nd::e ##[group]f').toString();
    expect(page).not.toMatch(/^\s*::|##\[/mu);
    expect(page).toContain('d::e');
  });

  it('says nothing twice: plain text stays as it is', () => {
    fc.assert(fc.property(evil, (text) => plain(plain(text)) === plain(text)));
  });

  it('takes attributes without a value, lists of children, and elements that hold nothing', () => {
    expect(h('details', { open: true }, ['a', h('wbr', null)], 'b').toString()).toBe('<details open>a<wbr>b</details>');
  });

  it('leaves out an attribute whose name is not one', () => {
    const odd = { 'data-x onload=y': 'z' } as Record<`data-${string}`, string>;
    expect(h('p', odd).toString()).toBe('<p></p>');
  });
});
