import type { SourceFile } from '../../bytes/files.ts';
import { readJson, readYaml } from '../../documents/read.ts';
import { environmentInName } from '../../model/environment-name.ts';
import type { Connector, Reading, ScanContext } from '../port.ts';
import { countEach, tellSources } from '../source-rows.ts';
import { find, surelyAzure, type Found } from './read/broken.ts';
import { maybeAzure, type Form } from './read/forms.ts';
import { namedIn, TELLERS } from './tell/tellers.ts';
import type { Told } from './tell/told.ts';

const MOST_BYTES = 64 * 1024 * 1024;

/** What az prints of role assignments and definitions, identities, federated credentials and the resources of AI platforms. */
export const azure: Connector = {
  name: 'azure',
  open: (_files, context) => new AzureReading(context),
};

/** These are also read by the connector of consents: on their own they are not claimed here. */
const SHARED: ReadonlySet<Form> = new Set(['principal', 'application']);

class AzureReading implements Reading<Found> {
  readonly looksAtPaths = false;
  readonly #context: ScanContext;
  readonly #kept: (readonly [SourceFile, Found])[] = [];

  constructor(context: ScanContext) {
    this.#context = context;
  }

  wants({ path, bytes }: SourceFile): boolean {
    return bytes <= MOST_BYTES && /\.(?:json|ya?ml)$/iu.test(path);
  }

  take(file: SourceFile, text: string): Found | undefined {
    if (!maybeAzure(text)) return undefined;
    const json = /\.json$/iu.test(file.path) || /^\s*[[{]/u.test(text);
    if (!json && /^(?:apiVersion|kind|jobs|resource|steps|stages):/mu.test(text)) return undefined;
    const { roots, diagnostics } = json ? readJson(file.path, text) : readYaml(file.path, text, maybeAzure);
    const found = roots.map(find);
    const broken = diagnostics.length > 0 && surelyAzure(text) ? diagnostics : [];
    const kept = {
      objects: found.flatMap(({ objects }) => objects),
      diagnostics: [...broken, ...found.flatMap((one) => one.diagnostics)],
    };
    if (kept.objects.length + kept.diagnostics.length === 0) return undefined;
    this.recall(file, kept);
    return kept;
  }

  recall(file: SourceFile, kept: Found): void {
    this.#kept.push([file, kept]);
  }

  finish(): ReadonlySet<string> {
    const { estate, standing } = this.#context;
    const files = [...this.#kept].sort(([a], [b]) => (a.path < b.path ? -1 : 1));
    const all = files.flatMap(([file, { objects }]) =>
      objects.map(([form, entry]): readonly [Form, Told] => {
        const { environment } = standing(file);
        const environmentOf: Told['environmentOf'] = (...names) =>
          environment === 'unknown'
            ? (names.map(environmentInName).find((one) => one !== undefined) ?? 'unknown')
            : environment;
        return [form, { estate, entry, path: file.relative, environmentOf }];
      }),
    );
    const named = namedIn(all);
    for (const [form, told] of all) TELLERS[form](told, named);
    for (const [, { diagnostics }] of files) estate.diagnostic(...diagnostics);
    const own = files.filter(
      ([, { objects, diagnostics }]) => diagnostics.length > 0 || objects.some(([form]) => !SHARED.has(form)),
    );
    const counts = countEach(own.flatMap(([file, { objects }]) => objects.map(() => file.path)));
    tellSources(estate, azure.name, own.map(([file]) => file), (path) => counts.get(path) ?? 0); // prettier-ignore
    return new Set(own.map(([file]) => file.path));
  }
}
