import { describe, expect, it } from 'vitest';
import { mdCode, mdText } from './markdown-text.ts';

describe('text of others in Markdown', () => {
  it.each([
    ['[x](http://e)', '\\[x\\]\\(http&#58;//e\\)'],
    ['<img src=x onerror=1>', '&lt;img src=x onerror=1&gt;'],
    ['@everyone | `a`', '&#64;<!-- -->everyone \\| \\`a\\`'],
    ['fixes acme/core#12, see www.e.test', 'fixes acme/core&#35;<!-- -->12, see www.<!-- -->e.test'],
    ['a\n# b-c', 'a\\\\u\\{a\\}\\# b-c'],
  ])('%s stays text', (text, shown) => {
    expect(mdText(text)).toBe(shown);
  });

  it('code cannot leave its fence', () => {
    expect(mdCode('a')).toBe('`a`');
    expect(mdCode('a``b')).toBe('``` a``b ```');
  });
});
