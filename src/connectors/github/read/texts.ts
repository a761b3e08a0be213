import type { Entry } from '../../../documents/entry.ts';
import type { Texts } from '../types.ts';

/** The scalar values of a map. */
export function textsOf(entry: Entry | undefined, ...steps: readonly string[]): Texts {
  const texts = new Map<string, string>();
  for (const [key, value] of entry?.entries(...steps) ?? []) {
    const text = value.text();
    if (text !== undefined) texts.set(key, text);
  }
  return texts;
}
