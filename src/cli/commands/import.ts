import { resolve } from 'node:path';
import { archivedFiles, checkArchive } from '../../store/archive/read.ts';
import { load } from '../../store/transfer/load.ts';
import { answerArchive } from '../archive-answer.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { withDatabase } from '../store-database.ts';
import { usage } from '../usage.ts';

export interface ImportFlags {
  readonly data?: string;
  readonly from: string;
  readonly output: 'table' | 'json';
}

/** `writ import`: the rows of an export into a store that has none, all or nothing. */
export async function importRows(io: Io, args: readonly string[], flags: ImportFlags): Promise<number> {
  if (args.length > 0) throw usage(`too many arguments: ${args.join(' ')}`);
  const file = resolve(io.cwd, flags.from);
  const manifest = await checkArchive(file);
  if (manifest.kind !== 'export')
    throw usage(`${flags.from} is a backup`, 'Use `writ restore`, which puts its ledger back too.');
  await withDatabase(io, flags.data, { make: true }, (database) =>
    load(database, manifest, archivedFiles(file, manifest)),
  );
  await answerArchive(io, flags.output, `${flags.from} was taken in`, manifest);
  return EXIT.done;
}
