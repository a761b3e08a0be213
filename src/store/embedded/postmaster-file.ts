import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What PostgreSQL writes of itself into its folder: process id in the first line, state in the eighth. */
export interface PostmasterFile {
  readonly pid: number;
  readonly ready: boolean;
}

export const fileIn = (cluster: string): string => join(cluster, 'postmaster.pid');

export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  const lines = linesIn(fileIn(cluster));
  const pid = pidIn(lines);
  return pid === undefined ? undefined : { pid, ready: lines[7]?.trim() === 'ready' };
}

/** The process id in the first line of a lock file; undefined where there is none. */
export const firstPid = (file: string): number | undefined => pidIn(linesIn(file));

function pidIn([first]: readonly string[]): number | undefined {
  const pid = Number(first);
  return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined;
}

/** Of a file that may go while it is looked at. */
function linesIn(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
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
