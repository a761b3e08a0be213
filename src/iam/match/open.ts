import { hasHole } from '../../model/hole.ts';
import { MAYBE, NO, YES, type Truth } from '../truth.ts';
import { ANY, ONE } from './pattern.ts';

const HOLES = /\uE000[^\uE000\uE001]{0,300}\uE001/gu;
/** The text with any run of characters in the place of each hole. */
export const outlined = (text: string): string => text.replace(HOLES, ANY);

/** One step of a text: a character, any one character (`ONE`), or any run (`ANY`). */
type Steps = readonly string[];
/** Above this product of lengths nothing is compared: the answer is maybe. ARNs are rarely longer than 200 characters. */
const MOST = 500_000;

/**
 * Whether a pattern matches a text where either may hold holes, each of which may be any text: yes if it does whatever they are, no if it
 * does for none, else maybe. Two wildcards meet, so this walks all pairs of positions: for the rare texts with holes only.
 */
export function openMatch(pattern: string, text: string): Truth {
  if (!beginAlike(pattern, text)) return NO;
  const left = Array.from(outlined(pattern));
  const right = Array.from(outlined(text));
  if (left.length * right.length > MOST) return MAYBE;
  if (!meet(left, right)) return NO;
  return !hasHole(pattern) && covers(left, right) ? YES : MAYBE;
}

/** Whether both are the same up to the first place of either where anything may stand. */
function beginAlike(pattern: string, text: string): boolean {
  const length = Math.min(pattern.length, text.length);
  for (let at = 0; at < length; at++) {
    const one = pattern.charCodeAt(at);
    const other = text.charCodeAt(at);
    if (isOpen(one) || isOpen(other)) return true;
    if (one !== other) return false;
  }
  return pattern.length === text.length || isOpen(pattern.charCodeAt(length)) || isOpen(text.charCodeAt(length));
}

/** A private-use character: a wildcard or where a hole begins. */
const isOpen = (code: number): boolean => code >= 0xe000 && code <= 0xf8ff;

/** Whether some text is matched by both. */
function meet(left: Steps, right: Steps): boolean {
  let row = [true];
  right.forEach((other, at) => row.push(other === ANY && row[at] === true));
  for (const step of left) {
    const next = [step === ANY && row[0] === true];
    right.forEach((other, at) => {
      // A star takes nothing more, or one step more of the other side.
      if (step === ANY || other === ANY) next.push(row[at + 1] === true || next[at] === true);
      else next.push(row[at] === true && (step === other || step === ONE || other === ONE));
    });
    row = next;
  }
  return row[right.length] === true;
}

/** Whether the pattern matches every text that the holes of `right` may make: only a star takes a hole. */
function covers(left: Steps, right: Steps): boolean {
  let row = [true, ...right.map(() => false)];
  for (const step of left) {
    const next = [step === ANY && row[0] === true];
    right.forEach((other, at) => {
      if (step === ANY) next.push(row[at + 1] === true || next[at] === true);
      else next.push(row[at] === true && other !== ANY && (step === ONE || step === other));
    });
    row = next;
  }
  return row[right.length] === true;
}
