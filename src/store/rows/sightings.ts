import { sql } from 'kysely';
import type { Change, Reader } from '../change.ts';
import type { Declared } from './identities.ts';
import { putMany } from './many.ts';

/** What one source said of an identity when it last had it. */
export interface Said {
  /** Fields that it fills itself, such as the owner of a label. */
  readonly fields: Readonly<Record<string, string>>;
  /** Fields that git declares, with their file. */
  readonly declared: Declared;
  readonly evidence: readonly unknown[];
}

/** That a source has an identity, or had it. */
export interface Sighting {
  readonly source: string;
  readonly identity: string;
  readonly said: Said;
  readonly seenLast: Date;
  readonly goneSince: Date | null;
}

export async function putSightings({ db, revision }: Change, all: readonly Sighting[]): Promise<void> {
  await putMany(
    db,
    'sightings',
    all.map(({ source, identity, said, seenLast, goneSince }) => ({
      ...{ source, identity, said, seen_last: seenLast, gone_since: goneSince, revision },
    })),
  );
}

/** Every source's, by source. */
export async function sightingsOf(
  db: Reader,
  identities: readonly string[],
): Promise<ReadonlyMap<string, readonly Sighting[]>> {
  const rows = await db
    .selectFrom('sightings')
    .selectAll()
    .where((where) => where('identity', '=', where.fn.any(where.val([...identities]))))
    .orderBy('source')
    .execute();
  const found = new Map<string, Sighting[]>();
  for (const one of rows.map(sightingOf)) {
    const sightings = found.get(one.identity);
    if (sightings) sightings.push(one);
    else found.set(one.identity, [one]);
  }
  return found;
}

/**
 * They were seen, and nothing about them is new. When something was last seen is no change: it moves no revision, so that what somebody has read stays
 * what they may change.
 */
export async function seenAgain(
  { db }: Change,
  source: string,
  identities: readonly string[],
  at: Date,
): Promise<void> {
  const ids = [...identities];
  await sql`update sightings set seen_last = ${at} where source = ${source} and identity = any(${ids}::text[])`.execute(
    db,
  );
  await sql`update identities set seen_last = ${at} where id = any(${ids}::text[]) and seen_last < ${at}`.execute(db);
}

/** The next that a source has not told since, and had before. */
export async function notSeenSince(db: Reader, source: string, at: Date, limit: number): Promise<readonly Sighting[]> {
  const rows = await live(db, source).where('seen_last', '<', at).orderBy('identity').limit(limit).execute();
  return rows.map(sightingOf);
}

/** The next that a source has. */
export async function liveSightings(db: Reader, source: string, limit: number): Promise<readonly Sighting[]> {
  return (await live(db, source).orderBy('identity').limit(limit).execute()).map(sightingOf);
}

const live = (db: Reader, source: string) =>
  db.selectFrom('sightings').selectAll().where('source', '=', source).where('gone_since', 'is', null);

/** How many it has. */
export async function countSightings(db: Reader, source: string): Promise<number> {
  const { count } = await db
    .selectFrom('sightings')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('source', '=', source)
    .where('gone_since', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

function sightingOf(row: {
  readonly source: string;
  readonly identity: string;
  readonly said: unknown;
  readonly seen_last: Date;
  readonly gone_since: Date | null;
}): Sighting {
  const { said, seen_last, gone_since, source, identity } = row;
  return { source, identity, said: said as Said, seenLast: seen_last, goneSince: gone_since };
}
