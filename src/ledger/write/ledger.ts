import type { Disk } from '../disk/disk.ts';
import { decodeEntry, entryText, NO_PREVIOUS, type LedgerEvent } from '../entry/entry.ts';
import { pruningOf } from '../entry/pruning.ts';
import { leafHash } from '../merkle/hash.ts';
import type { TreeHead } from '../note/tree-head.ts';
import { backwards } from '../read/entries.ts';
import { Records, type Written } from './records.ts';
import { Sequencer, type Signing } from './sequencer.ts';
import { Spool } from './spool.ts';

/** `origin`: the name of the log, as the first line of its tree heads has it. */
export interface LedgerOptions extends Signing {
  readonly disk: Disk;
  /** The name of this process among those that write. */
  readonly emitter: string;
  readonly now: () => Date;
  /** Entries that are sealed together at most. */
  readonly batch?: number;
}

/** What an acknowledged event is known by, for good. */
export interface Receipt {
  readonly emitter: string;
  readonly seq: number;
  /** Leaf hash, hex. */
  readonly id: string;
}

interface Waiting {
  readonly event: LedgerEvent;
  readonly resolve: (receipt: Receipt) => void;
  readonly reject: (error: unknown) => void;
}

const BATCH = 4096;

/**
 * Two steps, so that nobody waits for a seal: an event is durable when it stands in the spool, chained to the one before; the sequencer drains
 * the spool into the tree.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #sequencer: Sequencer;
  readonly #spool: Spool;
  #seq: number;
  #prev: string;
  #waiting: Waiting[] = [];
  #unsealed: Written[];
  #writing: Promise<void> | undefined;
  #sealing: Promise<TreeHead> | undefined;
  #closed = false;
  /** Bytes of a write of the last run that was cut off before it was acknowledged. */
  readonly torn: number;

  private constructor(options: LedgerOptions, sequencer: Sequencer, spool: Spool, left: Left) {
    this.#options = options;
    this.#sequencer = sequencer;
    this.#spool = spool;
    this.#seq = left.seq;
    this.#prev = left.prev;
    this.#unsealed = [...left.unsealed];
    this.torn = left.torn;
  }

  static async open(options: LedgerOptions): Promise<Ledger> {
    const sequencer = await Sequencer.open(options.disk, options);
    const { spool, left } = await Spool.open(options.disk);
    const sealed = await lastOf(options.disk, sequencer.head.size, options.emitter);
    return new Ledger(options, sequencer, spool, leftOver(sealed, left.entries, left.torn));
  }

  get head(): TreeHead {
    return this.#sequencer.head;
  }

  /** Durable and not yet in the tree. */
  get unsealed(): number {
    return this.#unsealed.length;
  }

  /** Resolves once the event is durable. Rejects when it is not in the log and never will be. */
  append(event: LedgerEvent): Promise<Receipt> {
    if (this.#closed) return Promise.reject(new Error('the ledger is closed'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  /** Puts all that is durable into the tree, in batches. */
  seal(): Promise<TreeHead> {
    return (this.#sealing ??= this.#seal().finally(() => (this.#sealing = undefined)));
  }

  /** Acknowledges what waits, seals it and lets go of the files. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
    await this.seal();
    await this.#spool.close();
  }

  /** As long as somebody waits: one write and one sync for all who do. */
  async #write(): Promise<void> {
    // Those who append in the same turn share the first write.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const some = this.#waiting.splice(0, this.#options.batch ?? BATCH);
      await this.#writeSome(some);
    }
    this.#writing = undefined;
  }

  async #writeSome(some: readonly Waiting[]): Promise<void> {
    const { emitter, now } = this.#options;
    const at = now().toISOString();
    const records = new Records(some.length);
    const made: Written[] = [];
    const receipts: Receipt[] = [];
    const acknowledged: Waiting[] = [];
    let prev = this.#prev;
    for (const waiting of some) {
      const seq = this.#seq + made.length + 1;
      try {
        const written = records.add(entryText(waiting.event, { emitter, seq, prev, at }));
        prev = written.leaf.toString('hex');
        made.push(written);
        receipts.push({ emitter, seq, id: prev });
        acknowledged.push(waiting);
      } catch (error) {
        waiting.reject(error);
      }
    }
    if (made.length === 0) return;
    try {
      await this.#spool.write(records.bytes, this.#seq + 1);
    } catch (error) {
      for (const waiting of acknowledged) waiting.reject(error);
      return;
    }
    this.#seq += made.length;
    this.#prev = prev;
    this.#unsealed.push(...made);
    for (const [index, receipt] of receipts.entries()) acknowledged[index]?.resolve(receipt);
  }

  async #seal(): Promise<TreeHead> {
    while (this.#unsealed.length > 0) {
      const some = this.#unsealed.slice(0, this.#options.batch ?? BATCH);
      await this.#sequencer.seal(
        some.map(({ bytes }) => bytes),
        some.map(({ leaf }) => leaf),
      );
      this.#unsealed = this.#unsealed.slice(some.length);
      await this.#spool.release(this.#seq - this.#unsealed.length);
    }
    return this.head;
  }
}

interface Sealed {
  readonly seq: number;
  readonly id: string;
}

/** The emitter's last entry in the tree. */
async function lastOf(disk: Disk, size: number, emitter: string): Promise<Sealed> {
  let pruned: Sealed | undefined;
  for await (const { bytes, entry } of backwards(disk, size)) {
    if (entry?.emitter === emitter) return { seq: entry.seq, id: leafHash(bytes).toString('hex') };
    pruned ??= entry && pruningOf(entry)?.chains.find((end) => end.emitter === emitter);
  }
  return pruned ?? { seq: 0, id: NO_PREVIOUS };
}

interface Left {
  readonly seq: number;
  readonly prev: string;
  readonly unsealed: readonly Written[];
  readonly torn: number;
}

/** What the spool holds beyond the tree: it must go on where the tree ends. */
function leftOver({ seq, id }: Sealed, entries: readonly Buffer[], torn: number): Left {
  let last = seq;
  let prev = id;
  const unsealed: Written[] = [];
  for (const bytes of entries) {
    const entry = decodeEntry(bytes);
    if (entry && entry.seq <= seq) continue;
    if (entry?.seq !== last + 1 || entry.prev !== prev)
      throw new Error(
        `the spool does not go on where the tree ends: after entry ${last} comes ${entry?.seq ?? 'none'}`,
      );
    const leaf = leafHash(bytes);
    last = entry.seq;
    prev = leaf.toString('hex');
    unsealed.push({ bytes, leaf });
  }
  return { seq: last, prev, unsealed, torn };
}
