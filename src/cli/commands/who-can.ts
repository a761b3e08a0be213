import type { Io } from '../io.ts';
import { answer } from '../answer.ts';
import { argumentsOf } from '../arguments.ts';
import { exitOf } from '../exit-of.ts';
import { loadEstate, type EstateFlags } from '../load-estate.ts';
import { realmOf } from '../realm.ts';

export async function whoCan(io: Io, given: readonly string[], flags: EstateFlags): Promise<number> {
  const [[verb = '', resource = ''], told] = argumentsOf(['VERB', 'RESOURCE'], given, flags, io.cwd);
  const loaded = await loadEstate(io, told);
  const { askWhoCan, whoCanJson, whoCanLines } = await import('../../report/who-can-report.ts');
  const found = askWhoCan(loaded.estate, verb, resource);
  await answer(io, flags.output, {
    json: () => whoCanJson(found),
    lines: () => whoCanLines(found, io.width, realmOf(loaded)),
  });
  return exitOf(loaded, {});
}
