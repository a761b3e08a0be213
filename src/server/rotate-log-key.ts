import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { printVerifier, type Verifier } from '../ledger/note/keys.ts';
import { WritError } from '../model/errors.ts';
import { lockData } from './data-lock.ts';
import { keepLogKey, logKey, newLogKey } from './log-key.ts';
import { withLedger } from './open-ledger.ts';

export interface Rotated {
  readonly from: Verifier;
  readonly to: Verifier;
}

/**
 * Gives the log another key, while no control plane runs. First the old key signs a head over an entry that names the new one; then the new key takes its place
 * and signs a head itself. Cut off in between, the log goes on under the key that the file holds, and it can be rotated again.
 */
export async function rotateLogKey(data: string, by: string, now: () => Date): Promise<Rotated> {
  const folder = join(data, 'log');
  if (!existsSync(join(folder, 'checkpoint'))) throw new WritError('no-ledger', data);
  const lock = await lockData(data);
  try {
    const old = await logKey(data, true);
    const next = newLogKey(old);
    const [from, to] = [old, next].map(({ signer }) => printVerifier(signer.verifier));
    const event = {
      kind: 'log-key-rotated',
      actor: by,
      object: old.origin,
      outcome: 'done',
      data: { from, to },
    } as const;
    await withLedger(folder, old, now, (ledger) => ledger.append({ ...event, action: 'announce' }));
    await keepLogKey(data, next);
    await withLedger(folder, next, now, (ledger) => ledger.append({ ...event, action: 'rotate' }));
    return { from: old.signer.verifier, to: next.signer.verifier };
  } finally {
    await lock.release();
  }
}
