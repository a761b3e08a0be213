import type { Doc } from '../../../documents/documents.ts';
import { manifest, type Manifest } from './object.ts';
import { isData, text } from '../../../documents/plain.ts';

/** The objects of a document: itself, or the items of a `List`, each at its own place. Lists in lists are followed. */
export function expand(doc: Doc, reading: Manifest['reading'] = 'plain'): Manifest[] {
  return below(doc, doc.data, 0, reading, contextOf(doc.data));
}

/** What a file says of itself that `scan --collect k8s` wrote: `{"writ": "collected/k8s/1", "context": "prod", "kind": "List", ...}`. */
const COLLECTED = 'collected/k8s/1';

function contextOf(body: unknown): string | undefined {
  const context = isData(body) && body['writ'] === COLLECTED ? text(body['context']) : undefined;
  return context === '' ? undefined : context;
}

function below(
  doc: Doc,
  body: unknown,
  root: number,
  reading: Manifest['reading'],
  context: string | undefined,
): Manifest[] {
  const items = isData(body) && text(body['kind'])?.endsWith('List') === true ? body['items'] : undefined;
  if (!Array.isArray(items)) {
    const one = manifest(body, { file: doc.file, lines: doc.lines, marks: doc.marks, root }, reading);
    return one ? [context === undefined ? one : { ...one, context }] : [];
  }
  return items.flatMap((item: unknown, index) =>
    below(doc, item, doc.marks.nearest(['items', index], root), reading, context),
  );
}
