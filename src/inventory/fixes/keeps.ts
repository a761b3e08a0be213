import { structured } from './diff.ts';
import type { Change } from './edit.ts';
import { linesBefore } from './lines-before.ts';
import type { SecretPlaces } from './secret-places.ts';
import { differing } from './window.ts';

/**
 * Whether a line that is written anew still holds a secret: of a file on one line, all others stand beside the one that is taken out.
 * Where the range of a secret is known its value is looked for; where only its line is, no long word of the line may come back.
 */
export function keepsSecret(change: Change, secrets: SecretPlaces): boolean {
  const { before, offset, above } = change;
  if (before === null) return false;
  // What stands outside of the lines that change is not written anew.
  const { start, beforeEnd } = differing(before, change.after, 0);
  const first = above + linesBefore(before, start) + 1;
  const lines = secrets.linesIn(first, first + linesBefore(before.slice(start, beforeEnd), Infinity));
  const spans = secrets
    .spansIn(offset + start, offset + beforeEnd)
    .map((span) => ({ start: span.start - offset, end: span.end - offset }));
  if (spans.length + lines.length === 0) return false;
  const values = spans.map((span) =>
    before.slice(Math.max(0, span.start), span.end).replace(/^["'\s]+|["'\s]+$/gu, ''),
  );
  const ranged = counts(spans.map((span) => linesBefore(before.slice(start, span.start), Infinity) + first));
  const written = counts(lines);
  return structured(change, 0).hunks.some((hunk) => {
    const added = hunk.lines.filter((line) => line.startsWith('+')).join('\n');
    const gone = hunk.lines.filter((line) => line.startsWith('-'));
    const doubtful = gone.filter(
      (_, index) => (written.get(hunk.oldStart + index) ?? 0) > (ranged.get(hunk.oldStart + index) ?? 0),
    );
    const words = doubtful.flatMap((line) => line.match(WORD) ?? []);
    return [...words, ...values.filter((value) => value.length >= SHORTEST)].some((one) => added.includes(one));
  });
}

const SHORTEST = 4;
/** What could be a key. */
const WORD = /[A-Za-z0-9+/_=.-]{12,}/gu;

function counts(lines: readonly number[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const line of lines) found.set(line, (found.get(line) ?? 0) + 1);
  return found;
}
