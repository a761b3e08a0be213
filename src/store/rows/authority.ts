import type { Reader } from '../change.ts';
import { kept } from '../connection/kept-statement.ts';

const AUTHORITY = kept((db) => db.selectFrom('revision').select('authority'));

/** Larger after each change to what says who may: people, their roles and groups, what they signed in with. */
export async function authorityOf(db: Reader): Promise<number> {
  const [row] = await AUTHORITY(db);
  if (!row) throw new Error('the row of the revision is missing');
  return row.authority;
}
