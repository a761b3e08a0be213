import { parseAllDocuments } from 'yaml';

/** Larger changes are not parsed again: the edits themselves are checked in range. */
const MOST = 131_072;

/** Whether a changed text has no YAML error that it did not have before. Only the part that changed is parsed, from document to document. */
export function stillParses(before: string, after: string): boolean {
  const [old, changed] = differing(before, after);
  if (changed.length > MOST) return true;
  return errors(changed) <= errors(old);
}

function errors(text: string): number {
  const documents = parseAllDocuments(text, { uniqueKeys: true });
  return Array.isArray(documents) ? documents.reduce((sum, { errors }) => sum + errors.length, 0) : 0;
}

/** Both texts without the whole documents that they share at either end. */
function differing(before: string, after: string): [string, string] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  const start = before.lastIndexOf('\n---', head - 1) + 1;
  const most = Math.min(before.length, after.length) - start;
  let tail = 0;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const next = before.indexOf('\n---', Math.max(start, before.length - tail));
  const rest = next === -1 ? 0 : before.length - next;
  return [before.slice(start, before.length - rest), after.slice(start, after.length - rest)];
}
