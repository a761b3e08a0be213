import type { JsonRecord } from '../records.ts';
import { artifactOf } from './location.ts';

const HUNK = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@/u;

/**
 * A printed patch as replacements of whole lines. Nothing for a patch that makes or takes away a file, that touches a last line without a
 * line end, or that is no plain unified diff: a fix that would apply wrongly is worse than none.
 */
export function changesOf(diff: string): readonly JsonRecord[] | undefined {
  const lines = diff.replace(/\n$/u, '').split('\n');
  const changes = new Map<string, JsonRecord[]>();
  let file: string | undefined;
  for (let at = 0; at < lines.length;) {
    const text = lines[at] ?? '';
    const next = lines[at + 1] ?? '';
    const hunk = HUNK.exec(text);
    if (text.startsWith('--- ') && next.startsWith('+++ ')) {
      file = nameOf(next);
      if (file === undefined || text.startsWith('--- /dev/null')) return undefined;
      at += 2;
    } else if (hunk && file !== undefined) {
      const [, start = '1', old = '1', now = '1'] = hunk;
      // A hunk that takes nothing away names the line that it comes after.
      const read = readHunk(lines, at + 1, Number(start) + (old === '0' ? 1 : 0), Number(old), Number(now));
      if (read === undefined) return undefined;
      changes.set(file, [...(changes.get(file) ?? []), ...read.replacements]);
      at = read.end;
    } else if (/^(?:diff |index |=+$|$)/u.test(text)) at += 1;
    else return undefined;
  }
  if (changes.size === 0) return undefined;
  return [...changes].map(([name, replacements]) => ({ artifactLocation: artifactOf(name), replacements }));
}

function readHunk(
  lines: readonly string[],
  from: number,
  start: number,
  old: number,
  now: number,
): { readonly replacements: readonly JsonRecord[]; readonly end: number } | undefined {
  const replacements: JsonRecord[] = [];
  let [at, line, before, after] = [from, start, 0, 0];
  let removed = 0;
  let added: string[] = [];
  const flush = (): void => {
    if (removed > 0 || added.length > 0) replacements.push(replacement(line - removed, removed, added));
    removed = 0;
    added = [];
  };
  while (before < old || after < now) {
    const text = lines[at] ?? '';
    at += 1;
    if (text.startsWith('+')) {
      added.push(text.slice(1));
      after += 1;
    } else if (text.startsWith('-')) {
      removed += 1;
      before += 1;
      line += 1;
    } else if (text.startsWith(' ')) {
      flush();
      before += 1;
      after += 1;
      line += 1;
    } else return undefined;
  }
  flush();
  return lines[at]?.startsWith('\\') === true ? undefined : { replacements, end: at };
}

/** `+++ b/path`; /dev/null is a file that goes away, which no replacement says. */
function nameOf(head: string): string | undefined {
  const name = head.slice(4).split('\t')[0]?.replace(/^b\//u, '') ?? '';
  return name === '' || name === '/dev/null' || name.startsWith('"') ? undefined : name;
}

function replacement(line: number, removed: number, added: readonly string[]): JsonRecord {
  const deletedRegion = { startLine: line, startColumn: 1, endLine: line + removed, endColumn: 1 };
  return added.length === 0 ? { deletedRegion } : { deletedRegion, insertedContent: { text: `${added.join('\n')}\n` } };
}
