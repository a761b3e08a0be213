import { FILE_HEADERS_ONLY, formatPatch, structuredPatch, type StructuredPatch } from 'diff';
import type { Evidence, Span } from '../../model/evidence.ts';
import type { Change } from './edit.ts';
import { linesBefore } from './lines-before.ts';
import { differing } from './window.ts';

/** Looks like a value that should not be read over somebody's shoulder, even where no rule calls it a credential. */
const TELLING = /(?:passw|secret|token|api[-_]?key|private|credential)[\w.-]{0,40}["']?\s*[:=]\s*["']?[^\s"'{$]{6,}/iu;

const MOST_CONTEXT = 3;

/**
 * A unified diff that quotes no secret: context is cut until no line of it holds one. Undefined when a changed line itself does.
 */
export function asDiff(change: Change, secrets: readonly (Span | Evidence)[]): string | undefined {
  const hidden = hiddenLines(change, secrets);
  for (const context of [MOST_CONTEXT, 2, 1, 0]) {
    const patch = structured(change, context);
    if (!quotes(patch, hidden, context > 0)) return formatPatch(patch, FILE_HEADERS_ONLY);
  }
  return undefined;
}

/** Compares only the lines around the change: a fix to one line of a large file costs little. */
export function structured({ file, before, after }: Change, context: number): StructuredPatch {
  const path = file.replace(/^\/+/u, '');
  const from = before === null ? '/dev/null' : `a/${path}`;
  const old = before ?? '';
  const { start, beforeEnd, afterEnd } = differing(old, after, context);
  const above = linesBefore(old, start);
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
      if (text.startsWith('+') || text.startsWith('\\')) continue;
      if (hidden.has(line) || (telling && text.startsWith(' ') && TELLING.test(text))) return true;
      line += 1;
    }
  }
  return false;
}

/**
 * Lines (from 1) that hold a secret: the whole range where it is known, else the line where it was read. Only those that a diff may show
 * are worked out, since a file may hold thousands.
 */
function hiddenLines(change: Change, secrets: readonly (Span | Evidence)[]): Set<number> {
  const text = change.before ?? '';
  const { start, beforeEnd } = differing(text, change.after, MOST_CONTEXT);
  const above = linesBefore(text, start);
  const shown = text.slice(start, beforeEnd);
  const lines = new Set<number>();
  for (const place of secrets) {
    if (!('file' in place) || place.file !== change.file) continue;
    if ('line' in place) lines.add(place.line);
    else if (place.end >= start && place.start <= beforeEnd) {
      const first = above + lineOf(shown, place.start - start);
      const last = above + lineOf(shown, Math.max(place.start, place.end - 1) - start);
      for (let line = first; line <= last; line++) lines.add(line);
    }
  }
  return lines;
}

const lineOf = (text: string, offset: number): number => 1 + linesBefore(text, offset);
