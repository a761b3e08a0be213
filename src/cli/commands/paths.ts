import { askPaths, pathsJson, pathsLines } from '../../report/paths-report.ts';
import { answer } from '../answer.ts';
import { exitOf } from '../exit-of.ts';
import type { Io } from '../io.ts';
import { loadEstate, type EstateFlags } from '../load-estate.ts';
import { realmOf } from '../realm.ts';
import { resolveNode } from '../resolve-id.ts';

export interface PathsFlags extends EstateFlags {
  readonly from: string;
  readonly to: string;
}

export async function paths(io: Io, _: readonly string[], flags: PathsFlags): Promise<number> {
  const loaded = await loadEstate(io, flags);
  const found = askPaths(loaded.graph, resolveNode(loaded, flags.from), resolveNode(loaded, flags.to));
  await answer(io, flags.output, {
    json: () => pathsJson(found),
    lines: () => pathsLines(found, io.width, realmOf(loaded)),
  });
  return exitOf(loaded, {});
}
