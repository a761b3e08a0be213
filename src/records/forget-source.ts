import type { Change } from '../store/change.ts';
import { removeSource } from '../store/rows/source-settings.ts';
import { liveSightings } from '../store/rows/sightings.ts';
import { goneFrom } from './sync.ts';

/** Identities of one statement. */
const AT_ONCE = 2000;

/** A source is scanned no more: what no other source has is gone from now on. Nothing is deleted. */
export async function forgetSource(change: Change, name: string): Promise<void> {
  for (let gone = AT_ONCE; gone === AT_ONCE;)
    gone = await goneFrom(change, await liveSightings(change.db, name, AT_ONCE));
  await removeSource(change, name);
}
