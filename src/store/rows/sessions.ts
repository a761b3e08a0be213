import { SESSION } from '../../governance/sessions.ts';
import type { Change, Reader, Writer } from '../change.ts';
import type { SignedInBy } from '../tables.ts';
import { tell } from './outbox.ts';

/** A sign-in that goes on. What the browser holds is not here, only its SHA-256: who reads the store cannot use it. */
export interface Session {
  readonly hash: Buffer;
  readonly person: string;
  readonly created: Date;
  readonly usedLast: Date;
  readonly expires: Date;
  readonly how: SignedInBy;
}

export async function beginSession(
  change: Change,
  { hash, person, created, usedLast, expires, how }: Session,
): Promise<void> {
  const { db, revision } = change;
  await db
    .insertInto('sessions')
    .values({ hash, person, created, used_last: usedLast, expires, ended: null, how, revision })
    .execute();
  await tell(change, { kind: 'session-begun', object: person, data: { expires, how } });
}

/** Used last before this, a session has ended. */
const idleAt = (now: Date): Date => new Date(now.getTime() - SESSION.idleMs);

/** Only one that goes on at this time, of a person who is active. */
export async function sessionBy(db: Reader, hash: Buffer, now: Date): Promise<Session | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person')
    .select(['hash', 'person', 'sessions.created', 'used_last', 'expires', 'how'])
    .where('hash', '=', hash)
    .where('ended', 'is', null)
    .where('expires', '>', now)
    .where('used_last', '>', idleAt(now))
    .where('people.active', '=', true)
    .executeTakeFirst();
  if (!row) return undefined;
  const { used_last, ...same } = row;
  return { ...same, usedLast: used_last };
}

export async function touchSession(db: Writer, hash: Buffer, now: Date): Promise<void> {
  await db.updateTable('sessions').set({ used_last: now }).where('hash', '=', hash).execute();
}

/** Ends one, or all of a person. Returns how many went on. */
export async function endSessions(
  change: Change,
  which: { readonly hash: Buffer } | { readonly person: string },
): Promise<number> {
  const { db, revision, now } = change;
  const query = db.updateTable('sessions').set({ ended: now, revision }).where('ended', 'is', null);
  const ended = await (
    'hash' in which ? query.where('hash', '=', which.hash) : query.where('person', '=', which.person)
  )
    .returning('person')
    .execute();
  const [first] = ended;
  if (first) await tell(change, { kind: 'sessions-ended', object: first.person, data: { count: ended.length } });
  return ended.length;
}

/** Those of a person that go on, newest first. */
export async function sessionsOf(db: Reader, person: string, now: Date): Promise<readonly Session[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['hash', 'person', 'created', 'used_last', 'expires', 'how'])
    .where('person', '=', person)
    .where('ended', 'is', null)
    .where('expires', '>', now)
    .where('used_last', '>', idleAt(now))
    .orderBy('created', 'desc')
    .execute();
  return rows.map(({ used_last, ...same }) => ({ ...same, usedLast: used_last }));
}
