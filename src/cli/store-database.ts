import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { WritError } from '../model/errors.ts';
import { hasEmbedded } from '../store/embedded/embedded.ts';
import { openDatabase, type Database } from '../store/open.ts';
import type { Io } from './io.ts';
import { usage } from './usage.ts';

/** The database that a verb works on: that of DATABASE_URL when it is set, as for the control plane, else the one under `--data`. */
export async function withDatabase<T>(
  io: Io,
  data: string | undefined,
  { make }: { readonly make: boolean },
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const databaseUrl = databaseUrlOf(io);
  if (databaseUrl === undefined && data === undefined)
    throw usage('which store is not said', 'Give --data DIR, or set DATABASE_URL.');
  const folder = resolve(io.cwd, data ?? '.');
  if (databaseUrl === undefined && !make && !hasEmbedded(folder)) throw new WritError('no-store', data ?? '.');
  const database = await openDatabase({ data: folder, databaseUrl, join: !make });
  try {
    return await work(database);
  } finally {
    await database.stop();
  }
}

export function databaseUrlOf({ env }: Io): string | undefined {
  const given = env['DATABASE_URL'];
  return given === '' ? undefined : given;
}

/** A file that is written whole or not at all, and never over another. */
export function newFile(io: Io, path: string): string {
  const file = resolve(io.cwd, path);
  if (existsSync(file)) throw new WritError('output-exists', path);
  return file;
}
