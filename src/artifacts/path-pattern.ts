/**
 * A glob over slash-separated paths: `*` and `?` within a segment, `**` as a whole segment any number of them. All states are kept at
 * once, so that no pattern costs more than its length times that of the path.
 */
export function pathMatches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  let states = closed(new Set([0]), wanted);
  for (const part of parts) {
    const next = new Set<number>();
    for (const at of states) {
      const segment = wanted[at];
      if (segment === undefined) continue;
      if (segment === '**') next.add(at);
      else if (segmentMatches(segment, part)) next.add(at + 1);
    }
    states = closed(next, wanted);
    if (states.size === 0) return false;
  }
  return states.has(wanted.length);
}

function closed(states: Set<number>, wanted: readonly string[]): Set<number> {
  for (const at of states) if (wanted[at] === '**') states.add(at + 1);
  return states;
}

/** Two pointers: after a mismatch only the last star takes one character more. */
export function segmentMatches(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let mark = 0;
  let index = 0;
  while (index < text.length) {
    const char = pattern[at];
    if (char === '*') {
      star = at++;
      mark = index;
    } else if (char !== undefined && (char === '?' || char === text[index])) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++mark;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
