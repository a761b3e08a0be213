import { askReach, reachJson, reachLines } from '../../report/reach-report.ts';
import { answer } from '../answer.ts';
import { argumentsOf } from '../arguments.ts';
import { exitOf } from '../exit-of.ts';
import type { Io } from '../io.ts';
import { loadEstate, type EstateFlags } from '../load-estate.ts';
import { realmOf } from '../realm.ts';
import { resolveNode } from '../resolve-id.ts';

export async function reach(io: Io, given: readonly string[], flags: EstateFlags): Promise<number> {
  const [[typed = ''], told] = argumentsOf(['ID'], given, flags, io.cwd);
  const loaded = await loadEstate(io, told);
  const found = askReach(loaded.graph, resolveNode(loaded, typed));
  await answer(io, flags.output, {
    json: () => reachJson(found),
    lines: () => reachLines(found, io.width, realmOf(loaded)),
  });
  return exitOf(loaded, {});
}
