import type { Doc } from '../../../documents/documents.ts';
import { manifest, type Manifest } from './object.ts';
import { isData, text } from '../../../documents/plain.ts';

/** The objects of a document: itself, or the items of a `List`, each at its own place. Lists in lists are followed. */
export function expand(doc: Doc, reading: Manifest['reading'] = 'plain'): Manifest[] {
  return below(doc, doc.data, 0, reading);
}

function below(doc: Doc, body: unknown, root: number, reading: Manifest['reading']): Manifest[] {
  const items = isData(body) && text(body['kind'])?.endsWith('List') === true ? body['items'] : undefined;
  if (!Array.isArray(items)) {
    const one = manifest(body, { file: doc.file, lines: doc.lines, marks: doc.marks, root }, reading);
    return one ? [one] : [];
  }
  return items.flatMap((item: unknown, index) => below(doc, item, doc.marks.nearest(['items', index], root), reading));
}
