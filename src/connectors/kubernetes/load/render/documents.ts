import { posix } from 'node:path';
import type { LineIndex } from '../../../../bytes/lines.ts';
import { diagnostic } from '../../../../model/diagnostic.ts';
import { documents } from '../../../../documents/documents.ts';
import { expand } from '../expand.ts';
import type { Manifest } from '../object.ts';
import type { ReadFiles } from '../read-files.ts';
import { split } from '../../../../documents/split.ts';

/** Rendered text has no places: everything in it stands at the first line of the file that it came from. */
const FIRST: LineIndex = { lineAt: () => 1, startOf: () => 0, columnAt: () => 0 };
const SOURCE = /^# Source: (\S+)\s*$/m;

/**
 * The objects of a rendered text. `from` is the file that stands for it; Helm names the template of each document in a comment, which
 * counts when such a file was scanned.
 */
export function renderedManifests(
  text: string,
  from: string,
  files: ReadonlySet<string>,
  diagnostics: ReadFiles['diagnostics'],
): Manifest[] {
  const manifests: Manifest[] = [];
  for (const { start, end } of split(text)) {
    const piece = text.slice(start, end);
    const file = sourceOf(piece, from, files);
    const read = documents(file, piece, (one) => one.includes('kind'), { lines: FIRST });
    for (const doc of read.docs) for (const one of expand(doc, 'rendered')) manifests.push(one);
    for (const { message } of read.diagnostics)
      diagnostics.push(diagnostic('render-failed', `a rendered document was not read: ${message}`, file));
  }
  return manifests;
}

/** `# Source: chart-name/templates/role.yaml`: the first part is the chart's name, not its folder's. */
function sourceOf(piece: string, from: string, files: ReadonlySet<string>): string {
  const named = SOURCE.exec(piece)?.[1];
  if (named === undefined || named.includes('..')) return from;
  const file = posix.join(posix.dirname(from), named.slice(named.indexOf('/') + 1));
  return files.has(file) ? file : from;
}
