import { Refused } from './refused.ts';

/** A page of a list that is kept in the order of a key: asked for one more than fits, to know whether more come. */
export function paged<T>(
  found: readonly T[],
  limit: number,
  keyOf: (one: T) => string,
): { readonly items: T[]; readonly next?: string } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (found.length <= limit || last === undefined) return { items };
  return { items, next: Buffer.from(keyOf(last)).toString('base64url') };
}

/** The key that a cursor says; a cursor is nothing that a caller makes, and a made one may say what the store cannot keep. */
export function keyAfter(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (key.includes('\0')) throw new Refused('bad-request', 'the cursor is none');
  return key;
}
