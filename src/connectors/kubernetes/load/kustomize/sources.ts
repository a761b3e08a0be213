import type { SourceFile } from '../../../../bytes/files.ts';
import { diagnostic, type Diagnostic } from '../../../../model/diagnostic.ts';
import { visible } from '../../../../model/errors.ts';
import type { Kustomization } from './read.ts';

/** A file that does not fit into a Secret or ConfigMap: the API server takes 1 MiB. */
const LARGEST = 1024 * 1024;
/** Of all kustomizations together, a file counts each time that it is named: a small tree cannot name a large file a million times. */
const MOST = 128 * 1024 * 1024;

interface Completed {
  readonly sources: readonly (SourceFile | undefined)[];
  readonly made: Kustomization;
  readonly problems: readonly Diagnostic[];
}

/** For as long as the kustomization is held: with the same files it makes the same objects, not equal ones. */
const COMPLETED = new WeakMap<Kustomization, Completed>();

/** Files that generators name, each read once. */
export class GeneratorSources {
  readonly #files: ReadonlyMap<string, SourceFile>;
  readonly #texts = new Map<string, string | undefined>();
  #left = MOST;

  constructor(files: readonly SourceFile[]) {
    this.#files = new Map(files.map((file) => [file.path, file]));
  }

  /** The kustomization with the content of these files in what it makes, and which of them were not there to be read. */
  complete(one: Kustomization): Completed {
    const sources = one.sources.map((path) => this.#files.get(path));
    const known = COMPLETED.get(one);
    if (known?.sources.every((file, at) => file === sources[at]) === true) return known;
    const problems = new Map<string, Diagnostic>();
    const made = { ...one, objects: one.madeOf((path) => this.#text(path, one.file, problems)) };
    const completed = { sources, made, problems: [...problems.values()] };
    COMPLETED.set(one, completed);
    return completed;
  }

  #text(path: string, by: string, problems: Map<string, Diagnostic>): string | undefined {
    const file = this.#files.get(path);
    const refused = this.#refusal(file);
    if (refused) {
      const [code, why] = refused;
      problems.set(path, diagnostic(code, `${visible(path)}, of which a generator makes an object, ${why}`, by));
    } else if (!this.#texts.has(path)) this.#texts.set(path, file?.text());
    return refused ? undefined : this.#texts.get(path);
  }

  #refusal(file: SourceFile | undefined): readonly [Diagnostic['code'], string] | undefined {
    if (!file) return ['missing-reference', 'does not exist or was not scanned'];
    if (file.bytes > LARGEST) return ['too-large', 'is larger than a Secret or ConfigMap may be'];
    this.#left -= file.bytes;
    return this.#left < 0 ? ['too-large', 'is not read: generators name too much'] : undefined;
  }
}
