import type { Entry } from '../../documents/entry.ts';
import type { NodeId } from '../../model/id.ts';
import { nodeId } from '../../model/id.ts';
import type { Codeowners } from '../../artifacts/codeowners.ts';
import type { ScanContext, Standing } from '../port.ts';
import type { FileSet } from './file-set.ts';
import type { Outside } from './includes.ts';
import type { Job, Pipeline } from './pipeline.ts';
import type { PipelineFile } from './pipeline-file.ts';
import { commandsOf, type Command } from '../../artifacts/shell.ts';
import { expand, isResolved, predefined, variablesOf, type Scope } from './variables.ts';
import type { Evidence } from '../../model/evidence.ts';

/** What is told of one pipeline, and from what. */
export interface Telling {
  readonly context: ScanContext;
  readonly all: FileSet;
  readonly root: PipelineFile;
  readonly pipeline: Pipeline;
  readonly outside: readonly Outside[];
  readonly owners: Codeowners | undefined;
  /** Digests of literals with their keys: what several jobs inherit is told once. */
  readonly told: Set<string>;
}

/** A job with what its parts tell need of it. */
export interface JobView {
  readonly job: Job;
  readonly name: string;
  readonly evidence: Evidence & { readonly file: string; readonly line: number };
  readonly scope: Scope;
  /** Commands of its scripts with the item that each stands in, variables put in where they are known. Finding a place costs: ask late. */
  readonly commands: readonly (Command & { readonly at: Entry })[];
  readonly environment?: string;
  readonly expanded: (text: string) => string;
}

export const pipelineId = (standing: Standing): NodeId =>
  nodeId('gitlab', 'Pipeline', standing.realm, ...standing.path);

/** The path of the project that a file belongs to: CI/CD variables are the project's, not the file's. */
export function projectPath({ repository, path }: Standing): readonly string[] {
  return repository ? [repository.name] : path;
}

export function viewOf({ pipeline, root }: Telling, job: Job): JobView {
  const scope: Scope = {
    variables: variablesOf(pipeline, job),
    predefined: predefined(root.standing),
    inputs: pipeline.inputs,
  };
  const expanded = (text: string): string => expand(text, scope);
  const environment = pipeline.field(job, 'environment');
  const named = environment?.text() ?? pipeline.merged(job, 'environment').get('name')?.text();
  const own = job.layers[0];
  const commands = pipeline.script(job).flatMap(({ text, entry }) =>
    commandsOf(text).map((command) => ({
      line: command.line,
      words: command.words.map(expanded),
      at: entry,
    })),
  );
  return {
    job,
    name: expanded(job.name),
    evidence: own?.evidence ?? { file: root.path, line: 1 },
    scope,
    commands,
    expanded,
    ...(named === undefined ? {} : { environment: expanded(named) }),
  };
}

/** The value of a variable, where the files say it. */
export function valueOf(view: JobView, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = view.scope.variables.get(name)?.value;
    const expanded = value === undefined ? undefined : view.expanded(value);
    if (expanded !== undefined && isResolved(expanded) && expanded !== '') return expanded;
  }
  return undefined;
}
