import type { SourceFile } from '../../bytes/files.ts';
import { readYaml } from '../../documents/read.ts';
import type { ScanContext } from '../port.ts';
import { pipelineFile, type PipelineFile } from './pipeline-file.ts';
import { pathMatches } from '../../artifacts/path-pattern.ts';

/** Files by the names that pipelines call them: a path in the same repository, or a project and a path in it. */
export class FileSet {
  /** Printed paths of files that a `trigger` starts as pipelines of their own. */
  readonly children = new Set<string>();
  readonly #held: Map<string, PipelineFile>;
  readonly #context: ScanContext;
  readonly #byPath: ReadonlyMap<string, SourceFile>;
  #projects: Map<string, string> | undefined;

  constructor(files: readonly SourceFile[], held: Map<string, PipelineFile>, context: ScanContext) {
    this.#held = held;
    this.#context = context;
    this.#byPath = held.size === 0 ? new Map() : new Map(files.map((file) => [file.path, file]));
    for (const { content, standing } of held.values())
      for (const [, job] of content.entries())
        for (const include of job.itemsOrOne('trigger', 'include')) {
          const local = include.text() ?? include.text('local');
          if (local !== undefined) this.children.add(pathIn(standing.folder, local));
        }
  }

  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  /** The file at a printed path, read now where its content alone did not say what it is. */
  at(path: string): PipelineFile | undefined {
    const known = this.#held.get(path);
    if (known) return known;
    const file = /\.ya?ml$/u.test(path) ? this.#byPath.get(path) : undefined;
    const text = file && file.bytes < 4 * 1024 * 1024 ? file.text() : undefined;
    if (!file || text === undefined) return undefined;
    const { roots, diagnostics } = readYaml(path, text);
    this.#context.estate.diagnostic(...diagnostics);
    const parsed = pipelineFile(path, roots, this.#context.standing(file));
    if (parsed) this.#held.set(path, parsed);
    return parsed;
  }

  /** Files of a repository folder that a pattern of `include: local` means. */
  matching(folder: string, pattern: string): readonly string[] {
    const wanted = pattern.replace(/^\/+/u, '');
    if (!/[*?]/u.test(wanted)) return [pathIn(folder, wanted)];
    const inside = folder === '' ? '' : `${folder}/`;
    return [...this.#byPath.keys()]
      .filter((path) => path.startsWith(inside) && pathMatches(wanted, path.slice(inside.length)))
      .sort();
  }

  /** The folder of a project that was scanned too. */
  folderOf(project: string): string | undefined {
    if (!this.#projects) {
      this.#projects = new Map();
      for (const { standing } of this.#held.values())
        if (standing.repository)
          this.#projects.set(
            `${standing.repository.organisation}/${standing.repository.name}`.toLowerCase(),
            standing.folder,
          );
    }
    return this.#projects.get(project.toLowerCase());
  }
}

export function pathIn(folder: string, path: string): string {
  const inside = path.replace(/^\/+/u, '').replace(/^(?:\.\/)+/u, '');
  return folder === '' ? inside : `${folder}/${inside}`;
}
