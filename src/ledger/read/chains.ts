import { decodeEntry, NO_PREVIOUS } from '../entry/entry.ts';
import { leafHash, type Hash } from '../merkle/hash.ts';
import type { LogFault } from './verify.ts';

/** Faults that are told one by one; more are counted in the last. */
const MOST = 100;

interface Last {
  readonly seq: number;
  readonly id: string;
}

/**
 * What each emitter wrote, in order: every entry names the one before by sequence number and hash, so that one which was dropped before it
 * came into the tree is missed. A Merkle tree alone cannot tell that.
 */
export class Chains {
  readonly faults: LogFault[] = [];
  readonly #last = new Map<string, Last>();
  entries = 0;

  follow(bytes: Uint8Array, leaf: Hash, index: number, file: string): void {
    this.entries++;
    const says = this.#next(bytes, leaf);
    if (says !== undefined && this.faults.length < MOST) this.faults.push({ code: 'broken-chain', file, index, says });
  }

  /** Entries that are durable and not in the tree; returns how many. Those that are in the tree too stand in the spool until it is released. */
  followUnsealed(entries: readonly Uint8Array[], faults: LogFault[]): number {
    let count = 0;
    for (const bytes of entries) {
      const entry = decodeEntry(bytes);
      if (entry && entry.seq <= (this.#last.get(entry.emitter)?.seq ?? 0)) continue;
      const says = this.#next(bytes, leafHash(bytes));
      if (says !== undefined) faults.push({ code: 'broken-chain', file: 'spool', says });
      count++;
    }
    return count;
  }

  /** What is wrong with the entry as the next of its emitter. */
  #next(bytes: Uint8Array, leaf: Hash): string | undefined {
    const entry = decodeEntry(bytes);
    if (!entry) return 'it is no entry of a ledger';
    const { emitter, seq, prev } = entry;
    const last = this.#last.get(emitter) ?? { seq: 0, id: NO_PREVIOUS };
    this.#last.set(emitter, { seq, id: leaf.toString('hex') });
    if (seq !== last.seq + 1) return `${emitter} wrote entry ${last.seq + 1} next, and this is its entry ${seq}`;
    return prev === last.id ? undefined : `it does not name the entry of ${emitter} before it`;
  }
}
