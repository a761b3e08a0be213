import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Ajv } from 'ajv';
import { caseFile } from './schema.ts';

/** The form of the golden suite only; the evaluator's own runner reads the same files. */
const folder = new URL('.', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort();
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(caseFile);

interface Case {
  proves: string;
  by: string[];
  disputed?: string;
}
const read = (name: string): { cases: Case[] } =>
  parse(readFileSync(new URL(name, folder), 'utf8')) as { cases: Case[] };
const all = files.flatMap((name) => read(name).cases);

/** Every Sid that stands anywhere in the case. */
function sids(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) sids(item, found);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value))
      if (key === 'Sid' && typeof inner === 'string') found.add(inner);
      else sids(inner, found);
  return found;
}

describe('golden suite of AWS IAM: form', () => {
  it.each(files)('%s follows the schema', (name) => {
    validate(read(name));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each(files)('%s stays readable', (name) => {
    expect(read(name).cases.length).toBeLessThanOrEqual(40);
  });

  it('has at least 300 cases', () => {
    expect(all.length).toBeGreaterThanOrEqual(300);
  });

  it('has as many cases and files as README.md says', () => {
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    expect(readme).toContain(`${String(all.length)} cases in ${String(files.length)} files`);
  });

  it('proves every sentence once', () => {
    const sentences = all.map((one) => one.proves);
    expect(sentences.filter((sentence, at) => sentences.indexOf(sentence) !== at)).toEqual([]);
  });

  it('names in by only statements that stand in the case', () => {
    expect(all.filter((one) => one.by.some((sid) => !sids(one).has(sid))).map((one) => one.proves)).toEqual([]);
  });
});
