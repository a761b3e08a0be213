import type { Disk } from '../disk/disk.ts';
import type { LedgerEvent } from '../entry/entry.ts';
import { ED25519, signerOf } from '../note/keys.ts';
import { Ledger, type LedgerOptions } from '../write/ledger.ts';

export const ORIGIN = 'writ.test/log';
export const KEY = signerOf(ORIGIN, ED25519, Buffer.alloc(32, 9));
export const OTHER_KEY = signerOf(ORIGIN, ED25519, Buffer.alloc(32, 8));

export const event = (number: number): LedgerEvent => ({
  kind: 'decision',
  actor: `spiffe://writ.test/agent/${number % 7}`,
  action: 'invoke',
  object: `model/${number}`,
  outcome: 'allowed',
  reason: 'x'.repeat(number % 50),
});

/** A ledger that seals in small batches, with a clock that moves on. */
export function openLedger(disk: Disk, more: Partial<LedgerOptions> = {}): Promise<Ledger> {
  let ticks = Date.UTC(2026, 0, 1);
  return Ledger.open({
    disk,
    origin: ORIGIN,
    signers: [KEY],
    emitter: 'one',
    now: () => new Date((ticks += 7)),
    batch: 100,
    ...more,
  });
}
