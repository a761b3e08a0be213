import { decodeEntry, NO_PREVIOUS, type LedgerEntry } from '../entry/entry.ts';
import { pruningOf, type ChainEnd, type Pruning } from '../entry/pruning.ts';
import { leafHash, type Hash } from '../merkle/hash.ts';
import { MINIMUM_FILE } from './minimum.ts';
import type { LogFault } from './verify.ts';

/** Faults that are told one by one; more are counted in the last. */
const MOST = 100;

type Last = Pick<ChainEnd, 'seq' | 'id'>;
type First = Pick<LedgerEntry, 'seq' | 'prev'>;

const NONE: Last = { seq: 0, id: NO_PREVIOUS };

/**
 * What each emitter wrote, in order: every entry names the one before by sequence number and hash, so that one which was dropped before it
 * came into the tree is missed. A Merkle tree alone cannot tell that.
 */
export class Chains {
  readonly faults: LogFault[] = [];
  readonly #last = new Map<string, Last>();
  /** What each emitter wrote first after what was pruned: whether it goes on from there, an entry says that comes later. */
  readonly #first = new Map<string, First>();
  readonly #minimum: number;
  #pruning: Pruning | undefined;
  entries = 0;

  /** `minimum`: entries before it were pruned. */
  constructor(minimum = 0) {
    this.#minimum = minimum;
  }

  follow(bytes: Uint8Array, leaf: Hash, index: number, file: string): void {
    this.entries++;
    const entry = decodeEntry(bytes);
    // Only what is under the signed head counts: anybody who can write the folder can add to the spool.
    const pruning = entry && this.#minimum > 0 ? pruningOf(entry) : undefined;
    if (pruning?.minimumIndex === this.#minimum) this.#pruning = pruning;
    const says = this.#next(entry, leaf);
    if (says !== undefined && this.faults.length < MOST) this.faults.push({ code: 'broken-chain', file, index, says });
  }

  /** Entries that are durable and not in the tree; returns how many. Those that are in the tree too stand in the spool until it is released. */
  followUnsealed(entries: readonly Uint8Array[], faults: LogFault[]): number {
    let count = 0;
    for (const bytes of entries) {
      const entry = decodeEntry(bytes);
      if (entry && entry.seq <= (this.#last.get(entry.emitter)?.seq ?? 0)) continue;
      const says = this.#next(entry, leafHash(bytes));
      if (says !== undefined) faults.push({ code: 'broken-chain', file: 'spool', says });
      count++;
    }
    return count;
  }

  /** When all was followed: what was pruned must be what an entry says, and the chains must go on from where it says that they were cut. */
  close(): readonly LogFault[] {
    if (this.#minimum === 0) return [];
    const pruning = this.#pruning;
    if (!pruning)
      return [{ code: 'damaged', file: MINIMUM_FILE, says: 'no entry says that those before it were pruned' }];
    const ends = new Map(pruning.chains.map((end) => [end.emitter, end]));
    return [...this.#first].flatMap(([emitter, { seq, prev }]): readonly LogFault[] => {
      const says = afterLast(emitter, seq, prev, ends.get(emitter) ?? NONE);
      return says === undefined ? [] : [{ code: 'broken-chain', file: MINIMUM_FILE, says }];
    });
  }

  /** What is wrong with the entry as the next of its emitter. */
  #next(entry: LedgerEntry | undefined, leaf: Hash): string | undefined {
    if (!entry) return 'it is no entry of a ledger';
    const { emitter, seq, prev } = entry;
    const last = this.#last.get(emitter);
    this.#last.set(emitter, { seq, id: leaf.toString('hex') });
    if (last || this.#minimum === 0) return afterLast(emitter, seq, prev, last ?? NONE);
    this.#first.set(emitter, { seq, prev });
    return undefined;
  }
}

function afterLast(emitter: string, seq: number, prev: string, last: Last): string | undefined {
  if (seq !== last.seq + 1) return `${emitter} wrote entry ${last.seq + 1} next, and this is its entry ${seq}`;
  return prev === last.id ? undefined : `it does not name the entry of ${emitter} before it`;
}
