import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULES } from './catalogue.ts';
import { CONTROLS } from './frameworks.ts';
import { ruleReference } from './reference.ts';

/** The table of findings of the design, where it lies beside the checkout. */
const ESTATE = '../shared/design/estate.md';

function rowsOf(text: string): Map<number, string[]> {
  const rows = text.matchAll(/^\| (\d+) \| .* \| ([\d,]+) \|$/gmu);
  return new Map(
    [...rows].map(([, row, ids]): [number, string[]] => [
      Number(row),
      (ids ?? '')
        .split(',')
        .map((one) => `NHI${one}:2025`)
        .sort(),
    ]),
  );
}

describe('the catalogue of rules', () => {
  it('has unique kebab-case names that are the names of their files', () => {
    const names = RULES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
      expect(existsSync(new URL(`rules/${name}.ts`, import.meta.url)), name).toBe(true);
      expect(existsSync(new URL(`rules/${name}.test.ts`, import.meta.url)), `${name} has a test`).toBe(true);
    }
  });

  it('cites only controls of the checked catalogue, none that a scan says nothing about', () => {
    for (const { name, frameworks } of RULES) {
      expect(new Set(frameworks).size, name).toBe(frameworks.length);
      for (const id of frameworks)
        expect(CONTROLS.get(id)?.checks ?? `${id} of ${name} is in no catalogue`).toMatch(/^(?:full|part)$/u);
    }
  });

  it('says of each rule when it is how severe, when it fires and when it does not', () => {
    for (const rule of ruleReference()) {
      expect(rule.severities.length).toBeGreaterThan(0);
      for (const text of [rule.fires, rule.quiet]) expect(text).toMatch(/^[A-Z].*\.$/u);
      for (const { name } of rule.frameworks) expect(name).not.toBe('');
    }
  });

  it.runIf(existsSync(ESTATE))('cites the NHI numbers of its row, several rules of one row together', () => {
    const table = rowsOf(readFileSync(ESTATE, 'utf8'));
    const last = Math.max(...table.keys());
    // Rows above the design's table are our own.
    for (const row of new Set(RULES.map((rule) => rule.row).filter((one) => one <= last))) {
      const cited = RULES.filter((rule) => rule.row === row).flatMap(({ frameworks }) =>
        frameworks.filter((id) => id.startsWith('NHI')),
      );
      expect([...new Set(cited)].sort(), `row ${row}`).toEqual(table.get(row));
    }
  });
});
