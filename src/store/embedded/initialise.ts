import { spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { release } from 'node:os';
import { basename, join } from 'node:path';
import { WritError } from '../../model/errors.ts';
import { isAlive } from '../alive.ts';
import type { Account } from './account.ts';
import { failureOf } from './failures.ts';
import { OWN_FOLDER, type Layout } from './layout.ts';
import type { Programs } from './programs.ts';
import { ENVIRONMENT } from './settings.ts';

export const SUPERUSER = 'postgres';

/** Makes the cluster when there is none. It gets its name only once it is whole: what a crash leaves is thrown away. */
export async function initialise(
  { data, cluster }: Layout,
  programs: Programs,
  folder: string,
  account: Account,
  password: string,
): Promise<void> {
  if (existsSync(cluster)) {
    checkVersion(cluster, programs);
    return;
  }
  await throwAway(data, basename(cluster));
  const making = `${cluster}.new.${process.pid}`;
  const file = `${making}.password`;
  try {
    own(making, account, () => {
      mkdirSync(making, { mode: 0o700 });
    });
    own(file, account, () => {
      writeFileSync(file, `${password}\n`, { mode: 0o600 });
    });
    await initdb(join(folder, 'bin', 'initdb'), making, file, account);
    await rename(making, cluster);
    syncFolder(data);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    if (error instanceof WritError) throw error;
    throw failureOf('the database cannot be made', error instanceof Error ? error.message : String(error));
  } finally {
    await rm(file, { force: true });
  }
}

/** What first starts left that were cut off. */
async function throwAway(data: string, name: string): Promise<void> {
  for (const one of readdirSync(data)) {
    const pid = one.startsWith(`${name}.new.`) ? Number.parseInt(one.slice(name.length + 5), 10) : undefined;
    if (pid !== undefined && (pid === process.pid || !isAlive(pid)))
      await rm(join(data, one), { recursive: true, force: true });
  }
}

/** A name is durable once its folder was synced. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function own(path: string, { uid, gid }: Account, make: () => unknown): void {
  make();
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** Order of text by bytes: an order that a library of the system gives changes with the system, and with it what an index means. */
async function initdb(program: string, cluster: string, passwordFile: string, account: Account): Promise<void> {
  // Read through an open file, for the reason that is told of OWN_FOLDER.
  const handle = openSync(passwordFile, 'r');
  const args = [
    `--pgdata=${OWN_FOLDER ?? cluster}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${OWN_FOLDER === undefined ? passwordFile : '/proc/self/fd/0'}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    ...(syncsAtOnce() ? ['--sync-method=syncfs'] : []),
  ];
  const child = spawn(program, args, { ...account, env: ENVIRONMENT, stdio: [handle, 'ignore', 'pipe'], cwd: cluster });
  closeSync(handle);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-16_384)));
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      said += error.message;
      resolve(null);
    });
    child.on('close', resolve);
  });
  if (code !== 0) throw failureOf('the database cannot be made', said);
}

/** One call for the file system instead of one for each of a thousand files. Before 5.8 Linux did not tell when a write behind it had failed. */
export function syncsAtOnce(platform: string = process.platform, version = release()): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return platform === 'linux' && (major > 5 || (major === 5 && minor >= 8));
}

function checkVersion(cluster: string, { major }: Programs): void {
  const file = join(cluster, 'PG_VERSION');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (found === '') throw new WritError('store-data', `${cluster} is no database of PostgreSQL`);
  if (found !== major)
    throw new WritError('store-version', `${cluster} was made by PostgreSQL ${found}, and this is ${major}`);
}
