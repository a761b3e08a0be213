import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { WritError } from '../../model/errors.ts';
import { initReport } from '../../report/init-report.ts';
import { count } from '../../report/names.ts';
import { exitOf } from '../exit-of.ts';
import { freshScan } from '../fresh-scan.ts';
import type { Io } from '../io.ts';
import { checkOutputFile, writeWhole } from '../output-file.ts';
import { printOut } from '../print-out.ts';

export interface InitFlags {
  readonly outputFile: string;
  readonly quiet?: true;
}

/** Never over a file that is there: what people declared is theirs. */
export async function init(io: Io, given: readonly string[], flags: InitFlags): Promise<number> {
  const file = flags.outputFile === '-' ? undefined : resolve(io.cwd, flags.outputFile);
  if (file !== undefined) {
    if (existsSync(file)) throw new WritError('output-exists', flags.outputFile);
    checkOutputFile(file);
  }
  const roots = given.length === 0 ? ['.'] : given;
  const scanned = await freshScan(io, roots, flags);
  const pieces = initReport(scanned, roots);
  if (file === undefined) await printOut(io, pieces);
  else {
    writeWhole(file, pieces, io.unfinished);
    const jewels = count(scanned.estate.nodes.filter((node) => node.jewel).length, 'crown jewel');
    if (flags.quiet !== true)
      await io.err(`wrote ${flags.outputFile}: ${jewels} to confirm, identities to name owners for\n`);
  }
  return exitOf(scanned, {});
}
