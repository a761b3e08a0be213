/** Lengths that are compared as a whole, one after the other, before characters are. */
const BLOCKS = [4096, 256, 16] as const;

/** Where two texts differ: what lies before and behind is the same in both. Offsets are at starts of lines. */
export interface Window {
  readonly start: number;
  readonly beforeEnd: number;
  readonly afterEnd: number;
}

/** The lines in which two texts differ, with `context` lines around them. Texts of megabytes are compared in blocks. */
export function differing(before: string, after: string, context: number): Window {
  const head = sharedHead(before, after);
  const tail = sharedTail(before, after, Math.min(before.length, after.length) - head);
  let start = head === 0 ? 0 : before.lastIndexOf('\n', head - 1) + 1;
  for (let more = 0; more < context && start > 0; more += 1)
    start = start < 2 ? 0 : before.lastIndexOf('\n', start - 2) + 1;
  const moved = after.length - before.length;
  let end = before.length - tail;
  if (!startsLine(before, end) || !startsLine(after, end + moved)) end = nextLine(before, end);
  for (let more = 0; more < context && end < before.length; more += 1) end = nextLine(before, end);
  return { start, beforeEnd: end, afterEnd: end + moved };
}

const startsLine = (text: string, at: number): boolean => at === 0 || text[at - 1] === '\n';

function nextLine(text: string, at: number): number {
  const next = text.indexOf('\n', at);
  return next === -1 ? text.length : next + 1;
}

function sharedHead(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  for (const block of BLOCKS)
    while (at + block <= most && a.slice(at, at + block) === b.slice(at, at + block)) at += block;
  while (at < most && a[at] === b[at]) at += 1;
  return at;
}

function sharedTail(a: string, b: string, most: number): number {
  let at = 0;
  const last = (text: string, block: number): string => text.slice(text.length - at - block, text.length - at);
  for (const block of BLOCKS) while (at + block <= most && last(a, block) === last(b, block)) at += block;
  while (at < most && a[a.length - 1 - at] === b[b.length - 1 - at]) at += 1;
  return at;
}
