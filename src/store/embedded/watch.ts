import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { Account } from './account.ts';
import { ENVIRONMENT } from './settings.ts';

/**
 * A shell that waits on a pipe whose other end only we hold. When we are gone, however we went, the system closes our end: the read fails and the
 * database is told to stop at once. A line says that there is nothing to stop any more. The text is fixed; the process id is an argument.
 */
const SCRIPT = 'read -r line || kill -INT "$1"';

export interface Watch {
  /** The database has ended by itself. */
  readonly done: () => void;
}

export function watch(pid: number, account: Account): Watch {
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'writ-watch', String(pid)], {
    ...account,
    env: ENVIRONMENT,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    // A Ctrl-C at the terminal goes to the whole group; the database is stopped by us, after what it still has to answer.
    detached: true,
  });
  child.unref();
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  // It is a socket, and would keep the process from ending.
  if (child.stdin instanceof Socket) child.stdin.unref();
  return { done: () => child.stdin.end('\n') };
}
