import { join, resolve } from 'node:path';
import { LocalDisk } from '../../ledger/disk/local.ts';
import { writeArchive } from '../../store/archive/write.ts';
import { dump } from '../../store/transfer/dump.ts';
import { answerArchive } from '../archive-answer.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { addLog } from '../log-files.ts';
import { newFile, withDatabase } from '../store-database.ts';
import { usage } from '../usage.ts';

export interface BackupFlags {
  readonly data: string;
  readonly to: string;
  readonly output: 'table' | 'json';
}

/**
 * `writ backup`: the rows first, then the log. What happened is then recorded at least as far as what is kept, never less: an event that both know is
 * told once more after a restore, and none is lost.
 */
export async function backup(io: Io, args: readonly string[], flags: BackupFlags): Promise<number> {
  if (args.length > 0) throw usage(`too many arguments: ${args.join(' ')}`);
  const file = newFile(io, flags.to);
  const log = new LocalDisk(join(resolve(io.cwd, flags.data), 'log'));
  const manifest = await withDatabase(io, flags.data, { make: false }, (database) =>
    writeArchive(
      file,
      new Date(),
      async (add) => {
        const rows = await dump(database, add);
        await addLog(log, add);
        return { kind: 'backup', ...rows };
      },
      io.unfinished,
    ),
  );
  await answerArchive(io, flags.output, `${flags.to} was written`, manifest);
  return EXIT.done;
}
