import { sql, type Kysely, type Transaction } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { isCrossed, problemOf } from './connection/problems.ts';
import type { Tables } from './tables.ts';

export type Reader = Kysely<Tables>;
export type Writer = Transaction<Tables>;

/** A transaction that changes rows. All of them carry its revision. */
export interface Change {
  readonly db: Writer;
  /** Larger by one than that of the change before: what a reader has seen up to it is complete. */
  readonly revision: number;
  /** Who does it, as the outbox and the history will tell. */
  readonly actor: string;
  readonly now: Date;
  readonly context: ChangeContext;
  /** Number of the next outbox row of this change. */
  readonly next: () => number;
}

export interface ChangeBy {
  readonly actor: string;
  readonly now: Date;
  readonly context?: ChangeContext;
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

export const CHANNEL = 'writ';
const TRIES = 5;

/**
 * The one place where transactions that write are made. The row of the revision is locked first and until the end, so changes happen one after the
 * other and each sees all before it: revisions become visible in their order, without a gap, and no two changes cross. What was rolled back
 * gives its revision back.
 */
export async function change<T>(
  db: Reader,
  schema: string,
  { actor, now, context = {} }: ChangeBy,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  return maintain(db, async (transaction) => {
    const { rows } = await sql<{ readonly value: number }>`
      with moved as (update revision set value = value + 1 returning value)
      select value, pg_notify(${CHANNEL}, ${schema}) from moved`.execute(transaction);
    const revision = rows[0]?.value;
    if (revision === undefined) throw new Error('the row of the revision is missing');
    let position = 0;
    return work({ db: transaction, revision, actor, now, context, next: () => position++ });
  });
}

/** A transaction that is tried again when it and another one were in each other's way. */
export async function maintain<T>(db: Reader, work: (db: Writer) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (!isCrossed(error) || tries === TRIES) throw problemOf(error);
      await sleep(2 ** tries * 5 * (0.5 + Math.random()));
    }
  }
}

/** Statements that see one state of all tables. */
export async function read<T>(db: Reader, work: (db: Reader) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
  } catch (error) {
    throw problemOf(error);
  }
}
