import { detect, type Detected } from './detect.ts';

/** By what holds them: texts in which nothing was found, with the keys that they were looked at under. No secret is kept. */
const EMPTY = new WeakMap<object, Map<string, Set<string>>>();
/** Shorter texts are looked at sooner than found here. */
const SHORTEST = 40;
const NOTHING: readonly Detected[] = [];

/** As `detect`, for a text of something that a watch holds from scan to scan: most of a configuration is asked again and again. */
export function detectAgain(holder: object, key: string, value: string): readonly Detected[] {
  if (value.length < SHORTEST) return detect(key, value);
  const asked = EMPTY.get(holder);
  const keys = asked?.get(value);
  if (keys?.has(key) === true) return NOTHING;
  const found = detect(key, value);
  if (found.length > 0) return found;
  if (keys) keys.add(key);
  else if (asked) asked.set(value, new Set([key]));
  else EMPTY.set(holder, new Map([[value, new Set([key])]]));
  return NOTHING;
}
