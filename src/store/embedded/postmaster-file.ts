import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What PostgreSQL writes of itself into its folder: process id in the first line, state in the eighth. */
export interface PostmasterFile {
  readonly pid: number;
  readonly ready: boolean;
}

export const fileIn = (cluster: string): string => join(cluster, 'postmaster.pid');

export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  let lines: readonly string[];
  try {
    lines = readFileSync(fileIn(cluster), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  return Number.isSafeInteger(pid) && pid > 1 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
}

/** The process id in the first line of a lock file; undefined where there is none. */
export function firstPid(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether any process works in this cluster, also one that outlived its postmaster; each has the folder as its working folder. Undefined where the
 * system does not tell.
 */
export function isWorkedIn(cluster: string, processes = '/proc'): boolean | undefined {
  if (process.platform !== 'linux') return undefined;
  const { dev, ino } = statSync(cluster);
  return readdirSync(processes).some((name) => {
    try {
      if (!/^\d+$/u.test(name)) return false;
      const folder = statSync(join(processes, name, 'cwd'));
      return folder.dev === dev && folder.ino === ino;
    } catch {
      return false;
    }
  });
}
