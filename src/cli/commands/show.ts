import { askShow, showJson, showLines } from '../../report/show-report.ts';
import { answer } from '../answer.ts';
import { argumentsOf } from '../arguments.ts';
import { excerptsOf } from '../excerpts.ts';
import { exitOf } from '../exit-of.ts';
import type { Io } from '../io.ts';
import { loadEstate, type EstateFlags } from '../load-estate.ts';
import { realmOf } from '../realm.ts';
import { resolveFinding } from '../resolve-id.ts';

export async function show(io: Io, given: readonly string[], flags: EstateFlags): Promise<number> {
  const [[typed = ''], told] = argumentsOf(['N or FINDING-ID'], given, flags, io.cwd);
  const loaded = await loadEstate(io, told);
  const found = askShow(loaded, resolveFinding(loaded, typed));
  if (found !== undefined)
    await answer(io, flags.output, {
      json: () => showJson(found),
      lines: () => showLines(found, io.width, realmOf(loaded), excerptsOf(loaded, io.cwd)),
    });
  return exitOf(loaded, {});
}
