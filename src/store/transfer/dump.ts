import type pg from 'pg';
import { WritError } from '../../model/errors.ts';
import type { Add } from '../archive/write.ts';
import { configOf, connect } from '../connection/client.ts';
import { problemOf } from '../connection/problems.ts';
import { MIGRATIONS } from '../migrate/migrations.ts';
import type { Database } from '../open.ts';
import { TABLES } from '../tables.ts';

/** Bytes of rows in a file of the archive, about. */
const PART = 4 << 20;
const FETCH = 500;

export interface Dumped {
  readonly schema: number;
  readonly revision: number;
  readonly rows: Readonly<Record<string, number>>;
}

/** All rows as the database prints them as JSON, of one state: what is changed meanwhile is not in it. */
export async function dump({ address, schema }: Database, add: Add): Promise<Dumped> {
  const client = await connect(configOf(address, schema));
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    const number = await schemaNumber(client, schema);
    const rows: Record<string, number> = {};
    for (const table of await tablesIn(client, schema)) rows[table] = await dumpTable(client, table, add);
    const { rows: found } = await client.query<{ readonly value: number }>('select value from revision');
    await client.query('commit');
    return { schema: number, revision: found[0]?.value ?? 0, rows };
  } catch (error) {
    throw problemOf(error);
  } finally {
    await client.end();
  }
}

async function schemaNumber(client: pg.Client, schema: string): Promise<number> {
  const known = await client.query('select from pg_tables where schemaname = $1 and tablename = $2', [
    schema,
    'migrations',
  ]);
  if (known.rowCount === 0) throw new WritError('no-store', `the schema ${schema} of this database`);
  const { rows } = await client.query<{ readonly number: number }>('select max(number) as number from migrations');
  const number = rows[0]?.number ?? 0;
  if (number > MIGRATIONS.length)
    throw new WritError('store-schema', `it has number ${number}, this version knows ${MIGRATIONS.length}`);
  return number;
}

/** Those that a schema of this age has. */
async function tablesIn(client: pg.Client, schema: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ readonly tablename: string }>(
    'select tablename from pg_tables where schemaname = $1',
    [schema],
  );
  const there = new Set(rows.map(({ tablename }) => tablename));
  return TABLES.filter((table) => there.has(table));
}

async function dumpTable(client: pg.Client, table: string, add: Add): Promise<number> {
  const name = client.escapeIdentifier(table);
  // No column has this name: one that had would be taken for the row.
  await client.query(
    `declare rows no scroll cursor for select to_jsonb(whole_row)::text as line from ${name} whole_row`,
  );
  let [count, part, size] = [0, 0, 0];
  let lines: string[] = [];
  const flush = async (): Promise<void> => {
    if (lines.length === 0) return;
    await add(`rows/${table}/${String(part++).padStart(6, '0')}.jsonl`, Buffer.from(`${lines.join('\n')}\n`));
    [lines, size] = [[], 0];
  };
  for (;;) {
    const { rows } = await client.query<{ readonly line: string }>(`fetch ${FETCH} from rows`);
    if (rows.length === 0) break;
    count += rows.length;
    for (const { line } of rows) {
      lines.push(line);
      size += line.length;
      if (size >= PART) await flush();
    }
  }
  await flush();
  await client.query('close rows');
  return count;
}
