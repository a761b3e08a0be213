import type pg from 'pg';
import { WritError } from '../../model/errors.ts';

/** A server that is stopped while the next one starts needs a moment. */
const PATIENCE_MS = 5000;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Takes the place of the one server over this schema, for as long as the connection lives: two would scan twice, and each would carry what changed into a log of its
 * own. One that is just stopping is waited for. Throws `store-served`.
 */
export async function claimSole(client: pg.Client, schema: string): Promise<void> {
  try {
    await client.query(`set lock_timeout = ${PATIENCE_MS}`);
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [`writ serve ${schema}`]);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE)
      throw new WritError('store-served', `schema ${schema}`);
    throw error;
  }
}
