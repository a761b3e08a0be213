import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prune, type PruneOptions, type Pruned } from '../ledger/write/prune.ts';
import { WritError } from '../model/errors.ts';
import { lockData } from './data-lock.ts';
import { logKey } from './log-key.ts';
import { withLedger } from './open-ledger.ts';

/** Prunes a log while no control plane runs. */
export async function pruneLog(data: string, options: PruneOptions): Promise<Pruned> {
  const folder = join(data, 'log');
  if (!existsSync(join(folder, 'checkpoint'))) throw new WritError('no-ledger', data);
  const lock = await lockData(data);
  try {
    const key = await logKey(data, true);
    return await withLedger(folder, key, options.now, (ledger, disk) => prune(ledger, disk, options));
  } finally {
    await lock.release();
  }
}
