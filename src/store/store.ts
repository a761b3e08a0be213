import type { ChangeBy, Reader, Work, Writer } from './change.ts';

/**
 * The persistence port. Nothing outside of this room knows SQL or where the database runs; what a change does is told by the functions of
 * `rows/`, which take a `Change` or a `Reader`.
 */
export interface Store {
  readonly kind: 'embedded' | 'external';

  /**
   * All of it is durable when this resolves, and nothing of it when it rejects. The exception is `store-unavailable`: the connection may be lost between
   * commit and answer; whoever must know asks again with an idempotency key. Changes happen in the order in which they are asked for. Several may share a
   * transaction; whether another one fails is nothing to it.
   */
  change<T>(by: ChangeBy, work: Work<T>): Promise<T>;

  /** A transaction that writes what no reader follows and no record tells: cursors, times of last use, what has expired. It moves no revision. */
  maintain<T>(work: (db: Writer) => Promise<T>): Promise<T>;

  /** Statements that see one state, and change nothing. */
  read<T>(work: (db: Reader) => Promise<T>): Promise<T>;

  /** One statement, which sees one state without a transaction around it; a second is refused. */
  readOne<T>(work: (db: Reader) => Promise<T>): Promise<T>;

  /** The revision of the last change. Rejects with `store-unavailable` when the database does not answer: the readiness check of a server. */
  revision(): Promise<number>;

  /**
   * Calls with each revision that it sees: at once, soon after changes of any process, and never less often than `everyMs` asks. Steps may be left out;
   * ask for rows with a revision larger than the last you have. Returns a function that ends it.
   */
  follow(seen: (revision: number) => void, everyMs?: number): () => void;

  /** Takes no more changes, waits for those that were asked for, and lets go of the connections. The embedded database that this process started is stopped. */
  close(): Promise<void>;
}
