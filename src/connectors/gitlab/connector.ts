import { readYaml } from '../../documents/read.ts';
import { diagnostic, type Diagnostic } from '../../model/diagnostic.ts';
import type { SourceFile } from '../../bytes/files.ts';
import { effective, parseCodeowners, type Codeowners } from '../../artifacts/codeowners.ts';
import { tellSources } from '../source-rows.ts';
import type { Connector, Reading, ScanContext } from '../port.ts';
import { FileSet } from './file-set.ts';
import { isNamed, isPipeline, mayBe, pipelineFile, type PipelineFile } from './pipeline-file.ts';
import { resolveIncludes } from './includes.ts';
import { Pipeline } from './pipeline.ts';
import { tellPipeline } from './tell.ts';

const LARGEST = 4 * 1024 * 1024;

/** GitLab CI/CD pipelines: `.gitlab-ci.yml`, what it includes, and files of the same content under other names. */
export const gitlab: Connector = {
  name: 'gitlab',
  open: (files, context) => new GitlabReading(files, context),
};

interface Kept {
  readonly owners?: Codeowners;
  readonly file?: PipelineFile | undefined;
  /** By GitLab's own name: ours whatever stands in it. */
  readonly named?: boolean;
  readonly diagnostics?: readonly Diagnostic[];
}

class GitlabReading implements Reading<Kept> {
  readonly #files: readonly SourceFile[];
  readonly #context: ScanContext;
  readonly #held = new Map<string, PipelineFile>();
  /** By the folder of the repository; of several files the first place counts, as GitLab looks for them. */
  readonly #owners = new Map<string, Codeowners[]>();
  readonly #claimed = new Set<string>();

  constructor(files: readonly SourceFile[], context: ScanContext) {
    this.#files = files;
    this.#context = context;
  }

  wants({ path, bytes }: SourceFile): boolean {
    return bytes <= LARGEST && (/\.ya?ml$/u.test(path) || /(?:^|\/)CODEOWNERS$/u.test(path));
  }

  take(file: SourceFile, text: string): Kept | undefined {
    const kept = this.#read(file, text);
    if (kept) this.recall(file, kept);
    return kept;
  }

  recall(source: SourceFile, { owners, file, named, diagnostics }: Kept): void {
    if (owners) {
      const { folder } = this.#context.standing(source);
      this.#owners.set(folder, [...(this.#owners.get(folder) ?? []), owners]);
    }
    if (file) this.#held.set(file.path, file);
    if (named === true) this.#claimed.add(source.path);
    this.#context.estate.diagnostic(...(diagnostics ?? []));
  }

  #read(file: SourceFile, text: string): Kept | undefined {
    if (file.path.endsWith('CODEOWNERS')) return { owners: parseCodeowners(file.path, text) };
    const named = isNamed(file.path);
    if (!named && !mayBe(text)) return undefined;
    const { roots, diagnostics } = readYaml(file.path, text);
    if (!named && diagnostics.length > 0) return undefined;
    const parsed = pipelineFile(file.path, roots, this.#context.standing(file));
    if (!named) return parsed && isPipeline(parsed.content) ? { file: parsed } : undefined;
    const isMap = parsed !== undefined && parsed.content.entries().length > 0;
    const shape = diagnostic('malformed', 'the pipeline is no map with a job', file.path, 1);
    return { file: parsed, named, diagnostics: diagnostics.length > 0 || isMap ? diagnostics : [shape] };
  }

  /** What a pipeline includes is read whatever it looks like. */
  besides({ path }: SourceFile): boolean {
    return this.#held.size > 0 && /\.ya?ml$/u.test(path);
  }

  finish(): ReadonlySet<string> {
    const { estate } = this.#context;
    const all = new FileSet(this.#files, this.#held, this.#context);
    const paths = [...this.#held.keys()].sort();
    const resolved = paths.flatMap((path) => {
      const root = this.#held.get(path);
      return root ? [{ root, includes: resolveIncludes(root, all) }] : [];
    });
    const included = new Set(resolved.flatMap(({ root, includes }) => includes.files.filter((one) => one !== root)));
    const jobs = new Map<string, number>();
    for (const { root, includes } of resolved) {
      // A file that another takes in is a part of that pipeline, unless GitLab starts it by its name or as a child.
      if (included.has(root) && !/(?:^|\/)\.gitlab-ci\.ya?ml$/u.test(root.path) && !all.children.has(root.path))
        continue;
      estate.diagnostic(...includes.diagnostics);
      const pipeline = new Pipeline(includes.files, includes.inputs);
      tellPipeline({
        context: this.#context,
        all,
        root,
        pipeline,
        outside: includes.outside,
        owners: effective(this.#owners.get(root.standing.folder) ?? [], root.standing.repository?.host),
        told: new Set(),
      });
      for (const { path } of includes.files) this.#claimed.add(path);
      jobs.set(root.path, pipeline.jobs.length);
    }
    const own = this.#files.filter(({ path }) => this.#claimed.has(path));
    tellSources(estate, gitlab.name, own, (path) => jobs.get(path) ?? 0);
    return this.#claimed;
  }
}
