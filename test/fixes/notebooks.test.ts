import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { scan } from '../../src/inventory/scan.ts';

const HERE = new URL('.', import.meta.url).pathname;

const AFTER: Readonly<Record<string, string>> = {
  'notebook-cell': `import os
from huggingface_hub import login

token = (os.environ["HF_TOKEN"])
login(token=token)  # says "hello"


import os
import openai

client = openai.OpenAI(api_key=os.environ["OPENAI_API_KEY"])
print("done")`,
  'notebook-output': '%env',
};

describe('fixes of notebooks, applied to a copy and scanned again', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  /** In `bin` stands a stand-in for Jupyter that clears outputs as nbconvert's documentation says. */
  const run = (command: string): void => {
    const env = { ...process.env, PATH: `${join(HERE, 'bin')}:${process.env['PATH'] ?? ''}` };
    const ran = spawnSync('sh', ['-ec', command], { encoding: 'utf8', env });
    expect(ran.stderr).toBe('');
  };

  it.each([
    ['notebook-cell', 'plain-secret', /os\.environ\[\\\\"HF_TOKEN\\\\"\]/u],
    ['notebook-cell', 'personal-credential', /os\.environ\[\\\\"HF_TOKEN\\\\"\]/u],
    ['notebook-output', 'personal-credential', /^jupyter nbconvert --clear-output --inplace /u],
  ])('%s: %s is gone, nothing new came, the notebook is still one', (tree, rule, says) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'writ-notebook-')));
    folders.push(folder);
    cpSync(join(HERE, 'fixtures', tree), folder, { recursive: true });
    const before = scan([folder]).findings;
    const finding = before.find((one) => one.rule === rule);
    expect(finding?.fix.kind).toBe('command');
    expect(finding?.fix.text).toMatch(says);
    for (const part of ['KxVqTbnPwYzL', 'CfAoEuIvNpQ', 'Qm4Vt7Zx2Lc9'])
      expect(JSON.stringify(before)).not.toContain(part);

    run(finding?.fix.text ?? 'false');
    const after = scan([folder]);
    expect(after.estate.diagnostics).toEqual([]);
    expect(after.findings).toEqual([]);
    const notebook = JSON.parse(readFileSync(join(folder, 'train.ipynb'), 'utf8')) as { cells: { source: string[] }[] };
    expect(notebook.cells.map(({ source }) => source.join('')).join('\n\n')).toBe(AFTER[tree]);
  });
});
