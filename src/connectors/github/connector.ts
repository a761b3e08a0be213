import { posix } from 'node:path';
import type { SourceFile } from '../../bytes/files.ts';
import { readJson, readYaml } from '../../documents/read.ts';
import { diagnostic, type Diagnostic } from '../../model/diagnostic.ts';
import { tellSources } from '../source-rows.ts';
import type { Connector, Reading, ScanContext } from '../port.ts';
import { tellAll } from './derive/tell.ts';
import { tellRepositories } from './derive/repositories.ts';
import { AllSettings } from './derive/settings.ts';
import { World } from './derive/world.ts';
import { LARGEST_WORKFLOW, LIVE, mayBeAction, mayBeWorkflow } from './read/recognise.ts';
import { COLLECTED, readSettings, type Settings } from './read/settings.ts';
import { readComposite, readWorkflow } from './read/workflow.ts';
import type { Composite, Workflow } from './types.ts';

/** GitHub Actions: workflows and composite actions, each known by what stands in it. CODEOWNERS is looked at, not claimed. */
export const github: Connector = {
  name: 'github',
  open: (_files, context) => new GithubReading(context),
};

/** Files of `scan --collect github` that hold settings. */
const SETTINGS = /(?:^|\/)(?:settings|organisation)\.json$/u;

/** What one file is. One that is ours and cannot be read has only diagnostics. */
interface Kept {
  readonly workflow?: Workflow | undefined;
  readonly composite?: Composite | undefined;
  readonly codeowners?: string;
  readonly settings?: Settings | undefined;
  readonly diagnostics?: readonly Diagnostic[];
}

class GithubReading implements Reading<Kept> {
  readonly looksAtPaths = false;
  readonly #context: ScanContext;
  readonly #workflows: Workflow[] = [];
  readonly #composites: Composite[] = [];
  readonly #codeowners = new Map<string, string>();
  readonly #settings: Settings[] = [];
  /** Every file that is ours, readable or not, by path. */
  readonly #claimed = new Map<string, SourceFile>();

  constructor(context: ScanContext) {
    this.#context = context;
  }

  wants({ path, bytes }: SourceFile): boolean {
    if (SETTINGS.test(path)) return true;
    return bytes <= LARGEST_WORKFLOW && (/\.ya?ml$/u.test(path) || posix.basename(path) === 'CODEOWNERS');
  }

  take(file: SourceFile, text: string): Kept | undefined {
    const kept = read(file, text);
    if (kept) this.recall(file, kept);
    return kept;
  }

  recall(file: SourceFile, { workflow, composite, codeowners, settings, diagnostics }: Kept): void {
    if (codeowners !== undefined) {
      this.#codeowners.set(file.path, codeowners);
      return;
    }
    if (workflow) this.#workflows.push(workflow);
    if (composite) this.#composites.push(composite);
    if (settings) this.#settings.push(settings);
    this.#context.estate.diagnostic(...(diagnostics ?? []));
    this.#claimed.set(file.path, file);
  }

  finish(): ReadonlySet<string> {
    tellAll(
      new World(this.#context, this.#workflows, this.#composites, this.#codeowners, new AllSettings(this.#settings)),
    );
    tellRepositories(this.#context.estate, this.#settings);
    const jobs = new Map(this.#workflows.map((one) => [one.file.path, one.jobs.length]));
    tellSources(this.#context.estate, github.name, this.#claimed.values(), (path) => jobs.get(path) ?? 0);
    return new Set(this.#claimed.keys());
  }
}

function read(file: SourceFile, text: string): Kept | undefined {
  if (posix.basename(file.path) === 'CODEOWNERS') return { codeowners: text };
  if (SETTINGS.test(file.path)) return text.includes(`"${COLLECTED}"`) ? settingsOf(file, text) : undefined;
  if (mayBeWorkflow(text)) return workflowOf(file, text);
  if (!mayBeAction(file.path, text)) return undefined;
  const composite = readYaml(file.path, text).roots.map((root) => readComposite(file, text, root))[0];
  return composite && { composite };
}

function settingsOf(file: SourceFile, text: string): Kept {
  const { roots, diagnostics } = readJson(file.path, text);
  return { diagnostics, settings: roots.map((root) => readSettings(file, root))[0] };
}

function workflowOf(file: SourceFile, text: string): Kept | undefined {
  const { roots, diagnostics } = readYaml(file.path, text);
  const workflow = roots[0] && readWorkflow(file, text, roots[0]);
  if (workflow) return { workflow };
  // Elsewhere a file with these two words may be anything.
  if (!LIVE.test(file.path)) return undefined;
  const line = roots[0]?.get('jobs')?.evidence.line ?? roots[0]?.evidence.line;
  const shape = diagnostic(
    'malformed',
    'the workflow has no trigger, or no job that runs steps or calls a workflow',
    file.path,
    line,
  );
  return { diagnostics: diagnostics.length > 0 ? diagnostics : [shape] };
}
