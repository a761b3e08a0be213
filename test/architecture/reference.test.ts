import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referencePages } from '../../scripts/pages.ts';
import { cliPage } from '../../src/cli/reference.ts';

describe('docs/reference', () => {
  const pages = { ...referencePages(), 'cli.md': cliPage() };

  it('holds exactly the generated pages', () => {
    expect(readdirSync('docs/reference').sort()).toEqual(Object.keys(pages).sort());
  });

  it.each(Object.entries(pages))('%s is what source says (npm run docs)', (name, text) => {
    expect(readFileSync(`docs/reference/${name}`, 'utf8')).toBe(text);
  });

  it('every decision is listed', () => {
    const list = readFileSync('docs/decisions/README.md', 'utf8');
    for (const name of readdirSync('docs/decisions').filter((one) => /^\d/u.test(one)))
      expect(list).toContain(`(${name})`);
  });
});
