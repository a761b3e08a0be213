import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { RULES } from '../../src/findings/catalogue.ts';
import { scan } from '../../src/inventory/scan.ts';

/** What people have in their trees, and what one rule finds there: `severity confidence title`. Other rules may find more. */
interface Case {
  readonly proves: string;
  readonly rule: string;
  readonly files: Readonly<Record<string, string>>;
  readonly found: readonly string[];
}

const FOLDER = 'test/cases/rules';
const files = readdirSync(FOLDER).sort();

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'writ-rules-'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function found({ rule, files: texts }: Case, at: string): readonly string[] {
  const folder = join(root, at);
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return scan([folder], { fixesFor: () => false, today: '2026-11-24' })
    .findings.filter((one) => one.rule === rule)
    .map(({ severity, confidence, title }) => `${severity} ${confidence} ${title}`)
    .sort();
}

describe.each(files)('golden cases of %s', (file) => {
  const cases = parse(readFileSync(join(FOLDER, file), 'utf8')) as readonly Case[];
  it.each(cases.map((one, at) => [one.proves, one, `${file}-${at}`] as const))('%s', (_, one, at) => {
    expect(RULES.map(({ name }) => name)).toContain(one.rule);
    expect(found(one, at)).toEqual(one.found);
  });
});
