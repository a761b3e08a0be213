import { FILE_HEADERS_ONLY, formatPatch, structuredPatch, type StructuredPatch } from 'diff';
import { masked } from '../../model/mask.ts';
import { MOST_CONTEXT, type Change } from './edit.ts';
import { linesBefore } from './lines-before.ts';
import type { SecretPlaces } from './secret-places.ts';
import { differing } from './window.ts';

/** Looks like a value that should not be read over somebody's shoulder, even where no rule calls it a credential. */
const TELLING = /(?:passw|secret|token|api[-_]?key|private|credential)[\w.-]{0,40}["']?\s*[:=]\s*["']?[^\s"'{$]{6,}/iu;

/**
 * A unified diff that quotes no secret: context is cut until no line of it holds one. Undefined when a changed line itself does.
 */
export function asDiff(change: Change, secrets: readonly SecretPlaces[]): string | undefined {
  const hidden = hiddenLines(change, secrets);
  for (const context of [MOST_CONTEXT, 2, 1, 0]) {
    const patch = structured(change, context);
    if (!quotes(patch, hidden, context > 0)) return formatPatch(patch, FILE_HEADERS_ONLY);
  }
  return undefined;
}

type Compared = Pick<Change, 'file' | 'before' | 'after'> & Partial<Pick<Change, 'above'>>;

/** Compares only the lines around the change. */
export function structured({ file, before, after, above: left = 0 }: Compared, context: number): StructuredPatch {
  const path = file.replace(/^\/+/u, '');
  const from = before === null ? '/dev/null' : `a/${path}`;
  const old = before ?? '';
  const { start, beforeEnd, afterEnd } = differing(old, after, context);
  const above = left + linesBefore(old, start);
  const patch = structuredPatch(
    from,
    `b/${path}`,
    old.slice(start, beforeEnd),
    after.slice(start, afterEnd),
    undefined,
    undefined,
    {
      context,
    },
  );
  const moved = patch.hunks.map((hunk) => ({
    ...hunk,
    oldStart: hunk.oldStart + above,
    newStart: hunk.newStart + above,
  }));
  return { ...patch, hunks: moved };
}

function quotes(patch: StructuredPatch, hidden: ReadonlySet<number>, telling: boolean): boolean {
  for (const hunk of patch.hunks) {
    let line = hunk.oldStart;
    for (const text of hunk.lines) {
      if (masked(text) !== text) return true;
      if (text.startsWith('+') || text.startsWith('\\')) continue;
      if (hidden.has(line) || (telling && text.startsWith(' ') && TELLING.test(text))) return true;
      line += 1;
    }
  }
  return false;
}

/** Lines (from 1) that hold a secret, of those that a diff may show: the whole range where it is known, else the line where it was read. */
function hiddenLines({ before, offset, above }: Change, secrets: readonly SecretPlaces[]): Set<number> {
  const text = before ?? '';
  const lines = new Set<number>();
  const lineOf = (at: number): number => above + 1 + linesBefore(text, at - offset);
  for (const places of secrets) {
    for (const line of places.linesIn(above + 1, above + 1 + linesBefore(text, Infinity))) lines.add(line);
    for (const { start, end } of places.spansIn(offset, offset + text.length)) {
      const last = lineOf(Math.max(start, end - 1));
      for (let line = lineOf(start); line <= last; line++) lines.add(line);
    }
  }
  return lines;
}
