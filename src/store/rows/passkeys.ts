import type { Change, Reader } from '../change.ts';
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

/** False when the person has none with this id. That it was the last way to sign in stands in the record. */
export async function removePasskey(change: Change, person: string, id: string, last = false): Promise<boolean> {
  const removed = await change.db
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('person', '=', person)
    .returning('id')
    .executeTakeFirst();
  if (removed)
    await tell(change, { kind: 'passkey-removed', object: person, data: { passkey: id, ...(last ? { last } : {}) } });
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

/** False when the counter did not grow and nothing is kept: the key may have a copy. Devices without a counter say 0 always. */
export async function usedPasskey(
  change: Change,
  { id, person }: Pick<Passkey, 'id' | 'person'>,
  counter: number,
): Promise<boolean> {
  const used = await change.db
    .updateTable('passkeys')
    .set({ counter, used_last: change.now })
    .where('id', '=', id)
    .where((is) => is.or([is('counter', '<', counter), ...(counter === 0 ? [is('counter', '=', 0)] : [])]))
    .returning('id')
    .executeTakeFirst();
  if (used) await tell(change, { kind: 'passkey-used', object: person, data: { passkey: id, counter } });
  return used !== undefined;
}
