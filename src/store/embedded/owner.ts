import type pg from 'pg';
import { WritError } from '../../model/errors.ts';
import type { Address } from '../connection/address.ts';
import { configOf, connect } from '../connection/client.ts';

/** A lock of the database, held by the standing connection of the process that started it: a database where nobody holds it is an orphan. */
const KEY = 0x77726974;

/** Takes the lock; the connection of the owner's last one may need a moment to end. */
export async function claim(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [KEY]);
}

/** Whether a process that answers for this database is there. */
export async function isOwned(address: Address): Promise<boolean> {
  const client = await connect(configOf(address, 'pg_catalog'));
  try {
    const { rows } = await client.query<{ readonly free: boolean }>('select pg_try_advisory_lock($1) as free', [KEY]);
    return rows[0]?.free !== true;
  } finally {
    await client.end();
  }
}

export const inUse = (data: string): WritError => new WritError('store-in-use', data);
