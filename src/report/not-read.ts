import type { Diagnostic, DiagnosticCode } from '../model/diagnostic.ts';
import { count } from './names.ts';
import { paragraph, type Line } from './screen.ts';

/** How a group of diagnostics reads in the last line of the screen: one, several, why. */
const WORDS: Partial<Record<DiagnosticCode, readonly [one: string, several: string, why?: string]>> = {
  unreadable: ['unreadable file', 'unreadable files'],
  'too-large': ['file over the size bound', 'files over the size bound'],
  'too-deep': ['document nested too deep', 'documents nested too deep'],
  'too-many-aliases': ['document with too many aliases', 'documents with too many aliases'],
  'bad-encoding': ['file that is not text', 'files that are not text'],
  malformed: ['malformed document', 'malformed documents'],
  'bad-declaration': ['declaration not understood', 'declarations not understood'],
  'symlink-skipped': ['symbolic link', 'symbolic links', 'not followed'],
  'not-a-regular-file': ['socket, pipe or device', 'sockets, pipes or devices'],
  'not-recognised': ['file of other kinds', 'files of other kinds'],
  'not-rendered': ['template, patch or generator', 'templates, patches or generators', 'read without rendering'],
  'render-failed': ['failed rendering', 'failed renderings', 'read without rendering'],
  'remote-reference': ['remote reference', 'remote references', 'not followed'],
  'missing-reference': ['reference to a missing file', 'references to missing files'],
  'duplicate-id': ['id', 'ids', 'several documents differ; their union counts'],
  'conflicting-declaration': ['conflict of declarations', 'conflicts of declarations'],
  'unknown-kind': ['object of a kind without identity', 'objects of kinds without identity', 'listed, not judged'],
};

/** Codes that say something else than "this was not read". */
const READ_ALL_THE_SAME: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'duplicate-id',
  'conflicting-declaration',
]);

/** "Not read: ...", by reason, errors first, most first; every diagnostic is counted. */
export function notRead(diagnostics: readonly Diagnostic[], width: number): readonly Line[] {
  const groups = new Map<DiagnosticCode, { level: Diagnostic['level']; number: number }>();
  for (const { code, level } of diagnostics) {
    const known = groups.get(code);
    if (known) known.number += 1;
    else groups.set(code, { level, number: 1 });
  }
  const ranked = [...groups].sort(
    ([a, x], [b, y]) =>
      Number(y.level === 'error') - Number(x.level === 'error') || y.number - x.number || (a < b ? -1 : 1),
  );
  const unread = ranked.filter(([code]) => !READ_ALL_THE_SAME.has(code));
  const other = ranked.filter(([code]) => READ_ALL_THE_SAME.has(code));
  const said =
    unread.length === 0
      ? 'Everything was read.'
      : `Not read: ${unread.map(([code, { number }]) => phrase(code, number)).join(', ')}. Everything else was.`;
  const notes = other.map(([code, { number }]) => ` ${phrase(code, number)}.`).join('');
  return paragraph(said + notes, width);
}

function phrase(code: DiagnosticCode, number: number): string {
  const [one, several, why] = WORDS[code] ?? [`note of ${code}`, `notes of ${code}`];
  return `${count(number, one, several)}${why === undefined ? '' : ` (${why})`}`;
}
