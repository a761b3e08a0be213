import { sql } from 'kysely';
import type { Change, ChangeContext, Reader, Writer } from '../change.ts';

/** What happened, for those who pass it on: the ledger, webhooks, streams of events. */
export interface Event {
  /** A word and what was done to it: `identity-added`. */
  readonly kind: string;
  readonly object: string;
  readonly data: unknown;
}

/** Where an event stands: the order of the revision, and within a change of the position. */
export interface Place {
  readonly revision: number;
  readonly position: number;
}

export interface Told extends Event, Place {
  readonly actor: string;
  readonly at: Date;
  readonly context: ChangeContext;
}

/** Written in the transaction of the change, at its end: neither is there without the other. */
export async function tell(change: Change, { kind, object, data }: Event): Promise<void> {
  const { appended, revision, actor, now, context } = change;
  await appended.add('outbox', {
    revision,
    position: appended.position(),
    kind,
    actor,
    object,
    data: JSON.stringify(data),
    at: now,
    context: JSON.stringify(context),
  });
}

export async function tellAll(change: Change, events: readonly Event[]): Promise<void> {
  for (const event of events) await tell(change, event);
}

/** The next events after a place, in order and complete. */
export async function eventsAfter(db: Reader, { revision, position }: Place, limit: number): Promise<readonly Told[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where(sql<boolean>`(revision, position) > (${revision}, ${position})`)
    .orderBy('revision')
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, context: row.context as ChangeContext }));
}

const START: Place = { revision: 0, position: -1 };

/** How far a consumer has come. */
export async function cursorOf(db: Reader, consumer: string): Promise<Place> {
  const row = await db
    .selectFrom('outbox_cursors')
    .select(['revision', 'position'])
    .where('consumer', '=', consumer)
    .executeTakeFirst();
  return row ?? START;
}

/** Moves it on, after what it stands for was done for good. It never goes back. */
export async function moveCursor(db: Writer, consumer: string, { revision, position }: Place): Promise<void> {
  await db
    .insertInto('outbox_cursors')
    .values({ consumer, revision, position })
    .onConflict((conflict) =>
      conflict
        .column('consumer')
        .doUpdateSet({ revision, position })
        .where(sql<boolean>`(outbox_cursors.revision, outbox_cursors.position) < (${revision}, ${position})`),
    )
    .execute();
}

/** Removes events that every consumer has passed. */
export async function pruneOutbox(db: Writer): Promise<void> {
  await sql`delete from outbox where (revision, position) <=
    (select revision, position from outbox_cursors order by revision, position limit 1)`.execute(db);
}
