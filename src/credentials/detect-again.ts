import { Lately } from '../bytes/lately.ts';
import { detect, type Detected } from './detect.ts';

/** Texts that hold nothing, by the keys that they were looked at under. No secret is kept. */
const EMPTY = new Lately<Set<string>>(4 * 1024 * 1024);
/** More keys over one text than these are not kept. */
const KEYS = 16;
const NOTHING: readonly Detected[] = [];

/** As `detect`, for texts that are held while they are asked about, and asked about in every scan. */
export function detectAgain(key: string, value: string): readonly Detected[] {
  const asked = EMPTY.get(value);
  if (asked?.has(key) === true) return NOTHING;
  const found = detect(key, value);
  if (found.length > 0) return found;
  if (asked === undefined) EMPTY.set(value, new Set([key]));
  else if (asked.size < KEYS) asked.add(key);
  return NOTHING;
}
