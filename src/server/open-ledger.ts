import { LocalDisk } from '../ledger/disk/local.ts';
import { Ledger, type LedgerOptions } from '../ledger/write/ledger.ts';
import type { LogKey } from './log-key.ts';

/** The control plane's own chain of entries. */
const EMITTER = 'server';

type More = Pick<LedgerOptions, 'now' | 'cosigners' | 'onUncosigned'>;

export const openLedger = (disk: LocalDisk, { origin, signer, formerly }: LogKey, more: More): Promise<Ledger> =>
  Ledger.open({ disk, origin, signers: [signer], formerly, emitter: EMITTER, ...more });

/** Opens a log while no control plane runs, and seals it in the end. The caller holds the lock of its folder. */
export async function withLedger<T>(
  folder: string,
  key: LogKey,
  now: () => Date,
  use: (ledger: Ledger, disk: LocalDisk) => Promise<T>,
): Promise<T> {
  const disk = new LocalDisk(folder);
  const ledger = await openLedger(disk, key, { now });
  try {
    return await use(ledger, disk);
  } finally {
    await ledger.close();
  }
}
