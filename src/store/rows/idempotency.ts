import { WritError } from '../../model/errors.ts';
import type { Change, Reader, Writer } from '../change.ts';

/** The answer to a request that may come again. The scope says whose the key is. */
export interface Answered {
  readonly scope: string;
  readonly key: string;
  /** SHA-256 of the request: another request with the same key is a fault of the caller. */
  readonly request: Buffer;
  readonly answer: unknown;
  readonly expires: Date;
}

/** Written in the transaction of what it answers for. A second one with the same key fails, and with it what it did; an expired one gives way. */
export async function keepAnswer({ db, revision, now }: Change, answered: Answered): Promise<void> {
  const { scope, key, request, answer, expires } = answered;
  const row = { request, answer: JSON.stringify(answer), expires, revision };
  const kept = await db
    .insertInto('idempotency')
    .values({ scope, key, ...row })
    .onConflict((conflict) =>
      conflict.columns(['scope', 'key']).doUpdateSet(row).where('idempotency.expires', '<=', now),
    )
    .returning('key')
    .executeTakeFirst();
  if (!kept) throw new WritError('changed-meanwhile', `the request ${key} was answered before`);
}

export async function answerTo(db: Reader, scope: string, key: string, now: Date): Promise<Answered | undefined> {
  return db
    .selectFrom('idempotency')
    .select(['scope', 'key', 'request', 'answer', 'expires'])
    .where('scope', '=', scope)
    .where('key', '=', key)
    .where('expires', '>', now)
    .executeTakeFirst();
}

export async function forgetAnswers(db: Writer, now: Date): Promise<void> {
  await db.deleteFrom('idempotency').where('expires', '<=', now).execute();
}
