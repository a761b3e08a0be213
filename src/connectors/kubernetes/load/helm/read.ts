import { Lines, type LineIndex } from '../../../../bytes/lines.ts';
import { diagnostic } from '../../../../model/diagnostic.ts';
import { documents } from '../../../../documents/documents.ts';
import { expand } from '../expand.ts';
import type { ReadFiles } from '../read-files.ts';
import { Evaluator, TemplateTooLarge } from './evaluate.ts';
import { Output } from './output.ts';
import type { Template, TemplateNode } from './tree.ts';
import { restored, withoutLonePlaceholders } from './value.ts';

export interface Context {
  /** What `.` and `$` are at the top of a template. */
  readonly root: unknown;
  readonly named: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** Reads one template: prints it symbolically, parses what was printed, and gives each object its lines in the template. */
export function readTemplate(
  file: string,
  source: string,
  template: Template,
  context: Context,
  read: ReadFiles,
): void {
  const lines = new Lines(source);
  const output = new Output();
  const evaluator = new Evaluator(context.root, context.named);
  try {
    evaluator.run(template.nodes, output);
  } catch (error) {
    if (!(error instanceof TemplateTooLarge)) throw error;
    read.diagnostics.push(diagnostic('not-rendered', `the template was not read: ${error.message}`, file));
    return;
  }
  const text = withoutLonePlaceholders(output.text());
  const { docs, diagnostics } = documents(file, text, (piece) => piece.includes('kind'), {
    lines: new PrintedLines(new Lines(text), output.origins(lines)),
    word: restored,
    alternatives: true,
  });
  // What names no namespace is installed into that of the release.
  const manifests = docs
    .flatMap((doc) => expand(doc, 'symbolic'))
    .map((one) => ({ ...one, namespace: one.namespace ?? '{Release.Namespace}' }));
  if (manifests.length > 0) read.manifests.set(file, manifests);
  for (const { message, place } of diagnostics)
    read.diagnostics.push(
      diagnostic('not-rendered', `a document was not read without Helm: ${message}`, file, place.line),
    );
  read.diagnostics.push(diagnostic('not-rendered', summary(template.elses, evaluator.dropped), file));
}

function summary(elses: number, dropped: number): string {
  const left = [
    ...(elses > 0 ? [`${elses} ${elses === 1 ? 'alternative' : 'alternatives'} after "else"`] : []),
    ...(dropped > 0 ? [`${dropped} ${dropped === 1 ? 'block' : 'blocks'} of unknown content`] : []),
  ];
  const rest = left.length > 0 ? `; left out: ${left.join(', ')}` : '';
  return `a Helm template, read without Helm: conditions count as true${rest}`;
}

/** Lines of printed text as lines of the template that printed it. */
class PrintedLines implements LineIndex {
  readonly #printed: Lines;
  readonly #origins: Int32Array;

  constructor(printed: Lines, origins: Int32Array) {
    this.#printed = printed;
    this.#origins = origins;
  }

  lineAt(offset: number): number {
    return this.#origins[this.#printed.lineAt(offset) - 1] ?? 1;
  }

  startOf(line: number): number {
    return this.#printed.startOf(line);
  }

  columnAt(offset: number): number {
    return this.#printed.columnAt(offset);
  }
}
