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

/** Events that are looked at in one pruning. */
const PRUNED_AT_ONCE = 10_000;
const PRUNED = 'outbox-pruned';

/** What is kept of what every consumer has passed: what is younger, as long as so many revisions have not come after it. */
export interface Retention {
  readonly since: Date;
  readonly revisions: number;
}

/** Removes events that every consumer has passed and that nobody comes back for, the oldest first, and remembers how far. */
export async function pruneOutbox(db: Writer, keep?: Retention): Promise<void> {
  const old = keep
    ? sql`(oldest.at < ${keep.since} or oldest.revision <= last.revision - ${keep.revisions}::bigint)`
    : sql`true`;
  await sql`with last as (select revision, position from outbox_cursors order by revision, position limit 1),
    oldest as (select revision, position, at from outbox order by revision, position limit ${PRUNED_AT_ONCE}),
    gone as (
      delete from outbox using oldest, last
      where outbox.revision = oldest.revision and outbox.position = oldest.position
        and (oldest.revision, oldest.position) <= (last.revision, last.position) and ${old}
      returning outbox.revision, outbox.position)
    insert into meta (key, value, revision)
      select ${PRUNED}, jsonb_build_object('revision', revision, 'position', position), revision from gone
      order by revision desc, position desc limit 1
      on conflict (key) do update set value = excluded.value, revision = excluded.revision`.execute(db);
}

/** Events up to this place are no longer there; undefined when all are. */
export async function prunedUpTo(db: Reader): Promise<Place | undefined> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', PRUNED).executeTakeFirst();
  return row?.value as Place | undefined;
}
