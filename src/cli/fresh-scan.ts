import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ScanResult } from '../inventory/scan.ts';
import { WritError } from '../model/errors.ts';
import type { Io } from './io.ts';
import { Progress } from './progress.ts';

/** Scans paths as given, with progress on a terminal. A path that does not exist is a mistyped command, not an unreadable source. */
export async function freshScan(
  io: Io,
  paths: readonly string[],
  flags: { readonly render?: boolean; readonly quiet?: boolean },
): Promise<ScanResult> {
  for (const path of paths) if (!existsSync(resolve(io.cwd, path))) throw new WritError('no-such-path', path);
  const { scan } = await import('../inventory/scan.ts');
  const progress = io.progress && flags.quiet !== true ? new Progress(io.errNow, io.width) : undefined;
  try {
    return scan(paths, { render: flags.render === true, ...(progress ? { progress: progress.show } : {}) });
  } finally {
    progress?.clear();
  }
}
