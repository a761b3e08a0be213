import type { Change, Reader } from '../change.ts';
import { tell } from './outbox.ts';

/** Settings of the control plane itself, by name. */
export async function setting(db: Reader, key: string): Promise<unknown> {
  return (await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst())?.value;
}

export async function putSetting(change: Change, key: string, value: unknown): Promise<void> {
  const { db, revision } = change;
  const row = { value: JSON.stringify(value), revision };
  await db
    .insertInto('meta')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
  await tell(change, { kind: 'setting-changed', object: key, data: {} });
}
