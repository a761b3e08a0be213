import type { Evidence, Span } from '../../model/evidence.ts';
import { structured } from './diff.ts';
import type { Change } from './edit.ts';

/**
 * Whether a line that is written anew still holds a secret: of a file on one line, all others stand beside the one that is taken out.
 * Where the range of a secret is known its value is looked for; where only its line is, no long word of the line may come back.
 */
export function keepsSecret(change: Change, secrets: readonly (Span | Evidence)[]): boolean {
  const { before, file } = change;
  if (before === null) return false;
  const places = secrets.flatMap((one) => ('file' in one && one.file === file ? [one] : []));
  const { hunks } = structured(change, 0);
  const added = hunks.flatMap(({ lines }) => lines.filter((line) => line.startsWith('+')));
  if (added.length === 0) return false;
  const spans = places.flatMap((one) => ('start' in one ? [one] : []));
  const values = spans.map(({ start, end }) => before.slice(start, end).replace(/^["'\s]+|["'\s]+$/gu, ''));
  if (values.some((value) => value.length >= SHORTEST && added.some((line) => line.includes(value)))) return true;
  const ranged = counts(spans.map(({ start }) => lineAt(before, start)));
  const written = counts(places.flatMap((one) => ('line' in one ? [one.line] : [])));
  return hunks.some((hunk) => {
    const gone = hunk.lines.filter((line) => line.startsWith('-'));
    const doubtful = gone.filter((_, index) => {
      const line = hunk.oldStart + index;
      return (written.get(line) ?? 0) > (ranged.get(line) ?? 0);
    });
    const words = doubtful.flatMap((line) => line.match(WORD) ?? []);
    return words.some((word) => hunk.lines.some((line) => line.startsWith('+') && line.includes(word)));
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

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
