import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LocalDisk } from '../../ledger/disk/local.ts';
import { verifyLog } from '../../ledger/read/verify.ts';
import { WritError } from '../../model/errors.ts';
import type { Manifest } from '../../store/archive/manifest.ts';
import { archivedFiles, checkArchive } from '../../store/archive/read.ts';
import { load } from '../../store/transfer/load.ts';
import { answerArchive } from '../archive-answer.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { withDatabase } from '../store-database.ts';
import { usage } from '../usage.ts';
import { verifiersOf } from '../verifiers.ts';

export interface RestoreFlags {
  readonly data: string;
  readonly from: string;
  readonly key?: readonly string[];
  readonly output: 'table' | 'json';
}

/** `writ restore`: the sums, then the log with its verification, then the rows. Where one of them is not sound the folder is as empty as before. */
export async function restore(io: Io, args: readonly string[], flags: RestoreFlags): Promise<number> {
  if (args.length > 0) throw usage(`too many arguments: ${args.join(' ')}`);
  const file = resolve(io.cwd, flags.from);
  const data = resolve(io.cwd, flags.data);
  const manifest = await checkArchive(file);
  if (manifest.kind !== 'backup') throw usage(`${flags.from} is an export`, 'Use `writ import`.');
  const there = existsSync(data);
  if (there && readdirSync(data).length > 0) throw new WritError('store-not-empty', flags.data);
  try {
    await mkdir(data, { recursive: true, mode: 0o700 });
    await restoreLog(io, file, manifest, join(data, 'log'), flags.key ?? []);
    await withDatabase(io, data, { make: true }, (database) => load(database, manifest, archivedFiles(file, manifest)));
  } catch (error) {
    for (const name of readdirSync(data)) await rm(join(data, name), { recursive: true, force: true });
    if (!there) await rm(data, { recursive: true, force: true });
    throw error;
  }
  await answerArchive(io, flags.output, `${flags.data} was restored`, manifest);
  return EXIT.done;
}

async function restoreLog(
  io: Io,
  file: string,
  manifest: Manifest,
  folder: string,
  keys: readonly string[],
): Promise<void> {
  const disk = new LocalDisk(folder);
  const folders = new Set<string>();
  for await (const { name, bytes } of archivedFiles(file, manifest)) {
    if (!name.startsWith('log/')) continue;
    const path = name.slice('log/'.length);
    await disk.create(path, bytes);
    folders.add(path.split('/').slice(0, -1).join('/') || '.');
  }
  if (folders.size === 0) return;
  for (const one of folders) await disk.syncFolder(one);
  const { faults } = await verifyLog(disk, { keys: keys.flatMap((one) => verifiersOf(io, one)) });
  const [first] = faults;
  if (first)
    throw new WritError('broken-ledger', `log/${first.file}: ${first.says}`, {
      hint: 'Nothing was restored; use another copy.',
    });
}
