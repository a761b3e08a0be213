import type { SourceFile } from '../../bytes/files.ts';
import type { Entry } from '../../documents/entry.ts';
import { readJson, readYaml } from '../../documents/read.ts';
import { environmentInName } from '../../model/environment-name.ts';
import type { Environment } from '../../model/kinds.ts';
import type { Connector, Reading, ScanContext } from '../port.ts';
import { countEach, tellSources } from '../source-rows.ts';
import { maybeGcp, objectsOf, type Form } from './read/forms.ts';
import { TELLERS } from './tell/tellers.ts';

const MOST_BYTES = 64 * 1024 * 1024;

/** What gcloud prints of policies, accounts, roles, pools, projects and models, in JSON or YAML. */
export const gcp: Connector = {
  name: 'gcp',
  open: (_files, context) => new GcpReading(context),
};

interface Kept {
  readonly objects: readonly (readonly [Form, Entry])[];
}

class GcpReading implements Reading<Kept> {
  readonly #context: ScanContext;
  readonly #kept: (readonly [SourceFile, Kept])[] = [];

  constructor(context: ScanContext) {
    this.#context = context;
  }

  wants({ path, bytes }: SourceFile): boolean {
    return bytes <= MOST_BYTES && /\.(?:json|ya?ml)$/iu.test(path);
  }

  take(file: SourceFile, text: string): Kept | undefined {
    const yaml = !/\.json$/iu.test(file.path) && !/^\s*[[{]/u.test(text);
    if (!maybeGcp(text, yaml)) return undefined;
    const { roots } = yaml ? readYaml(file.path, text, (piece) => maybeGcp(piece, true)) : readJson(file.path, text);
    const objects = roots.flatMap((root) => [...objectsOf(root)]);
    if (objects.length === 0) return undefined;
    const kept = { objects };
    this.recall(file, kept);
    return kept;
  }

  recall(file: SourceFile, kept: Kept): void {
    this.#kept.push([file, kept]);
  }

  finish(): ReadonlySet<string> {
    const { estate, standing } = this.#context;
    const files = [...this.#kept].sort(([a], [b]) => (a.path < b.path ? -1 : 1));
    for (const [file, { objects }] of files) {
      const { realm, environment } = standing(file);
      const environmentOf = (name: string): Environment =>
        environment === 'unknown' ? (environmentInName(name) ?? 'unknown') : environment;
      for (const [form, entry] of objects) TELLERS[form]({ estate, entry, path: file.relative, realm, environmentOf });
    }
    const counts = countEach(files.flatMap(([file, { objects }]) => objects.map(() => file.path)));
    tellSources(estate, gcp.name, files.map(([file]) => file), (path) => counts.get(path) ?? 0); // prettier-ignore
    return new Set(files.map(([file]) => file.path));
  }
}
