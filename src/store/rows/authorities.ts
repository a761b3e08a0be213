import type { Change, Reader } from '../change.ts';
import type { AuthorityState, AuthorityUsage } from '../tables.ts';
import { tell } from './outbox.ts';

/** The public half of a key that signs, signed or will sign SVIDs of the trust domain. */
export interface Authority {
  /** Of the private half, where keys are kept; the `kid` of what a JWT authority signs. */
  readonly id: string;
  readonly usage: AuthorityUsage;
  /** Of key. */
  readonly kind: string;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
  /** DER; null for JWT. */
  readonly certificate: Buffer | null;
  readonly state: AuthorityState;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Since when its state is this. */
  readonly since: Date;
  readonly retiring: boolean;
}

export interface TrustDomainRow {
  readonly name: string;
  /** Rises with every change of what verifiers are told. */
  readonly sequence: number;
}

export async function trustDomainOf(db: Reader): Promise<TrustDomainRow | undefined> {
  return db.selectFrom('trust_domain').select(['name', 'sequence']).executeTakeFirst();
}

/** Once: a trust domain is never renamed. */
export async function nameTrustDomain(change: Change, name: string): Promise<void> {
  const { db, revision } = change;
  await db.insertInto('trust_domain').values({ name, sequence: revision, revision }).execute();
  await tell(change, { kind: 'trust-domain-named', object: `spiffe://${name}`, data: {} });
}

/** All of them, those that were made first first. */
export async function authoritiesOf(db: Reader): Promise<readonly Authority[]> {
  const rows = await db.selectFrom('authorities').selectAll().orderBy('not_before').orderBy('id').execute();
  return rows.map(({ id, usage, kind, certificate, state, since, retiring, ...row }) => ({
    ...{ id, usage, kind, certificate, state, since, retiring },
    ...{ publicKey: row.public_key, notBefore: row.not_before, notAfter: row.not_after },
  }));
}

export async function addAuthority(
  change: Change,
  { id, usage, kind, publicKey, certificate, state, notBefore, notAfter }: Omit<Authority, 'since' | 'retiring'>,
): Promise<void> {
  const { db, revision, now } = change;
  const times = { not_before: notBefore, not_after: notAfter, since: now };
  await db
    .insertInto('authorities')
    .values({ ...{ id, usage, kind, public_key: publicKey, certificate, state }, ...times, revision })
    .execute();
  await published(change);
  const data = { usage, key: kind, from: notBefore.toISOString(), until: notAfter.toISOString() };
  await tell(change, { kind: `authority-${state}`, object: id, data });
}

/** It signs from now on; the one that signed is kept in the bundle for what it signed. False where it is not prepared. */
export async function activateAuthority(change: Change, id: string): Promise<boolean> {
  const { db, revision, now } = change;
  const row = await db
    .selectFrom('authorities')
    .select('usage')
    .where('id', '=', id)
    .where('state', '=', 'prepared')
    .executeTakeFirst();
  if (!row) return false;
  const { usage } = row;
  const before = await db
    .updateTable('authorities')
    .set({ state: 'old', since: now, revision })
    .where('usage', '=', usage)
    .where('state', '=', 'active')
    .returning('id')
    .execute();
  await db.updateTable('authorities').set({ state: 'active', since: now, revision }).where('id', '=', id).execute();
  await tell(change, { kind: 'authority-activated', object: id, data: { usage, after: before.map((one) => one.id) } });
  return true;
}

/** Its private half is not there: it signs no more, and verifiers go on to know it. */
export async function loseAuthority(change: Change, id: string): Promise<void> {
  const { db, revision, now } = change;
  const lost = { state: 'old', since: now, revision } as const;
  const rows = await db
    .updateTable('authorities')
    .set(lost)
    .where('id', '=', id)
    .where('state', '!=', 'old')
    .returning('usage')
    .execute();
  for (const { usage } of rows) await tell(change, { kind: 'authority-key-lost', object: id, data: { usage } });
}

/** Another one takes its place as soon as every verifier can know it. False where it does not sign. */
export async function retireAuthority(change: Change, id: string): Promise<boolean> {
  const { db, revision } = change;
  const query = db.updateTable('authorities').set({ retiring: true, revision }).where('id', '=', id);
  const rows = await query.where('state', '=', 'active').returning('usage').execute();
  for (const { usage } of rows) await tell(change, { kind: 'authority-retiring', object: id, data: { usage } });
  return rows.length > 0;
}

/** It is out of the bundle: `dropped` when all that it signed has ended, `distrusted` when nobody is to believe what it signed. False where it is not there. */
export async function removeAuthority(change: Change, id: string, why: 'dropped' | 'distrusted'): Promise<boolean> {
  const rows = await change.db.deleteFrom('authorities').where('id', '=', id).returning(['usage', 'state']).execute();
  for (const { usage, state } of rows) {
    await published(change);
    await tell(change, { kind: `authority-${why}`, object: id, data: { usage, state } });
  }
  return rows.length > 0;
}

async function published({ db, revision }: Change): Promise<void> {
  await db.updateTable('trust_domain').set({ sequence: revision, revision }).execute();
}
