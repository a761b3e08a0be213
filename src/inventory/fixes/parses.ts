import { parseAllDocuments } from 'yaml';
import { parseJson } from '../../documents/json.ts';
import { Refusal } from '../../documents/parsed.ts';
import { spliced, type Splice } from './edit.ts';
import type { SourceText } from './source-text.ts';

/** Larger documents are not parsed again: the edits themselves are checked in range. */
const MOST = 131_072;
/** Nor are many more characters of one file, or its large documents looked for, however many findings it has. */
const MOST_OF_FILE = 16 * MOST;

/** Whether a changed text has no YAML error that it did not have before. Only the part that changed is parsed, from document to document. */
export function stillParses(source: SourceText | undefined, splices: readonly Splice[], added: string): boolean {
  const text = source?.text ?? '';
  const [first] = splices;
  const last = splices.at(-1);
  const known = added === '' || errors(added) === 0;
  if (!known || first === undefined || last === undefined || source === undefined) return known;
  if (source.parsed > MOST_OF_FILE) return true;
  const bounds = documentsAround(text, first.start, last.end);
  source.parsed += bounds === undefined ? MOST : bounds.end - bounds.start;
  if (bounds === undefined) return true;
  const wrong = errors(spliced(text, splices, bounds.start, bounds.end));
  return wrong === 0 || wrong <= errors(text.slice(bounds.start, bounds.end));
}

function errors(text: string): number {
  // Most of what begins so is JSON, which is read much faster; what is none may still be YAML.
  if (/^\s*[{[]/u.test(text) && !(parseJson(text, 0, 'with-comments') instanceof Refusal)) return 0;
  const parsed = parseAllDocuments(text, { uniqueKeys: true });
  return Array.isArray(parsed) ? parsed.reduce((sum, { errors }) => sum + errors.length, 0) : 0;
}

/** The whole documents that a range lies in; undefined when they are large. */
function documentsAround(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const floor = Math.max(0, start - MOST);
  const above = text.slice(floor, start + 1).lastIndexOf('\n---');
  const ceiling = Math.min(text.length, end + MOST);
  const below = text.slice(Math.max(start, end - 1), ceiling).indexOf('\n---');
  if ((above < 0 && floor > 0) || (below < 0 && ceiling < text.length)) return undefined;
  const from = above < 0 ? 0 : floor + above + 1;
  const to = below < 0 ? text.length : Math.max(start, end - 1) + below;
  return to - from > MOST ? undefined : { start: from, end: to };
}
