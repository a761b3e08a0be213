import { sql, type RawBuilder } from 'kysely';
import type { Reader } from '../change.ts';

/** A question of a directory about one field; all of them hold for what is found. */
export interface Term {
  readonly field: string;
  readonly how: 'eq' | 'sw' | 'co';
  readonly value: string;
}

export interface Found {
  readonly total: number;
  readonly ids: readonly string[];
}

interface Slice {
  readonly terms: readonly Term[];
  readonly offset: number;
  readonly limit: number;
}

/** Fields by which people and groups are found. What a directory calls `externalId` and `id` is told apart by case, names are not. */
const PEOPLE: Readonly<Record<string, RawBuilder<string>>> = {
  id: sql`id::text`,
  externalid: sql`external_id`,
  username: sql`lower(user_name)`,
  displayname: sql`lower(name)`,
  email: sql`lower(email)`,
};
const GROUPS: Readonly<Record<string, RawBuilder<string>>> = {
  id: sql`id::text`,
  externalid: sql`external_id`,
  displayname: sql`lower(name)`,
};
const EXACT: ReadonlySet<string> = new Set(['id', 'externalid']);

/** People whom a directory knows: those with a name there. Oldest first. */
export const findPeople = (db: Reader, slice: Slice): Promise<Found> =>
  find(db, sql`people where user_name is not null`, PEOPLE, slice);

export const findGroups = (db: Reader, slice: Slice): Promise<Found> => find(db, sql`groups where true`, GROUPS, slice);

async function find(
  db: Reader,
  from: RawBuilder<unknown>,
  fields: Readonly<Record<string, RawBuilder<string>>>,
  { terms, offset, limit }: Slice,
): Promise<Found> {
  const wheres = terms.map(({ field, how, value }) => {
    const column = fields[field] ?? sql<string>`null::text`;
    const text = EXACT.has(field) ? value : value.toLowerCase();
    if (how === 'eq') return sql`and ${column} = ${text}`;
    return how === 'sw' ? sql`and starts_with(${column}, ${text})` : sql`and position(${text} in ${column}) > 0`;
  });
  const found = sql`from ${from} ${sql.join(wheres, sql` `)}`;
  const counted = await sql<{ readonly total: string | number }>`select count(*) as total ${found}`.execute(db);
  const { rows } = await sql<{
    readonly id: string;
  }>`select id ${found} order by created, id offset ${offset} limit ${limit}`.execute(db);
  return { total: Number(counted.rows[0]?.total ?? 0), ids: rows.map(({ id }) => id) };
}
