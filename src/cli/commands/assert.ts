import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Said } from '../../findings/rule.ts';
import { WritError } from '../../model/errors.ts';
import { askAssert, assertJson, assertLines } from '../../report/assert-report.ts';
import { answer } from '../answer.ts';
import { EXIT } from '../exit.ts';
import { exitOf } from '../exit-of.ts';
import type { Io } from '../io.ts';
import { loadEstate, type EstateFlags } from '../load-estate.ts';
import { realmOf } from '../realm.ts';
import { usage } from '../usage.ts';

export interface AssertFlags extends EstateFlags {
  readonly guards?: readonly string[];
}

/** Checks what was declared to stay true. Nothing to check is no success. */
export async function assert(io: Io, _given: readonly string[], flags: AssertFlags): Promise<number> {
  const files = await Promise.all((flags.guards ?? []).map((file) => guardsOf(io, file)));
  const loaded = await loadEstate(io, flags);
  const guards = [...(loaded.guards ?? []), ...files.flat()];
  if (guards.length === 0)
    throw usage(
      'there is no guard to check',
      'Write sentences under `guards` in writ.estate.yaml, or give --guards FILE.',
    );
  const found = askAssert(loaded.graph, guards);
  await answer(io, flags.output, {
    json: () => assertJson(found),
    lines: () => assertLines(found, io.width, realmOf(loaded)),
  });
  return found.some(({ verdict }) => !verdict.kept) ? EXIT.failed : exitOf(loaded, {});
}

/** A file of the form of writ.estate.yaml; every mistake in it is told, for a guard that is not checked would look kept. */
async function guardsOf(io: Io, file: string): Promise<Said['guards']> {
  const { parseDeclarations } = await import('../../declarations/parse.ts');
  let text: string;
  try {
    text = readFileSync(resolve(io.cwd, file), 'utf8');
  } catch {
    throw new WritError('no-such-path', file);
  }
  const { guards, diagnostics } = parseDeclarations(text, file);
  const [wrong] = diagnostics;
  if (wrong) throw new WritError('bad-configuration', `${wrong.place.file}:${wrong.place.line ?? 1}: ${wrong.message}`);
  if (guards.length === 0) throw usage(`${file} has no guards`, 'Write them as a list under the key `guards`.');
  return guards;
}
