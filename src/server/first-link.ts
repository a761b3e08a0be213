import { makeLink } from '../api/sign-in/links.ts';
import { WritError } from '../model/errors.ts';
import type { Change } from '../store/change.ts';
import { holdersOf } from '../store/rows/roles.ts';
import type { Store } from '../store/store.ts';

/**
 * The secret of the link that is printed at a start: as long as nobody is an administrator, for whoever becomes the first; afterwards only when it is asked
 * for, for the only administrator. Who starts the program holds its data anyway; that it was done is recorded.
 */
export async function firstLink(
  store: Store,
  { now, again }: { readonly now: Date; readonly again: boolean },
): Promise<string | undefined> {
  const waits = await store.read(async (db) => (await holdersOf(db, 'administrator')).length === 0);
  if (!waits && !again) return undefined;
  const context = { policy: waits ? 'set-up' : 'new-link' };
  const { secret } = await store.change({ actor: 'writ', now, context }, make);
  return secret;
}

async function make(change: Change): Promise<{ readonly secret: string }> {
  const [only, ...others] = await holdersOf(change.db, 'administrator');
  if (only === undefined) return makeLink(change, { for: 'set-up' });
  if (others.length > 0) throw new WritError('other-administrators', String(others.length + 1));
  return makeLink(change, { for: 'person', person: only });
}
