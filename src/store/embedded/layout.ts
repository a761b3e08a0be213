import { chmodSync, mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { WritError } from '../../model/errors.ts';

/** Where things lie under DATA. DATA stays ours and closed, also where PostgreSQL runs as another account: the ledger beside it is not the database's. */
export interface Layout {
  readonly data: string;
  /** The cluster with its Unix socket: belongs to the account that PostgreSQL runs as, 0700. */
  readonly cluster: string;
  /** Passwords, 0600. */
  readonly secrets: string;
}

export function layoutOf(data: string): Layout {
  const folder = resolve(data);
  return { data: folder, cluster: join(folder, 'postgres'), secrets: join(folder, 'postgres.json') };
}

export function makeData({ data }: Layout): void {
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    chmodSync(data, 0o700);
  } catch (error) {
    throw new WritError('store-data', error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/**
 * The folder of the cluster as its own processes name it. They begin in it, so that on Linux it needs no path: another account could not walk to
 * a folder that lies in one of root's.
 */
export const OWN_FOLDER = process.platform === 'linux' ? '/proc/self/cwd' : undefined;

/** Paths of Unix sockets have 107 bytes at most (103 on macOS). */
const LONGEST = 103;
const doors = new Map<string, string>();

/** The folder of the socket as a client names it: on Linux an open folder stands for a path that is too long. It is kept open. */
export function doorOf({ cluster }: Layout): string {
  if (Buffer.byteLength(join(cluster, '.s.PGSQL.5432')) <= LONGEST) return cluster;
  if (process.platform !== 'linux')
    throw new WritError('store-data', `the path of ${cluster} is too long for a Unix socket`);
  const door = doors.get(cluster) ?? `/proc/self/fd/${openSync(cluster, 'r')}`;
  doors.set(cluster, door);
  return door;
}
