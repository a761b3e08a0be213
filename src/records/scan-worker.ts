import { existsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { scan } from '../inventory/scan.ts';
import { WritError } from '../model/errors.ts';
import { htmlReport } from '../report/html/report.ts';
import type { Said } from './scanner.ts';
import { seenOf } from './seen.ts';

const { paths, version } = workerData as { readonly paths: readonly string[]; readonly version: string };

/** Only what the records need leaves the thread: of a large estate a small part. */
function answer(): Said {
  try {
    for (const path of paths) if (!existsSync(path)) throw new WritError('no-such-path', path);
    const found = scan(paths);
    const today = new Date().toISOString().slice(0, 10);
    return { seen: { ...seenOf(found), report: [...htmlReport(found, { version, today })].join('') } };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.postMessage(answer());
