import type { SourceFile } from '../../bytes/files.ts';
import { readJson, readYaml } from '../../documents/read.ts';
import { environmentInName } from '../../model/environment-name.ts';
import type { Environment } from '../../model/kinds.ts';
import type { Connector, Reading, ScanContext } from '../port.ts';
import { countEach, tellSources } from '../source-rows.ts';
import { find, surelyGcp, type Found } from './read/broken.ts';
import { maybeGcp } from './read/forms.ts';
import { TELLERS } from './tell/tellers.ts';

const MOST_BYTES = 64 * 1024 * 1024;

/** What gcloud prints of policies, accounts, roles, pools, projects and models, in JSON or YAML. */
export const gcp: Connector = {
  name: 'gcp',
  open: (_files, context) => new GcpReading(context),
};

class GcpReading implements Reading<Found> {
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
    const yaml = !/\.json$/iu.test(file.path) && !/^\s*[[{]/u.test(text);
    if (!maybeGcp(text, yaml)) return undefined;
    const { roots, diagnostics } = yaml
      ? readYaml(file.path, text, (piece) => maybeGcp(piece, true))
      : readJson(file.path, text);
    const found = roots.map(find);
    const broken = diagnostics.length > 0 && surelyGcp(text, yaml) ? diagnostics : [];
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
    const { estate, standing, digest } = this.#context;
    const files = [...this.#kept].sort(([a], [b]) => (a.path < b.path ? -1 : 1));
    for (const [file, { objects, diagnostics }] of files) {
      estate.diagnostic(...diagnostics);
      const { realm, environment } = standing(file);
      const environmentOf = (name: string): Environment =>
        environment === 'unknown' ? (environmentInName(name) ?? 'unknown') : environment;
      for (const [form, entry] of objects)
        TELLERS[form]({ estate, digest, entry, path: file.relative, realm, environmentOf });
    }
    const counts = countEach(files.flatMap(([file, { objects }]) => objects.map(() => file.path)));
    tellSources(estate, gcp.name, files.map(([file]) => file), (path) => counts.get(path) ?? 0); // prettier-ignore
    return new Set(files.map(([file]) => file.path));
  }
}
