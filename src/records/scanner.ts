import { Worker } from 'node:worker_threads';
import type { Seen } from './seen.ts';

/** Reads paths and says what identities are there. Rejects when it could not read at all, and when it was told to stop. */
export type Scanner = (paths: readonly string[], signal: AbortSignal) => Promise<Seen>;

export interface WorkerLimits {
  readonly longestMs: number;
  readonly heapMib: number;
}

export const WORKER_LIMITS: WorkerLimits = { longestMs: 15 * 60_000, heapMib: 2048 };

/** What the worker says, once. */
export type Said = { readonly seen: Seen } | { readonly failure: string };

/** Scans in a thread of its own, with bounds: what it needs in time and memory nobody else waits for. */
export function scannerIn(code: URL, version: string, { longestMs, heapMib }: WorkerLimits = WORKER_LIMITS): Scanner {
  return (paths, signal) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(code, {
        workerData: { paths, version },
        resourceLimits: { maxOldGenerationSizeMb: heapMib },
      });
      const over = setTimeout(() => {
        end(new Error(`it took longer than ${longestMs / 60_000} minutes`));
      }, longestMs);
      const stop = (): void => {
        end(new Error('it was stopped'));
      };
      const end = (why: Error): void => {
        clearTimeout(over);
        signal.removeEventListener('abort', stop);
        void worker.terminate().then(() => {
          reject(why);
        });
      };
      signal.addEventListener('abort', stop);
      worker.on('message', (said: Said) => {
        if ('seen' in said) resolve(said.seen);
        end(new Error('failure' in said ? said.failure : 'it is done'));
      });
      worker.on('error', (error: NodeJS.ErrnoException) => {
        end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Error(`it took more than ${heapMib} MiB`) : error);
      });
      worker.on('exit', () => {
        end(new Error('it ended without an answer'));
      });
      if (signal.aborted) stop();
    });
}
