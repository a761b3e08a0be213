import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WritError } from '../../model/errors.ts';
import { isAlive } from '../alive.ts';
import { fileIn, firstPid, isWorkedIn, readPostmasterFile } from './postmaster-file.ts';

const PATIENCE_MS = 60_000;

/** The process id of a database that runs in this cluster now. */
export function runningIn(cluster: string): number | undefined {
  const file = readPostmasterFile(cluster);
  if (!file || !isAlive(file.pid) || isWorkedIn(cluster) === false) return undefined;
  return file.pid;
}

/**
 * After a kill the files of the last run may stand there, of its folder and of its socket, with a process id that the system has given to somebody else since, or
 * whose end nobody has taken note of. PostgreSQL would refuse to start for as long as that one lives. They are removed only where nobody works in the cluster.
 */
export function removeStaleFiles(cluster: string): void {
  const stale = [fileIn(cluster), join(cluster, SOCKET_LOCK)].filter((file) => {
    const pid = firstPid(file);
    return pid !== undefined && isAlive(pid);
  });
  if (stale.length > 0 && isWorkedIn(cluster) === false) for (const file of stale) rmSync(file, { force: true });
}

const SOCKET_LOCK = '.s.PGSQL.5432.lock';

/** Stops a database whose owner is gone, or waits until its watch has done so. */
export async function stopOrphan(cluster: string, pid: number): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    if (runningIn(cluster) !== pid) return;
    if (waited % 5000 === 0) interrupt(pid);
    await sleep(50);
  }
  throw new WritError('store-in-use', `a database of an earlier run, process ${pid}, does not end`);
}

function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // It has ended, or belongs to another account; then the time runs out.
  }
}
