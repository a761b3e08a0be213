import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Glob } from './glob.ts';

describe('Glob', () => {
  it.each([
    ['clusters/prod/**', 'clusters/prod/a/b.yaml', true],
    ['clusters/prod/**', 'clusters/production/a.yaml', false],
    ['**/prod/**', 'prod/a.yaml', true],
    ['**/prod/**', 'x/y/prod/a.yaml', true],
    ['**/prod/**', 'x/nonprod/a.yaml', false],
    ['*.yaml', 'a/b.yaml', false],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', false],
    ['k8s:ServiceAccount:*/ml/*', 'k8s:ServiceAccount:prod/ml/runner', true],
    ['', '', true],
  ])('%s on %s is %s', (pattern, text, expected) => {
    expect(new Glob(pattern).test(text)).toBe(expected);
  });

  it('a pattern without wildcards matches itself only', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        fc.pre(!/[*?]/u.test(a));
        expect(new Glob(a).test(b)).toBe(a === b);
      }),
    );
  });

  it('a pattern that ends in its only wildcard, two stars, matches all that begins so', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        fc.pre(!/[*?]/u.test(a));
        const glob = new Glob(`${a}**`);
        expect(glob.open).toBe(true);
        for (const text of [b, a + b]) expect(glob.test(text)).toBe(text.startsWith(glob.prefix));
      }),
    );
    for (const pattern of ['a', 'a*', '**/a', 'a**b', 'a?**', '**/']) expect(new Glob(pattern).open).toBe(false);
  });

  it('a hostile pattern ends', () => {
    expect(new Glob('**/*'.repeat(200) + 'x').test('a/'.repeat(2000))).toBe(false);
  });
});
