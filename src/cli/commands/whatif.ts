import { whatIfJson, whatIfLines } from '../../report/whatif-report.ts';
import { answer } from '../answer.ts';
import { exitOf } from '../exit-of.ts';
import type { Io } from '../io.ts';
import { loadEstate, type EstateFlags } from '../load-estate.ts';
import { realmOf } from '../realm.ts';
import { resolveEdge } from '../resolve-id.ts';

export interface WhatIfFlags extends EstateFlags {
  readonly remove: readonly string[];
}

export async function whatIf(io: Io, _: readonly string[], flags: WhatIfFlags): Promise<number> {
  const loaded = await loadEstate(io, flags);
  const edges = [...new Set(flags.remove.map((typed) => resolveEdge(loaded, typed)))];
  const found = loaded.graph.whatIf(edges);
  await answer(io, flags.output, {
    json: () => whatIfJson(found),
    lines: () => whatIfLines(found, io.width, realmOf(loaded)),
  });
  return exitOf(loaded, {});
}
