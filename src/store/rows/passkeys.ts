import type { Change, Reader, Writer } from '../change.ts';
import { tell } from './outbox.ts';

/** A WebAuthn credential of a person: the public half of a key that its device keeps. */
export interface Passkey {
  /** Credential id, base64url. */
  readonly id: string;
  readonly person: string;
  /** COSE key. */
  readonly publicKey: Buffer;
  /** Signature counter of the last use; one that does not grow may be a copy of the key. */
  readonly counter: number;
  readonly name: string;
  readonly transports: readonly string[];
  readonly created: Date;
  readonly usedLast: Date | null;
}

const FIELDS = [
  'id',
  'person',
  'public_key as publicKey',
  'counter',
  'name',
  'transports',
  'created',
  'used_last as usedLast',
] as const;

export async function addPasskey(change: Change, passkey: Passkey): Promise<void> {
  const { db, revision } = change;
  const { publicKey, transports, usedLast, ...same } = passkey;
  await db
    .insertInto('passkeys')
    .values({ ...same, public_key: publicKey, transports: JSON.stringify(transports), used_last: usedLast, revision })
    .execute();
  await tell(change, { kind: 'passkey-added', object: passkey.person, data: { passkey: passkey.id } });
}

/** False when the person has none with this id. */
export async function removePasskey(change: Change, person: string, id: string): Promise<boolean> {
  const removed = await change.db
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('person', '=', person)
    .returning('id')
    .executeTakeFirst();
  if (removed) await tell(change, { kind: 'passkey-removed', object: person, data: { passkey: id } });
  return removed !== undefined;
}

export async function passkeyById(db: Reader, id: string): Promise<Passkey | undefined> {
  const row = await db.selectFrom('passkeys').select(FIELDS).where('id', '=', id).executeTakeFirst();
  return row && { ...row, transports: row.transports as readonly string[] };
}

export async function passkeysOf(db: Reader, person: string): Promise<readonly Passkey[]> {
  const rows = await db.selectFrom('passkeys').select(FIELDS).where('person', '=', person).orderBy('created').execute();
  return rows.map((row) => ({ ...row, transports: row.transports as readonly string[] }));
}

export async function usedPasskey(db: Writer, id: string, counter: number, now: Date): Promise<void> {
  await db.updateTable('passkeys').set({ counter, used_last: now }).where('id', '=', id).execute();
}
