import { WritError } from '../model/errors.ts';
import type { Change } from '../store/change.ts';
import { changeIdentity, type Identity, type Kept } from '../store/rows/identities.ts';
import { finishToDos } from '../store/rows/to-dos.ts';
import type { Edited } from './differences.ts';

/** What people may say of an identity; null takes it back. */
export type Description = Readonly<Partial<Record<Edited, string | null>>>;

/** The first of these fields that git declares, with its file: it is changed there. */
export function declaredAmong(
  { declared }: Identity,
  fields: readonly string[],
): { readonly field: string; readonly file: string } | undefined {
  for (const field of fields) if (declared[field]) return { field, file: declared[field].file };
  return undefined;
}

/** Puts what somebody says of it over what is there. Who owns it anew has answered the question of who does. */
export async function describe(
  change: Change,
  before: Kept<Identity>,
  description: Description,
): Promise<Kept<Identity>> {
  if (declaredAmong(before, Object.keys(description))) throw new WritError('changed-meanwhile', before.id);
  const after = await changeIdentity(change, before, description);
  if (after.owner !== before.owner) await finishToDos(change, { identity: before.id, kind: 'owner-left' });
  return after;
}
