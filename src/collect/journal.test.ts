import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../model/diagnostic.ts';
import { journalled } from './journal.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'writ-journal-'))));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const DAY = 24 * 60 * 60 * 1000;

/** One run that knows or asks one thing, and then ends or breaks. */
async function run(caller: string, at = 0, breaks = true): Promise<{ knew: boolean; told: readonly string[] }> {
  const told: Diagnostic[] = [];
  const sink = { progress: () => undefined, report: (one: Diagnostic) => void told.push(one) };
  let knew = false;
  const running = journalled({ collector: 'x', caller }, { folder, now: () => new Date(at) }, sink, (journal) => {
    knew = journal.known('who') !== undefined;
    if (!knew) journal.answered('who', 'ada');
    return breaks
      ? Promise.reject(new Error('killed'))
      : Promise.resolve({ files: [], answers: 1, resumed: journal.replayed });
  });
  await running.catch(() => undefined);
  return { knew, told: told.map(({ code }) => code) };
}

describe('the journal of a collection that did not end', () => {
  it('is taken up by the same caller within a day', async () => {
    expect(await run('ada')).toEqual({ knew: false, told: [] });
    expect(await run('ada', DAY - 1)).toEqual({ knew: true, told: [] });
  });

  it('is not taken up by another caller, who is told and whose own begins', async () => {
    await run('ada');
    expect(await run('bob')).toEqual({ knew: false, told: ['asked-anew'] });
    expect(await run('bob')).toEqual({ knew: true, told: [] });
  });

  it('is over after a day and after a run that ended, which nobody needs to be told', async () => {
    await run('ada');
    expect(await run('bob', DAY)).toEqual({ knew: false, told: [] });
    await run('bob', DAY, false);
    expect(await run('ada', DAY)).toEqual({ knew: false, told: [] });
  });

  it('holds neither the caller nor the same digest twice', async () => {
    const written = async (): Promise<string> => {
      await run('a-credential');
      const text = readFileSync(join(folder, '.collect-x.jsonl'), 'utf8');
      rmSync(join(folder, '.collect-x.jsonl'));
      expect(text).not.toContain('a-credential');
      return (JSON.parse(text.split('\n')[0] ?? '') as { caller: string }).caller;
    };
    expect(await written()).not.toBe(await written());
  });
});
