import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FieldsShape, Shape } from '../shape.ts';
import { nextOf } from './client.ts';
import { ALL } from './operations.ts';

const page = readFileSync('docs/collect-github.md', 'utf8');
const table = /\| right\s+\| for\s+\|\n\|[-| ]+\|\n((?:\|.*\n)+)/u.exec(page)?.[1] ?? '';
const rights = table
  .trim()
  .split('\n')
  .map((line) => line.split('|')[1]?.trim() ?? '');

/** Every field that a shape keeps, by its path. */
function fieldsOf(shape: Shape, at = ''): readonly string[] {
  if (typeof shape === 'string') return [at];
  if (Array.isArray(shape)) return fieldsOf((shape as readonly [Shape])[0], at);
  return Object.entries(shape as FieldsShape).flatMap(([name, inner]) => fieldsOf(inner, `${at}.${name}`));
}

describe('the calls of GitHub', () => {
  it('need the rights of the page, and nothing else is asked for', () => {
    expect(rights.sort()).toEqual([...new Set(ALL.map(({ right }) => right))].sort());
  });

  it('keep no value of a variable or secret, no key, no mail; the content of files alone', () => {
    const kept = ALL.flatMap(({ path, keeps }) => fieldsOf(keeps, path));
    expect(kept.filter((one) => /\.(?:value|key|email|token|content)$/u.test(one))).toEqual([
      '/repos/{owner}/{repo}/git/blobs/{sha}.content',
    ]);
  });

  it('follow links to the same address alone', () => {
    const api = 'https://api.github.com';
    expect(nextOf(`<${api}/orgs/a/repos?page=2>; rel="next"`, api)).toBe('/orgs/a/repos?page=2');
    expect(nextOf('<https://api.github.com.evil.example/x>; rel="next"', api)).toBeUndefined();
    expect(nextOf(`<${api}/x?page=9>; rel="last"`, api)).toBeUndefined();
  });
});
