import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Account } from './account.ts';
import type { Programs } from './programs.ts';

/** As root: a folder that nobody else writes to. */
const FOR_ACCOUNTS = '/var/lib/writ';

/**
 * A folder from which the account can run PostgreSQL. npm packs no symbolic links: the package has a list of them, and a script that makes
 * them, which npm often does not run. Where the package can be completed and reached it is used in place; otherwise it is copied: beside the data,
 * or as root to a folder of root's that every account may enter.
 */
export async function runnable(programs: Programs, data: string, account: Account): Promise<string> {
  if (reachable(programs.folder, account) && linked(programs.folder)) return programs.folder;
  const home = account.uid === undefined ? data : FOR_ACCOUNTS;
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const copy = join(home, `postgres-${programs.version}`);
  if (existsSync(copy) && linked(copy)) return copy;
  const making = `${copy}.${process.pid}`;
  await rm(making, { recursive: true, force: true });
  await cp(programs.folder, making, { recursive: true, filter: (path) => !path.endsWith('.a') });
  linked(making);
  await rm(copy, { recursive: true, force: true });
  await rename(making, copy);
  return copy;
}

/** Makes what is missing of the links; false when that is not allowed. */
function linked(folder: string): boolean {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    const [from, to] = [inFolder(folder, source), inFolder(folder, target)];
    if (existsSync(to)) continue;
    try {
      symlinkSync(relative(dirname(to), from), to);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return false;
    }
  }
  return true;
}

/** The list names paths from the package's root, `native/` first. */
const inFolder = (folder: string, path: string): string => join(folder, path.replace(/^native\//u, ''));

/** Whether the account may enter each folder on the way and run the program. */
function reachable(folder: string, account: Account): boolean {
  const program = join(folder, 'bin', 'postgres');
  if (account.uid === undefined) return executable(program);
  for (let path = program; ; path = dirname(path)) {
    if (!mayEnter(statSync(path), account)) return false;
    if (path === dirname(path)) return true;
  }
}

/** Execute right of a file or folder by owner, group and others. Lists of access rights beyond these are not looked at. */
export function mayEnter(
  { mode, uid, gid }: { readonly mode: number; readonly uid: number; readonly gid: number },
  account: Account,
): boolean {
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
