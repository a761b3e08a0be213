import type { Condition } from '../condition/condition.ts';
import { MAYBE, NO, YES, type Truth } from '../truth.ts';
import { consistent } from './consistent.ts';

/** What a plain condition is for every state of its key: yes, no, or maybe where it hangs on the key. */
export function constantOf(condition: Condition): Truth {
  if (!consistent([{ condition, want: true }], false)) return NO;
  return consistent([{ condition, want: false }], false) ? MAYBE : YES;
}
