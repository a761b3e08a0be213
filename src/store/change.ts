import type { Kysely, Transaction } from 'kysely';
import type { Appended } from './commit/appended.ts';
import type { Tables } from './tables.ts';

export type Reader = Kysely<Tables>;
export type Writer = Transaction<Tables>;

/** What changes rows together. All of them carry its revision. */
export interface Change {
  readonly db: Writer;
  /** Larger by one than that of the change before: what a reader has seen up to it is complete. */
  readonly revision: number;
  /** Who does it, as the outbox and the history will tell. */
  readonly actor: string;
  readonly now: Date;
  readonly context: ChangeContext;
  /** What it adds to tables that only grow; there exactly when the change is. */
  readonly appended: Appended;
}

export interface ChangeBy {
  readonly actor: string;
  readonly now: Date;
  readonly context?: ChangeContext;
  /**
   * The work asks all that it asks before it has any answer. Such changes travel together, which is many times as fast where many write at once. When one
   * of them fails, or asks later all the same, they are done again one after the other.
   */
  readonly atOnce?: boolean;
}

/** What the record of a change says beside who did what: it goes with every event of the change. */
export interface ChangeContext {
  readonly onBehalfOf?: string;
  readonly reason?: string;
  /** The rule that allowed it. */
  readonly policy?: string;
  /** Trace id of the request (W3C Trace Context), 32 hex digits. */
  readonly trace?: string;
}

/**
 * May be called again when its transaction met another one or failed for a reason that was not its own: what it does besides statements must not
 * mind. It waits for all that it began; what still runs when it has resolved or thrown is refused.
 */
export type Work<T> = (change: Change) => Promise<T>;

export const CHANNEL = 'writ';
export const TRIES = 5;
