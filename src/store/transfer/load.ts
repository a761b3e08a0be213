import type pg from 'pg';
import { WritError } from '../../model/errors.ts';
import type { Manifest } from '../archive/manifest.ts';
import type { ArchivedFile } from '../archive/read.ts';
import { configOf, connect } from '../connection/client.ts';
import { problemOf } from '../connection/problems.ts';
import { migrate } from '../migrate/migrate.ts';
import { MIGRATIONS } from '../migrate/migrations.ts';
import type { Database } from '../open.ts';
import { TABLES } from '../tables.ts';

const LINES = 500;

/**
 * Takes rows into a schema that has none: the schema is made as old as the rows are, filled in one transaction, and brought forward like any other
 * that is found.
 */
export async function load(
  { address, schema }: Database,
  manifest: Manifest,
  files: AsyncIterable<ArchivedFile>,
): Promise<void> {
  if (manifest.schema > MIGRATIONS.length || manifest.schema < 1)
    throw new WritError(
      'store-schema',
      `the rows have number ${manifest.schema}, this version knows ${MIGRATIONS.length}`,
    );
  const client = await connect(configOf(address, schema));
  try {
    const number = await migrate(client, schema, manifest.schema);
    await client.query('begin');
    await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    if (number !== manifest.schema || (await hasRows(client, manifest)))
      throw new WritError('store-not-empty', `the schema ${schema}`);
    await client.query('delete from revision');
    const counts = await fill(client, files);
    for (const [table, count] of Object.entries(manifest.rows))
      if ((counts.get(table) ?? 0) !== count)
        throw new WritError('broken-backup', `${table} should have ${count} rows and has ${counts.get(table) ?? 0}`);
    const { rows } = await client.query<{ readonly value: number }>('select value from revision');
    if (rows.length !== 1 || rows[0]?.value !== manifest.revision)
      throw new WritError('broken-backup', 'its revision is not the one of the manifest');
    await client.query('commit');
    await migrate(client, schema);
  } catch (error) {
    throw problemOf(error);
  } finally {
    await client.end();
  }
}

async function hasRows(client: pg.Client, { rows }: Manifest): Promise<boolean> {
  for (const table of Object.keys(rows)) {
    if (!(TABLES as readonly string[]).includes(table))
      throw new WritError('broken-backup', `there is no table ${table}`);
    const where = table === 'revision' ? 'where value > 0' : '';
    const { rowCount } = await client.query(`select from ${client.escapeIdentifier(table)} ${where} limit 1`);
    if (rowCount !== 0) return true;
  }
  return false;
}

/** In the order of the archive, in which what is referred to comes first. Returns rows by table. */
async function fill(client: pg.Client, files: AsyncIterable<ArchivedFile>): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for await (const { name, bytes } of files) {
    const table = /^rows\/([a-z_]+)\//u.exec(name)?.[1];
    if (table === undefined) continue;
    if (!(TABLES as readonly string[]).includes(table))
      throw new WritError('broken-backup', `there is no table ${table}`);
    const lines = bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '');
    const into = client.escapeIdentifier(table);
    for (let at = 0; at < lines.length; at += LINES) {
      // The lines pass through as text: no number is read and written again on the way.
      const json = `[${lines.slice(at, at + LINES).join(',')}]`;
      await client.query(`insert into ${into} select * from jsonb_populate_recordset(null::${into}, $1::jsonb)`, [
        json,
      ]);
    }
    counts.set(table, (counts.get(table) ?? 0) + lines.length);
  }
  return counts;
}
