import { aroundHoles, hasHole, holesOf, printHoles } from '../../model/hole.ts';
import { maybe, NO, YES, type Answer } from './answer.ts';

/** Whether two texts are equal where either may have holes. */
export function equalTexts(a: string, b: string): Answer {
  if (!hasHole(a) && !hasHole(b)) return a === b ? YES : NO;
  if (a === b) return YES;
  if (hasHole(a) && hasHole(b)) return compatible(a, b) ? maybe(unknownOf(a), unknownOf(b)) : NO;
  const [open, literal] = hasHole(a) ? [a, b] : [b, a];
  return fits(aroundHoles(open), literal) ? maybe(`${unknownOf(open)} is ${valueIn(open, literal)}`) : NO;
}

export function startsWith(text: string, start: string): Answer {
  const [first = '', ...more] = aroundHoles(text);
  if (first.startsWith(start)) return YES;
  return more.length > 0 && start.startsWith(first) ? maybe(`${unknownOf(text)} fits ${start}`) : NO;
}

export function endsWith(text: string, end: string): Answer {
  const around = aroundHoles(text);
  const last = around.at(-1) ?? '';
  if (last.endsWith(end)) return YES;
  return around.length > 1 && end.endsWith(last) ? maybe(`${unknownOf(text)} fits ${end}`) : NO;
}

/** Whether a text, which may have holes, matches a pattern in which `*` is any run and `?` any one character; case counts. */
export function likeText(text: string, pattern: string): Answer {
  if (!/[*?]/u.test(pattern)) return equalTexts(text, pattern);
  const parts = pattern.split('*');
  if (!hasHole(text)) return like(parts, text) ? YES : NO;
  // A hole may be any text: only what stands before the first and after the last can contradict.
  const around = aroundHoles(text);
  const [head = ''] = parts;
  const [first = ''] = around;
  const tail = parts.at(-1) ?? '';
  const last = around.at(-1) ?? '';
  if (parts.length > 1 && first.length >= head.length && matchesAt(head, first, 0) && tail === '' && parts.length === 2)
    return YES;
  if (!matchesAt(head.slice(0, first.length), first, 0)) return NO;
  const end = tail.slice(-last.length);
  if (last !== '' && tail !== '' && !matchesAt(end, last, last.length - end.length)) return NO;
  return maybe(`${unknownOf(text)} fits ${pattern}`);
}

const unknownOf = (text: string): string =>
  holesOf(text)
    .map((name) => `{${name}}`)
    .join(' and ') || printHoles(text);

function valueIn(open: string, literal: string): string {
  const around = aroundHoles(open);
  if (around.length !== 2) return `that of ${literal}`;
  const [head = '', tail = ''] = around;
  return literal.slice(head.length, literal.length - tail.length);
}

/** The parts in order, the first at the start, the last at the end. */
function fits(parts: readonly string[], text: string): boolean {
  const [head = ''] = parts;
  const tail = parts.at(-1) ?? '';
  if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false;
  let at = head.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - tail.length;
}

/** Two open texts can only be told apart by what stands before their first and after their last hole. */
function compatible(a: string, b: string): boolean {
  const [ofA, ofB] = [aroundHoles(a), aroundHoles(b)];
  const [headA = '', headB = ''] = [ofA[0], ofB[0]];
  const [tailA = '', tailB = ''] = [ofA.at(-1), ofB.at(-1)];
  return (headA.startsWith(headB) || headB.startsWith(headA)) && (tailA.endsWith(tailB) || tailB.endsWith(tailA));
}

function like(parts: readonly string[], text: string): boolean {
  const [head = ''] = parts;
  if (parts.length === 1) return text.length === head.length && matchesAt(head, text, 0);
  const tail = parts.at(-1) ?? '';
  if (text.length < head.length + tail.length || !matchesAt(head, text, 0)) return false;
  if (!matchesAt(tail, text, text.length - tail.length)) return false;
  let at = head.length;
  const end = text.length - tail.length;
  for (const part of parts.slice(1, -1)) {
    while (at + part.length <= end && !matchesAt(part, text, at)) at += 1;
    if (at + part.length > end) return false;
    at += part.length;
  }
  return true;
}

function matchesAt(part: string, text: string, at: number): boolean {
  if (at < 0 || at + part.length > text.length) return false;
  for (let index = 0; index < part.length; index += 1)
    if (part[index] !== '?' && part[index] !== text[at + index]) return false;
  return true;
}
