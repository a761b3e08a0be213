import { isDeepStrictEqual } from 'node:util';
import { CompiledQuery, type Insertable, type Selectable } from 'kysely';
import { WritError } from '../../model/errors.ts';
import type { Change, Reader } from '../change.ts';
import type { IdentityState } from '../../governance/lifecycle.ts';
import { kept } from '../connection/kept-statement.ts';
import type { Tables } from '../tables.ts';
import { IDENTITY_COLUMNS, PUT } from './identity-put.ts';
import { tell } from './outbox.ts';
import { standsIn, type Within } from './places.ts';

/** Fields that git declares, each with its value and file. */
export type Declared = Readonly<Record<string, { readonly value: unknown; readonly file: string }>>;

/** A non-human identity as a record: what was found of it, and what people decided about it. */
export interface Identity {
  /** Its id in the estate. */
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly realm: string;
  readonly environment: string | null;
  readonly state: IdentityState;
  readonly owner: string | null;
  readonly purpose: string | null;
  readonly dataScope: string | null;
  readonly rotationPolicy: string | null;
  /** They win over what is edited here. */
  readonly declared: Declared;
  readonly source: string;
  readonly evidence: readonly unknown[];
  readonly seenFirst: Date;
  readonly seenLast: Date;
  /** Since when its source no longer has it; null while it has. */
  readonly goneSince: Date | null;
  readonly usedLast: Date | null;
}

export type Kept<T> = T & { readonly revision: number };

/** Fields whose changes are told and kept. Where and when it was seen changes with each scan. */
const TOLD = [
  'kind',
  'name',
  'realm',
  'environment',
  'state',
  'owner',
  'purpose',
  'dataScope',
  'rotationPolicy',
  'declared',
  'goneSince',
] as const;

/** Adds it or puts it in the place of the one with its id. With `expected` only when that is still its revision; 0 says that there is none. */
export async function putIdentity(change: Change, identity: Identity, expected?: number): Promise<Kept<Identity>> {
  const { db, revision } = change;
  const row = rowOf(identity, revision);
  const values = [...IDENTITY_COLUMNS.map((column) => row[column]), expected ?? null];
  const { rows } = await db.executeQuery<Selectable<Tables['identities']>>(CompiledQuery.raw(PUT, values));
  const before = rows[0] && recordOf(rows[0]);
  if (expected !== undefined && expected !== (before?.revision ?? 0))
    throw new WritError('changed-meanwhile', identity.id);
  await keepDifferences(change, before, identity);
  return { ...identity, revision };
}

/** Puts other values of what people decide in the place of those that were read. Fails where another revision is there meanwhile. */
export async function changeIdentity(
  change: Change,
  before: Kept<Identity>,
  decided: Partial<Pick<Identity, Decided>>,
): Promise<Kept<Identity>> {
  const { revision, ...known } = before;
  const identity = { ...known, ...decided };
  const { owner, purpose, environment, dataScope, rotationPolicy, state } = identity;
  const values = [owner, purpose, environment, dataScope, rotationPolicy, state, change.revision];
  const changed = await CHANGE(change.db, ...values, before.id, revision);
  if (changed.length === 0) throw new WritError('changed-meanwhile', before.id);
  await keepDifferences(change, before, identity);
  return { ...identity, revision: change.revision };
}

type Decided = 'owner' | 'purpose' | 'environment' | 'dataScope' | 'rotationPolicy' | 'state';

const CHANGE = kept((db) =>
  db
    .updateTable('identities')
    .set({ owner: '', purpose: '', environment: '', data_scope: '', rotation_policy: '', state: 'active', revision: 0 })
    .where('id', '=', '')
    .where('revision', '=', 0)
    .returning('id'),
);

