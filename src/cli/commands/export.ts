import { writeArchive } from '../../store/archive/write.ts';
import { dump } from '../../store/transfer/dump.ts';
import { answerArchive } from '../archive-answer.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { newFile, withDatabase } from '../store-database.ts';
import { usage } from '../usage.ts';

export interface ExportFlags {
  readonly data?: string;
  readonly to: string;
  readonly output: 'table' | 'json';
}

/** `writ export`: the rows of a store, of one moment. */
export async function exportRows(io: Io, args: readonly string[], flags: ExportFlags): Promise<number> {
  if (args.length > 0) throw usage(`too many arguments: ${args.join(' ')}`);
  const file = newFile(io, flags.to);
  const manifest = await withDatabase(io, flags.data, { make: false }, (database) =>
    writeArchive(file, new Date(), async (add) => ({ kind: 'export', ...(await dump(database, add)) }), io.unfinished),
  );
  await answerArchive(io, flags.output, `${flags.to} was written`, manifest);
  return EXIT.done;
}
