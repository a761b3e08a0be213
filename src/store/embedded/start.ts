import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WritError } from '../../model/errors.ts';
import type { Account } from './account.ts';
import { failureOf, isEnding } from './failures.ts';
import { OWN_FOLDER, type Layout } from './layout.ts';
import { removeStaleFiles } from './left-over.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { ENVIRONMENT, flagsOf } from './settings.ts';
import { watch } from './watch.ts';

/** A database that was started here. */
export interface Running {
  readonly pid: number;
  /** Resolves with its last words when it has ended, for whatever reason. */
  readonly ended: Promise<string>;
  /** A fast stop: no new connections, open transactions are rolled back, everything is written. */
  readonly stop: () => Promise<void>;
}

const WORDS = 16_384;
/** Recovery after a crash reads at most max_wal_size; a slow disk takes its time for it. */
const START_MS = 120_000;
const STOP_MS = 60_000;

/** Starts PostgreSQL and waits until it takes connections. */
export async function start(
  layout: Layout,
  folder: string,
  account: Account,
  log: (line: string) => void,
): Promise<Running> {
  for (let tries = 0; ; tries += 1) {
    removeStaleFiles(layout.cluster);
    const begun = begin(layout, folder, account, log);
    const said = await Promise.race([begun.ended, ready(layout.cluster, begun.pid)]);
    if (said === undefined) return begun;
    // Processes of a run that was killed end within moments once they notice.
    if (!isEnding(said) || tries === 100) throw failureOf('it does not start', said);
    await sleep(100);
  }
}

function begin({ cluster }: Layout, folder: string, account: Account, log: (line: string) => void): Running {
  const child = spawn(join(folder, 'bin', 'postgres'), flagsOf(OWN_FOLDER ?? cluster), {
    ...account,
    env: ENVIRONMENT,
    cwd: cluster,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const watching = child.pid === undefined ? undefined : watch(child.pid, account);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-WORDS);
    for (const line of text.split('\n')) if (line !== '') log(line);
  });
  const ended = new Promise<string>((resolve) => {
    const end = (): void => {
      watching?.done();
      resolve(said);
    };
    child.on('error', (error) => {
      said += error.message;
      end();
    });
    child.on('exit', () => setImmediate(end));
  });
  return { pid: child.pid ?? 0, ended, stop: () => stop(child.pid ?? 0, ended) };
}

/** Undefined once it is ready. */
async function ready(cluster: string, pid: number): Promise<undefined> {
  for (let waited = 0; waited < START_MS; waited += 10) {
    const file = readPostmasterFile(cluster);
    if (file?.pid === pid && file.ready) return undefined;
    await sleep(10);
  }
  throw new WritError('store-unavailable', `it has not started within ${START_MS / 1000} seconds`);
}

async function stop(pid: number, ended: Promise<string>): Promise<void> {
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended already.
    }
  };
  signal('SIGINT');
  const timer = setTimeout(() => {
    signal('SIGQUIT');
  }, STOP_MS);
  await ended;
  clearTimeout(timer);
}
