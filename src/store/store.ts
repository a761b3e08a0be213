import type { Change, ChangeBy, Reader, Writer } from './change.ts';

/**
 * The persistence port. Nothing outside of this room knows SQL or where the database runs; what a change does is told by the functions of
 * `rows/`, which take a `Change` or a `Reader`.
 */
export interface Store {
  readonly kind: 'embedded' | 'external';

  /**
   * One transaction: all of it is durable when this resolves, and nothing of it when it rejects. The exception is `store-unavailable`: the connection
   * may be lost between commit and answer; whoever must know asks again with an idempotency key.
   */
  change<T>(by: ChangeBy, work: (change: Change) => Promise<T>): Promise<T>;

  /** A transaction that writes what no reader follows and no record tells: cursors, times of last use, what has expired. It moves no revision. */
  maintain<T>(work: (db: Writer) => Promise<T>): Promise<T>;

  /** Statements that see one state, and change nothing. */
  read<T>(work: (db: Reader) => Promise<T>): Promise<T>;

  /** The revision of the last change. Rejects with `store-unavailable` when the database does not answer: the readiness check of a server. */
  revision(): Promise<number>;

  /**
   * Calls with each revision that it sees: at once, soon after changes of any process, and never less often than `everyMs` asks. Steps may be left out;
   * ask for rows with a revision larger than the last you have. Returns a function that ends it.
   */
  follow(seen: (revision: number) => void, everyMs?: number): () => void;

  /** Lets go of the connections. The embedded database that this process started is stopped. */
  close(): Promise<void>;
}
