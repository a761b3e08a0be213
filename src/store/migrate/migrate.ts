import type pg from 'pg';
import { WritError } from '../../model/errors.ts';
import { checksumOf, type Migration } from './migration.ts';
import { MIGRATIONS } from './migrations.ts';

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/** An event like that of a change: the record has who brought the rows of a store into another form, and when. A store that is made new has none to bring. */
const TELL = `with moved as (update revision set value = value + 1 returning value)
  insert into outbox (revision, position, kind, actor, object, data, at)
  select value, 0, 'store-migrated', 'writ', 'store', $1::jsonb, now() from moved`;

/**
 * Brings the schema forward, in one transaction: all that is missing or nothing. Whoever comes at the same time waits for the lock and then finds
 * nothing to do. Returns the number that the schema has.
 */
export async function migrate(
  client: pg.ClientBase,
  schema: string,
  upTo = MIGRATIONS.length,
  known: readonly Migration[] = MIGRATIONS,
): Promise<number> {
  await client.query('begin');
  try {
    await client.query('set local statement_timeout = 0');
    await client.query('set local lock_timeout = 0');
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`writ migrate ${schema}`]);
    const name = client.escapeIdentifier(schema);
    // Asked first: whoever may use a schema that was made for them need not be allowed to make one.
    const { rowCount } = await client.query('select from pg_namespace where nspname = $1', [schema]);
    if (rowCount === 0) await client.query(`create schema ${name}`);
    await client.query(`set local search_path = ${name}`);
    await client.query(
      'create table if not exists migrations ' +
        '(number integer primary key, name text not null, checksum text not null, applied timestamptz not null default now())',
    );
    const { rows } = await client.query<Applied>('select number, name, checksum from migrations order by number');
    check(rows, known);
    const missing = known.slice(rows.length, upTo);
    for (const one of missing) {
      await client.query(one.sql);
      await client.query('insert into migrations (number, name, checksum) values ($1, $2, $3)', [
        one.number,
        one.name,
        checksumOf(one),
      ]);
    }
    const number = rows.length + missing.length;
    if (rows.length > 0 && missing.length > 0)
      await client.query(TELL, [JSON.stringify({ from: rows.length, to: number })]);
    await client.query('commit');
    return number;
  } catch (error) {
    // The first error counts; where the connection is gone there is nothing to roll back.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function check(applied: readonly Applied[], known: readonly Migration[]): void {
  if (applied.length > known.length)
    throw new WritError(
      'store-schema',
      `it has number ${applied.at(-1)?.number ?? 0}, this version knows ${known.length}`,
    );
  for (const [at, { number, name, checksum }] of applied.entries()) {
    const own = known[at];
    if (own?.number !== number || checksumOf(own) !== checksum)
      throw new WritError('store-schema', `migration ${number} (${name}) was another than the one of this version`);
  }
}
