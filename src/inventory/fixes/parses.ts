import { parseAllDocuments } from 'yaml';
import { differing } from './window.ts';

/** Larger changes are not parsed again: the edits themselves are checked in range. */
const MOST = 131_072;

/** Whether a changed text has no YAML error that it did not have before. Only the part that changed is parsed, from document to document. */
export function stillParses(before: string, after: string): boolean {
  const [old, changed] = documents(before, after);
  if (changed.length > MOST) return true;
  const wrong = errors(changed);
  return wrong === 0 || wrong <= errors(old);
}

function errors(text: string): number {
  const parsed = parseAllDocuments(text, { uniqueKeys: true });
  return Array.isArray(parsed) ? parsed.reduce((sum, { errors }) => sum + errors.length, 0) : 0;
}

/** Both texts without the whole documents that they share at either end. */
function documents(before: string, after: string): [string, string] {
  const { start, beforeEnd, afterEnd } = differing(before, after, 0);
  const from = before.startsWith('---', start) ? start : before.lastIndexOf('\n---', start) + 1;
  const next = before.indexOf('\n---', Math.max(from, beforeEnd - 1));
  const rest = next === -1 ? before.length - beforeEnd : next - beforeEnd;
  return [before.slice(from, beforeEnd + rest), after.slice(from, afterEnd + rest)];
}
