import { sql } from 'kysely';
import type { Reader, Writer } from '../change.ts';
import type { AttemptKind } from '../tables.ts';

/** A sign-in that has begun and waits for its second half: a one-time link, an answer of a provider, a signature of a passkey. */
export interface Attempt {
  /** SHA-256 of what the other side must bring back. */
  readonly hash: Buffer;
  readonly kind: AttemptKind;
  readonly data: unknown;
  readonly expires: Date;
}

export async function beginAttempt(db: Writer, { hash, kind, data, expires }: Attempt): Promise<void> {
  await db
    .insertInto('attempts')
    .values({ hash, kind, data: JSON.stringify(data), expires })
    .execute();
}

/** Takes it away and returns its data: of any number who come with the same, one gets it. */
export async function takeAttempt(
  db: Writer,
  kind: AttemptKind,
  hash: Buffer,
  now: Date,
): Promise<{ readonly data: unknown } | undefined> {
  const row = await db
    .deleteFrom('attempts')
    .where('hash', '=', hash)
    .where('kind', '=', kind)
    .returning(['data', 'expires'])
    .executeTakeFirst();
  return row && row.expires > now ? { data: row.data } : undefined;
}

/** How many wait: a bound against those who only begin. */
export async function attemptsWaiting(db: Reader, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('attempts')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('expires', '>', now)
    .executeTakeFirstOrThrow();
  return count;
}

/** Makes those of a kind worthless whose data has this. */
export async function withdrawAttempts(db: Writer, kind: AttemptKind, data: object): Promise<void> {
  await db
    .deleteFrom('attempts')
    .where('kind', '=', kind)
    .where(sql<boolean>`data @> ${JSON.stringify(data)}::jsonb`)
    .execute();
}

export async function forgetAttempts(db: Writer, now: Date): Promise<void> {
  await db.deleteFrom('attempts').where('expires', '<=', now).execute();
}
