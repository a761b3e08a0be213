import type { Entry } from '../../documents/entry.ts';
import { hole, withoutHoles } from '../../model/hole.ts';
import type { Doubts } from './doubts.ts';
import type { Reading } from './reading.ts';

/** Longest value of a policy; AWS takes ARNs up to 2,048 characters. */
const LONGEST = 8192;

/**
 * One text or a list of them; numbers and booleans as they are written. What is neither stands as a hole: it may be any text. Undefined
 * when the key is not there.
 */
export function textsOf(parent: Entry, key: string, reading: Reading, doubts: Doubts): readonly string[] | undefined {
  const entry = parent.get(key);
  if (entry === undefined) return undefined;
  const items = Array.isArray(entry.value) ? entry.items() : [entry];
  return items.map((item) => {
    const text = scalar(item.value);
    if (text === undefined) doubts.wrong(`a value of ${key} is no text`, item);
    else if (text.length > LONGEST) doubts.wrong(`a value of ${key} is longer than ${LONGEST} characters`, item);
    else return reading.outside ? withoutHoles(text) : text;
    return hole(`value of ${key}`);
  });
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
