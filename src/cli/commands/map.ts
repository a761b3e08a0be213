import { mapOf } from '../../questions/map.ts';
import { mapJson, mapLines } from '../../report/map-report.ts';
import { answer } from '../answer.ts';
import { argumentsOf } from '../arguments.ts';
import { exitOf } from '../exit-of.ts';
import type { Io } from '../io.ts';
import { loadEstate, type EstateFlags } from '../load-estate.ts';
import { realmOf } from '../realm.ts';
import { resolveService } from '../resolve-id.ts';

export async function map(io: Io, given: readonly string[], flags: EstateFlags): Promise<number> {
  const [[service = ''], told] = argumentsOf(['SERVICE'], given, flags, io.cwd);
  const loaded = await loadEstate(io, told);
  const found = mapOf(loaded.graph, resolveService(loaded, service));
  await answer(io, flags.output, {
    json: () => mapJson(found),
    lines: () => mapLines(found, io.width, realmOf(loaded)),
  });
  return exitOf(loaded, {});
}
