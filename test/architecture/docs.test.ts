import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md'].concat(
  readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
);

describe('documentation', () => {
  it.each(pages)('%s links only to what is there', (page) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/gu)].map(
      (match) => match[1] ?? '',
    );
    expect(links.filter((link) => !/^[a-z]+:/u.test(link) && !existsSync(join(dirname(page), link)))).toEqual([]);
  });

  it('the tour names files that are there', () => {
    const text = readFileSync('docs/tour.md', 'utf8');
    const named = [
      ...text.matchAll(/`((?:inventory|graph|findings|report|bytes|model|cli|credentials)\/[\w./-]+\.ts)`/gu),
    ].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !existsSync(join('src', name)))).toEqual([]);
  });
});
