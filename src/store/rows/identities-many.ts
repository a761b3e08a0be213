import { sql } from 'kysely';
import type { Change, Reader } from '../change.ts';
import { keepDifferences, recordOf, rowOf, type Identity, type Kept } from './identities.ts';
import { putMany, type ManyRow } from './many.ts';

/** An identity that is put, and what was there before; undefined when nothing was. */
export interface Put {
  readonly before: Identity | undefined;
  readonly after: Identity;
}

/** As `putIdentity` for many: their rows are written in one statement. */
export async function putIdentities(change: Change, puts: readonly Put[]): Promise<void> {
  await putMany(
    change.db,
    'identities',
    puts.map(({ after }) => row(after, change.revision)),
  );
  for (const { before, after } of puts) await keepDifferences(change, before, after);
}

function row(identity: Identity, revision: number): ManyRow<'identities'> {
  const { declared, evidence } = identity;
  return { ...rowOf(identity, revision), declared, evidence } as ManyRow<'identities'>;
}

export async function identitiesById(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Kept<Identity>>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('identities')
    .selectAll()
    .where((where) => where('id', '=', where.fn.any(where.val([...ids]))))
    .execute();
  return new Map(rows.map((one) => [one.id, recordOf(one)]));
}

/** Those of one of these owners, in any case of letters, that are not retired, by id. */
export async function identitiesOwnedBy(db: Reader, owners: readonly string[]): Promise<readonly Kept<Identity>[]> {
  if (owners.length === 0) return [];
  const rows = await db
    .selectFrom('identities')
    .selectAll()
    .where(sql<boolean>`lower(owner) = any(${owners.map((one) => one.toLowerCase())}::text[])`)
    .where('state', '!=', 'retired')
    .orderBy('id')
    .execute();
  return rows.map(recordOf);
}
