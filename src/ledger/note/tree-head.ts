import { HASH_BYTES, type Hash } from '../merkle/hash.ts';

/** The size and root of a log, and whose log it is. C2SP calls the signed note of it a checkpoint (tlog-checkpoint). */
export interface TreeHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

export const printTreeHead = ({ origin, size, root }: TreeHead): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

const TEXT = /^([^\n]{1,255})\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n/u;

/** A tree head from the text of a note; undefined when it is none. Extension lines are allowed and say nothing. */
export function parseTreeHead(text: string): TreeHead | undefined {
  const [whole = '', origin, size, base64] = TEXT.exec(text) ?? [];
  if (origin === undefined || base64 === undefined || /^\n|\n\n/u.test(text.slice(whole.length))) return undefined;
  const root = Buffer.from(base64, 'base64');
  const count = Number(size);
  if (root.length !== HASH_BYTES || root.toString('base64') !== base64 || !Number.isSafeInteger(count))
    return undefined;
  return { origin, size: count, root };
}