/** Keeps what is another than before, and tells it; nothing where nothing was before but that it is new. */
export async function keepDifferences(change: Change, before: Identity | undefined, after: Identity): Promise<void> {
  if (!before) {
    await tell(change, { kind: 'identity-added', object: after.id, data: told(after) });
    return;
  }
  const { appended, revision, actor, now } = change;
  const differences = TOLD.filter((field) => !isDeepStrictEqual(before[field], after[field]));
  if (differences.length === 0) return;
  for (const field of differences)
    await appended.add('identity_history', {
      identity: after.id,
      revision,
      field,
      before: JSON.stringify(before[field]),
      after: JSON.stringify(after[field]),
      actor,
      at: now,
    });
  const data = Object.fromEntries(differences.map((field) => [field, { before: before[field], after: after[field] }]));
  await tell(change, { kind: 'identity-changed', object: after.id, data });
}

const told = (identity: Identity): unknown => Object.fromEntries(TOLD.map((field) => [field, identity[field]]));

const BY_ID = kept((db) => db.selectFrom('identities').selectAll().where('id', '=', ''));

export async function identityById(db: Reader, id: string): Promise<Kept<Identity> | undefined> {
  const [row] = await BY_ID(db, id);
  return row && recordOf(row);
}

/** What changed after a revision, oldest change first. */
export async function identitiesChanged(db: Reader, after: number, limit: number): Promise<readonly Kept<Identity>[]> {
  const query = db.selectFrom('identities').selectAll().where('revision', '>', after);
  return (await query.orderBy('revision').orderBy('id').limit(limit).execute()).map(recordOf);
}

export interface IdentityPage {
  /** Those after this id. */
  readonly after?: string;
  readonly limit: number;
  readonly owner?: string;
  readonly kind?: string;
  readonly environment?: string;
  readonly state?: IdentityState;
  /** Only what stands in one of these places; `*` is every environment or owner. All of them where it is left out. */
  readonly within?: Within;
}

/** A page, by id. */
export async function identitiesFrom(db: Reader, page: IdentityPage): Promise<readonly Kept<Identity>[]> {
  const { after = '', limit, within } = page;
  let query = db.selectFrom('identities').selectAll().where('id', '>', after);
  for (const field of ['owner', 'kind', 'environment', 'state'] as const) {
    const value = page[field];
    if (value !== undefined) query = query.where(field, '=', value);
  }
  if (within) query = query.where(standsIn(within));
  return (await query.orderBy('id').limit(limit).execute()).map(recordOf);
}

export interface Difference {
  readonly revision: number;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly actor: string;
  readonly at: Date;
}

/** Every change of a field, oldest first. */
export async function historyOf(db: Reader, id: string): Promise<readonly Difference[]> {
  return db
    .selectFrom('identity_history')
    .select(['revision', 'field', 'before', 'after', 'actor', 'at'])
    .where('identity', '=', id)
    .orderBy('revision')
    .orderBy('field')
    .execute();
}

export function rowOf(identity: Identity, revision: number): Insertable<Tables['identities']> {
  const { dataScope, rotationPolicy, seenFirst, seenLast, goneSince, usedLast, declared, evidence, ...same } = identity;
  return {
    ...same,
    data_scope: dataScope,
    rotation_policy: rotationPolicy,
    seen_first: seenFirst,
    seen_last: seenLast,
    gone_since: goneSince,
    used_last: usedLast,
    declared: JSON.stringify(declared),
    evidence: JSON.stringify(evidence),
    revision,
  };
}

export function recordOf(row: Selectable<Tables['identities']>): Kept<Identity> {
  const { data_scope, rotation_policy, seen_first, seen_last, gone_since, used_last, declared, evidence, ...same } =
    row;
  return {
    ...same,
    dataScope: data_scope,
    rotationPolicy: rotation_policy,
    seenFirst: seen_first,
    seenLast: seen_last,
    goneSince: gone_since,
    usedLast: used_last,
    declared: declared as Identity['declared'],
    evidence: evidence as Identity['evidence'],
  };
}
