import { posix } from 'node:path';
import type { SourceFile } from '../../bytes/files.ts';
import { readYaml } from '../../documents/read.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import { tellSources } from '../source-rows.ts';
import type { Connector, Reading, ScanContext } from '../port.ts';
import { tellAll } from './derive/tell.ts';
import { World } from './derive/world.ts';
import { LARGEST_WORKFLOW, LIVE, mayBeAction, mayBeWorkflow } from './read/recognise.ts';
import { readComposite, readWorkflow } from './read/workflow.ts';
import type { Composite, Workflow } from './types.ts';

/** GitHub Actions: workflows and composite actions, each known by what stands in it. CODEOWNERS is looked at, not claimed. */
export const github: Connector = {
  name: 'github',
  open: (_files, context) => new GithubReading(context),
};

/** Workflows of a watch, for as long as somebody holds the file. */
const KEPT = new WeakMap<SourceFile, Workflow>();

class GithubReading implements Reading {
  readonly #context: ScanContext;
  readonly #workflows: Workflow[] = [];
  readonly #composites: Composite[] = [];
  readonly #codeowners = new Map<string, string>();
  /** Every file that is ours, readable or not, by path. */
  readonly #claimed = new Map<string, SourceFile>();

  constructor(context: ScanContext) {
    this.#context = context;
  }

  wants({ path, bytes }: SourceFile): boolean {
    return bytes <= LARGEST_WORKFLOW && (/\.ya?ml$/u.test(path) || posix.basename(path) === 'CODEOWNERS');
  }

  recall(file: SourceFile): boolean {
    const kept = KEPT.get(file);
    if (kept) this.#keep(file, kept);
    return kept !== undefined;
  }

  take(file: SourceFile, text: string): void {
    if (posix.basename(file.path) === 'CODEOWNERS') this.#codeowners.set(file.path, text);
    else if (mayBeWorkflow(text)) this.#workflow(file, text);
    else if (mayBeAction(file.path, text)) this.#action(file, text);
  }

  finish(): ReadonlySet<string> {
    tellAll(new World(this.#context, this.#workflows, this.#composites, this.#codeowners));
    const jobs = new Map(this.#workflows.map((one) => [one.file.path, one.jobs.length]));
    tellSources(this.#context.estate, github.name, this.#claimed.values(), (path) => jobs.get(path) ?? 0);
    return new Set(this.#claimed.keys());
  }

  #workflow(file: SourceFile, text: string): void {
    const { roots, diagnostics } = readYaml(file.path, text);
    const workflow = roots[0] && readWorkflow(file, text, roots[0]);
    if (workflow) {
      if (this.#context.again === true) KEPT.set(file, workflow);
      this.#keep(file, workflow);
      return;
    }
    // Elsewhere a file with these two words may be anything.
    if (!LIVE.test(file.path)) return;
    this.#claimed.set(file.path, file);
    const line = roots[0]?.get('jobs')?.evidence.line ?? roots[0]?.evidence.line;
    const shape = diagnostic(
      'malformed',
      'the workflow has no trigger, or no job that runs steps or calls a workflow',
      file.path,
      line,
    );
    this.#context.estate.diagnostic(...(diagnostics.length > 0 ? diagnostics : [shape]));
  }

  #keep(file: SourceFile, workflow: Workflow): void {
    this.#workflows.push(workflow);
    this.#claimed.set(file.path, file);
  }

  #action(file: SourceFile, text: string): void {
    const composite = readYaml(file.path, text).roots.map((root) => readComposite(file, text, root))[0];
    if (!composite) return;
    this.#composites.push(composite);
    this.#claimed.set(file.path, file);
  }
}
