import { Refused } from './refused.ts';

const DEEPEST = 32;

/** Every text of a request, names too, is one that the store can keep: no NUL, no half of a surrogate pair; and nothing is deeper than a reader goes. */
export function sound(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed())
      throw new Refused('bad-request', 'a text has a character that is none');
  } else if (typeof value === 'object' && value !== null) {
    if (depth === DEEPEST) throw new Refused('bad-request', `it is nested more than ${DEEPEST} deep`);
    for (const [name, one] of Object.entries(value)) {
      sound(name, DEEPEST);
      sound(one, depth + 1);
    }
  }
}
