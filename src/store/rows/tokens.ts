import { sql } from 'kysely';
import type { Change, Reader } from '../change.ts';
import { kept } from '../connection/kept-statement.ts';
import { tell } from './outbox.ts';

/** A token for the API. The token itself is shown once and kept nowhere; here is its SHA-256. */
export interface ApiToken {
  readonly id: string;
  readonly hash: Buffer;
  readonly name: string;
  readonly person: string;
  readonly scopes: readonly string[];
  readonly created: Date;
  readonly expires: Date;
}

export async function addToken(change: Change, token: ApiToken): Promise<void> {
  const { db, revision } = change;
  await db
    .insertInto('api_tokens')
    .values({ ...token, scopes: JSON.stringify(token.scopes), revoked: null, revision })
    .execute();
  const { id, person, scopes, expires } = token;
  await tell(change, { kind: 'token-added', object: id, data: { person, scopes, expires } });
}

/** Only one that is good at this time, of a person who is active. */
const NOTHING = Buffer.alloc(0);
const NEVER = new Date(0);
const BY_HASH = kept((db) =>
  db
    .selectFrom('api_tokens')
    .innerJoin('people', 'people.id', 'api_tokens.person')
    .select(['api_tokens.id', 'hash', 'api_tokens.name', 'person', 'scopes', 'api_tokens.created', 'expires'])
    .where('hash', '=', NOTHING)
    .where('revoked', 'is', null)
    .where('expires', '>', NEVER)
    .where('people.active', '=', sql.lit(true)),
);

export async function tokenBy(db: Reader, hash: Buffer, now: Date): Promise<ApiToken | undefined> {
  const [row] = await BY_HASH(db, hash, now);
  return row && { ...row, scopes: row.scopes as readonly string[] };
}

/** False when there is none, or it was revoked before. */
export async function revokeToken(change: Change, id: string): Promise<boolean> {
  const { db, revision, now } = change;
  const revoked = await db
    .updateTable('api_tokens')
    .set({ revoked: now, revision })
    .where('id', '=', id)
    .where('revoked', 'is', null)
    .returning('person')
    .executeTakeFirst();
  if (revoked) await tell(change, { kind: 'token-revoked', object: id, data: revoked });
  return revoked !== undefined;
}

/** All of a person that are good. */
export async function revokeTokens(change: Change, person: string): Promise<void> {
  for (const { id } of await tokensOf(change.db, person, change.now)) await revokeToken(change, id);
}

const FIELDS = ['id', 'hash', 'name', 'person', 'scopes', 'created', 'expires'] as const;

/** Whether or not it is still good. */
export async function tokenById(db: Reader, id: string): Promise<ApiToken | undefined> {
  const row = await db.selectFrom('api_tokens').select(FIELDS).where('id', '=', id).executeTakeFirst();
  return row && { ...row, scopes: row.scopes as readonly string[] };
}

/** Those of a person that are good, newest first. */
export async function tokensOf(db: Reader, person: string, now: Date): Promise<readonly ApiToken[]> {
  const rows = await db
    .selectFrom('api_tokens')
    .select(FIELDS)
    .where('person', '=', person)
    .where('revoked', 'is', null)
    .where('expires', '>', now)
    .orderBy('created', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, scopes: row.scopes as readonly string[] }));
}
